-- The log, and what the kernel keeps beside it. Read models come from their own declarations.

CREATE TABLE events (
  position INTEGER PRIMARY KEY,
  stream TEXT NOT NULL,
  version INTEGER NOT NULL,
  category TEXT NOT NULL,
  type TEXT NOT NULL,
  type_version INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  role TEXT NOT NULL,
  on_behalf_of TEXT,
  command_id TEXT NOT NULL,
  correlation TEXT NOT NULL,
  causation INTEGER,
  step TEXT,
  data TEXT NOT NULL,
  sealed BLOB,
  sealed_for TEXT,
  hash BLOB NOT NULL,
  UNIQUE (stream, version)
) STRICT;

CREATE INDEX events_by_category ON events (category);
CREATE INDEX events_by_correlation ON events (correlation);

CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;

CREATE TRIGGER events_are_never_removed BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are never removed'); END;

-- Which types, in which versions, stand in the log: what a program must know to open it.
CREATE TABLE event_types (
  type TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (type, version)
) STRICT, WITHOUT ROWID;

-- One row a stream, written at its birth only.
CREATE TABLE streams (
  id TEXT PRIMARY KEY,
  category TEXT NOT NULL,
  person TEXT
) STRICT, WITHOUT ROWID;

-- The present state of every command; `data` and `sealed` only until it is decided.
CREATE TABLE commands (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  content_hash BLOB NOT NULL,
  intent TEXT NOT NULL,
  target TEXT NOT NULL,
  person TEXT,
  actor TEXT NOT NULL,
  role TEXT NOT NULL,
  on_behalf_of TEXT,
  data TEXT,
  sealed BLOB,
  state TEXT NOT NULL,
  outcome TEXT NOT NULL,
  first INTEGER,
  last INTEGER,
  correlation TEXT NOT NULL,
  causation INTEGER,
  process TEXT,
  step TEXT,
  attempt INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  settled_at INTEGER
) STRICT;

CREATE INDEX commands_to_carry_out ON commands (seq) WHERE state = 'received';
CREATE UNIQUE INDEX commands_step_succeeds_once ON commands (process, step) WHERE state = 'succeeded' AND step IS NOT NULL;

CREATE TABLE timers (
  due INTEGER NOT NULL,
  owner TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (due, owner, name)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX timers_by_owner ON timers (owner, name);

CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  position INTEGER NOT NULL,
  channel TEXT NOT NULL,
  person TEXT,
  body TEXT NOT NULL,
  sealed BLOB,
  state TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  next_at INTEGER NOT NULL,
  leased_until INTEGER,
  error TEXT
) STRICT;

CREATE INDEX outbox_due ON outbox (next_at) WHERE state = 'due';

CREATE TABLE checkpoints (
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  position INTEGER NOT NULL,
  status TEXT NOT NULL,
  error TEXT,
  PRIMARY KEY (name, version)
) STRICT, WITHOUT ROWID;

-- The head as it was noted each minute and at every stop: a chain cannot see a cut tail by itself.
CREATE TABLE head (
  noted_at INTEGER PRIMARY KEY,
  position INTEGER NOT NULL,
  hash BLOB NOT NULL,
  clinic_time INTEGER NOT NULL
) STRICT;

CREATE TABLE migrations (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  checksum TEXT NOT NULL,
  applied_at INTEGER NOT NULL
) STRICT;

/**
 * The tables of web.sqlite, in numbered steps that are never changed once released; new ones are added
 * at the end. Digests are SHA-256 of random tokens, `sealed` columns AES-256-GCM under the master key.
 */
export const accessMigrations: readonly string[] = [
  `CREATE TABLE sessions (
    digest BLOB PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    person TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('staff', 'patient')),
    role TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('code', 'enrol', 'full')),
    device TEXT NOT NULL,
    begun_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    proven_at INTEGER NOT NULL,
    ended_at INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX sessions_of_person ON sessions (person, ended_at);
  CREATE TABLE credentials (
    person TEXT PRIMARY KEY,
    password TEXT,
    password_at INTEGER,
    codes_sealed BLOB,
    codes_at INTEGER,
    codes_used INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE passkeys (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    public_key BLOB NOT NULL,
    counter INTEGER NOT NULL,
    transports TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    used_at INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX passkeys_of_person ON passkeys (person);
  CREATE TABLE recovery_codes (
    digest BLOB PRIMARY KEY,
    person TEXT NOT NULL,
    used_at INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX recovery_codes_of_person ON recovery_codes (person);
  CREATE TABLE machine_tokens (
    digest BLOB PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    used_at INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE links (
    id TEXT PRIMARY KEY,
    purpose TEXT NOT NULL,
    person TEXT NOT NULL,
    browser TEXT,
    until INTEGER NOT NULL,
    used_at INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE challenges (
    challenge TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    until INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE tries (
    who BLOB PRIMARY KEY,
    failures INTEGER NOT NULL,
    until INTEGER NOT NULL,
    forgotten_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE held_forms (
    digest BLOB PRIMARY KEY,
    person TEXT NOT NULL,
    sealed BLOB NOT NULL,
    until INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE reads (
    number INTEGER PRIMARY KEY,
    about TEXT NOT NULL,
    reader TEXT NOT NULL,
    role TEXT NOT NULL,
    what TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX reads_about ON reads (about, at);`,
]

-- Documents that are edited in place: what is on file now, sealed under their person's key. Nothing of them is in
-- the log, so nothing can make them again: they are kept, backed up and restored as they are.

CREATE TABLE documents (
  stream TEXT PRIMARY KEY,
  person TEXT NOT NULL,
  version INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  changed_at INTEGER NOT NULL,
  changed_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;

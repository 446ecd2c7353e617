-- Whose keys are to be destroyed, written with the event that erases them; `key_gone` once it is done.
CREATE TABLE erased (
  person TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  key_gone INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

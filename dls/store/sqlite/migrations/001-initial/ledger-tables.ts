/** The ledger. */
export const ledgerTables = `
CREATE TABLE ledger (
  height INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  actor TEXT NOT NULL,
  vendor TEXT,                       -- whose bundles tell of it; null: the site's own affair
  device_no INTEGER,                 -- the device it is about, by number: in the order of their coming, for the index
  subject TEXT,                      -- item, code, user or file it is about when it is not a device
  data_json TEXT NOT NULL,
  hash BLOB NOT NULL
) STRICT;
CREATE INDEX ledger_by_kind ON ledger (kind, height);
CREATE INDEX ledger_by_device ON ledger (device_no, height) WHERE device_no IS NOT NULL;
CREATE INDEX ledger_by_subject ON ledger (subject, height) WHERE subject IS NOT NULL;
CREATE INDEX ledger_by_actor ON ledger (actor, height) WHERE actor <> 'device' AND actor <> 'system';
`;

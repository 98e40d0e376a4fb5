/** Across the gap. */
export const gapTables = `
CREATE TABLE bundle (
  vendor TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,         -- of the bundles that were made together with it
  made INTEGER NOT NULL,
  digest TEXT NOT NULL,
  prev TEXT,
  file TEXT NOT NULL,
  size INTEGER NOT NULL,
  lines INTEGER NOT NULL,
  usage_no INTEGER NOT NULL,         -- the last report whose usage it holds
  height_to INTEGER NOT NULL,
  elapsed INTEGER NOT NULL,          -- durably counted seconds when it was made
  acknowledged_at INTEGER,
  PRIMARY KEY (vendor, epoch, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE acknowledgement (
  vendor TEXT NOT NULL,
  jti TEXT NOT NULL,
  iat INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  digest TEXT NOT NULL,
  imported_at INTEGER NOT NULL,
  PRIMARY KEY (vendor, digest)
) STRICT, WITHOUT ROWID;
CREATE TABLE device_lease (
  request TEXT PRIMARY KEY,
  digest TEXT NOT NULL,
  device TEXT NOT NULL,
  vendor TEXT NOT NULL,
  jti TEXT NOT NULL,
  return_hash TEXT NOT NULL,         -- of the key that gives this lease back
  answer_json TEXT NOT NULL,
  until INTEGER NOT NULL,            -- end of the lease
  at INTEGER NOT NULL,
  returned_digest TEXT,
  returned_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX device_lease_by_jti ON device_lease (jti);
`;

/** What vendors say. */
export const vendorTables = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE vendor (
  vendor TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  card TEXT NOT NULL,
  card_iat INTEGER NOT NULL,
  keys_json TEXT NOT NULL,           -- {"signing":[{jwk,thumbprint}],"sealing":[…]}, newest card last
  first_thumbprint TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  locked INTEGER NOT NULL DEFAULT 0,
  lock_iat INTEGER NOT NULL DEFAULT 0,
  statements_json TEXT NOT NULL DEFAULT '{}', -- revocations and locks said of ids, also of those that no file has brought yet
  acknowledged_at INTEGER NOT NULL,
  ack_iat INTEGER NOT NULL DEFAULT 0,
  term_offset INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE license (
  vendor TEXT NOT NULL,
  digest TEXT NOT NULL,
  jti TEXT NOT NULL,
  organization TEXT NOT NULL,
  licensee TEXT NOT NULL,
  alias TEXT,
  serial INTEGER NOT NULL,
  iat INTEGER NOT NULL,
  machines_json TEXT,
  items_json TEXT NOT NULL,          -- ids of the items in it
  token TEXT NOT NULL,
  imported_at INTEGER NOT NULL,
  PRIMARY KEY (vendor, digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE item (
  no INTEGER PRIMARY KEY,
  vendor TEXT NOT NULL,
  id TEXT NOT NULL,
  organization TEXT NOT NULL,
  product TEXT NOT NULL,
  metric TEXT NOT NULL,
  trial INTEGER NOT NULL,
  public_trial INTEGER NOT NULL,     -- a public trial, counted as a device item
  days INTEGER,                      -- of a public trial
  revoked INTEGER NOT NULL DEFAULT 0,
  revoked_at INTEGER,
  locked INTEGER NOT NULL DEFAULT 0,
  lock_iat INTEGER NOT NULL DEFAULT 0,
  license_digest TEXT NOT NULL,      -- the license file that said the latest of it
  mismatch_since INTEGER,
  reservations_json TEXT NOT NULL DEFAULT '[]',
  added_at INTEGER NOT NULL,
  UNIQUE (vendor, id)
) STRICT;

CREATE TABLE term (
  item_no INTEGER NOT NULL REFERENCES item (no),
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  quota INTEGER NOT NULL,
  term_json TEXT NOT NULL,
  used INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (item_no, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE delegation (
  vendor TEXT NOT NULL,
  thumbprint TEXT NOT NULL,          -- of the vendor key that signed it
  iat INTEGER NOT NULL,
  token TEXT NOT NULL,
  PRIMARY KEY (vendor, thumbprint)
) STRICT, WITHOUT ROWID;

CREATE TABLE handshake (
  no INTEGER PRIMARY KEY,
  vendor TEXT NOT NULL,
  code TEXT NOT NULL,
  organization TEXT NOT NULL,
  is_default INTEGER NOT NULL,
  ordered INTEGER NOT NULL DEFAULT 0,
  note TEXT NOT NULL DEFAULT '',
  password_hash TEXT,
  old_password_hash TEXT,
  old_password_until INTEGER,
  domains_json TEXT NOT NULL DEFAULT '[]',
  applications_json TEXT NOT NULL DEFAULT '[]',
  processes_json TEXT NOT NULL DEFAULT '[]',
  access_json TEXT NOT NULL DEFAULT '{"allow":[],"deny":[]}',
  created_at INTEGER NOT NULL,
  UNIQUE (vendor, code)
) STRICT;

CREATE TABLE handshake_item (
  handshake_no INTEGER NOT NULL REFERENCES handshake (no) ON DELETE CASCADE,
  item_no INTEGER NOT NULL REFERENCES item (no),
  position INTEGER NOT NULL,
  PRIMARY KEY (handshake_no, item_no)
) STRICT, WITHOUT ROWID;
`;

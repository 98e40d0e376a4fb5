/** The vendor's own records: keys (public parts), sites, what was issued to them, and what came back. */
export const initial = `
CREATE TABLE vendor (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  contact TEXT,
  created_at INTEGER NOT NULL,
  card TEXT NOT NULL,
  card_at INTEGER NOT NULL
) STRICT;

CREATE TABLE vendor_key (
  position INTEGER PRIMARY KEY,
  thumbprint TEXT NOT NULL UNIQUE,
  use TEXT NOT NULL CHECK (use IN ('sig', 'enc')),
  jwk TEXT NOT NULL,
  added_at INTEGER NOT NULL
) STRICT;

CREATE TABLE counter (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE site (
  uuid TEXT PRIMARY KEY,
  thumbprint TEXT NOT NULL,
  first_seen INTEGER NOT NULL,
  statement_at INTEGER NOT NULL,
  retired_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE site_key (
  site TEXT NOT NULL REFERENCES site (uuid),
  thumbprint TEXT NOT NULL,
  jwk TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  PRIMARY KEY (site, thumbprint)
) STRICT, WITHOUT ROWID;

CREATE TABLE license (
  jti TEXT PRIMARY KEY,
  site TEXT NOT NULL REFERENCES site (uuid),
  organization TEXT NOT NULL,
  licensee TEXT NOT NULL,
  serial INTEGER NOT NULL,
  issued_at INTEGER NOT NULL,
  token TEXT NOT NULL,
  UNIQUE (site, organization, serial)
) STRICT, WITHOUT ROWID;

CREATE TABLE issued_item (
  jti TEXT NOT NULL REFERENCES license (jti),
  place INTEGER NOT NULL,
  site TEXT NOT NULL,
  organization TEXT NOT NULL,
  item TEXT NOT NULL,
  product TEXT NOT NULL,
  features TEXT NOT NULL,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  until INTEGER NOT NULL,
  PRIMARY KEY (jti, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX issued_item_of_site ON issued_item (site, item);
CREATE INDEX issued_item_by_id ON issued_item (item);

CREATE TABLE issued_trial (
  jti TEXT NOT NULL REFERENCES license (jti),
  place INTEGER NOT NULL,
  site TEXT NOT NULL,
  organization TEXT NOT NULL,
  trial TEXT NOT NULL,
  product TEXT NOT NULL,
  features TEXT NOT NULL,
  PRIMARY KEY (jti, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX issued_trial_of_site ON issued_trial (site, trial);
CREATE INDEX issued_trial_by_id ON issued_trial (trial);

CREATE TABLE revocation (
  site TEXT NOT NULL REFERENCES site (uuid),
  item TEXT NOT NULL,
  revoked_at INTEGER NOT NULL,
  PRIMARY KEY (site, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE acknowledgement (
  jti TEXT PRIMARY KEY,
  site TEXT NOT NULL REFERENCES site (uuid),
  issued_at INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  token TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE bundle (
  id INTEGER PRIMARY KEY,
  site TEXT NOT NULL REFERENCES site (uuid),
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  digest TEXT NOT NULL,
  prev TEXT,
  header TEXT NOT NULL,
  lines INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  booked_at INTEGER,
  flags TEXT NOT NULL,
  content BLOB,
  UNIQUE (site, epoch, seq)
) STRICT;

CREATE TABLE fork (
  site TEXT NOT NULL REFERENCES site (uuid),
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  digest TEXT NOT NULL,
  height INTEGER NOT NULL,
  found_at INTEGER NOT NULL,
  PRIMARY KEY (site, epoch, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE reported_item (
  site TEXT NOT NULL,
  item TEXT NOT NULL,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  organization TEXT NOT NULL,
  product TEXT NOT NULL,
  metric TEXT NOT NULL,
  quota INTEGER,
  used INTEGER NOT NULL,
  registered INTEGER NOT NULL,
  peak INTEGER NOT NULL,
  overage_spent INTEGER NOT NULL,
  state TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (site, item, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE reported_device (
  id INTEGER PRIMARY KEY,
  site TEXT NOT NULL,
  device TEXT NOT NULL,
  platform TEXT,
  deployment TEXT,
  os TEXT,
  name TEXT,
  first INTEGER,
  last INTEGER,
  items TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  UNIQUE (site, device)
) STRICT;

CREATE TABLE usage_term (
  id INTEGER PRIMARY KEY,
  site TEXT NOT NULL,
  item TEXT NOT NULL,
  term INTEGER NOT NULL,
  UNIQUE (site, item, term)
) STRICT;

CREATE TABLE usage_feature (
  id INTEGER PRIMARY KEY,
  feature TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE usage (
  term INTEGER NOT NULL REFERENCES usage_term (id),
  day INTEGER NOT NULL,
  device INTEGER NOT NULL REFERENCES reported_device (id),
  feature INTEGER NOT NULL REFERENCES usage_feature (id),
  count INTEGER NOT NULL,
  PRIMARY KEY (term, day, device, feature)
) STRICT, WITHOUT ROWID;

CREATE TABLE reported_denial (
  site TEXT NOT NULL,
  day TEXT NOT NULL,
  code TEXT NOT NULL,
  handshake TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (site, day, code, handshake)
) STRICT, WITHOUT ROWID;

CREATE TABLE reported_event (
  site TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  height INTEGER NOT NULL,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  data TEXT NOT NULL,
  PRIMARY KEY (site, epoch, height)
) STRICT, WITHOUT ROWID;
`;

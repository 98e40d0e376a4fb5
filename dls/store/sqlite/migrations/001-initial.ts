/** The first schema. Instants are UTC epoch seconds; columns that end in `_json` hold JSON text. */
export const initial = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- What vendors say ------------------------------------------------------------------------------------------------
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

-- Devices and what they hold ----------------------------------------------------------------------------------------
CREATE TABLE device (
  no INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  vendors_json TEXT NOT NULL,        -- {"<vendor>":{"machine","productId","trial":{"id","since"}}}
  name TEXT,
  note TEXT NOT NULL DEFAULT '',
  named INTEGER NOT NULL DEFAULT 0,  -- the administrator gave the name
  blocked INTEGER NOT NULL DEFAULT 0,
  platform TEXT,
  deployment TEXT,
  os TEXT,
  app TEXT,
  version TEXT,
  address TEXT NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,          -- at most 15 minutes behind the latest activity of its seats
  gap_from INTEGER,                  -- known or adopted after a restore or rollback: slots from here on may be filled
  removed_at INTEGER
) STRICT;

CREATE TABLE seat (
  device_no INTEGER NOT NULL,
  item_no INTEGER NOT NULL,
  since INTEGER NOT NULL,
  active INTEGER NOT NULL,
  held_until INTEGER NOT NULL,
  leases_json TEXT NOT NULL,
  features_json TEXT NOT NULL,
  handshake TEXT,
  reservation TEXT,
  machine TEXT,
  reported INTEGER NOT NULL,
  reclaimed_until INTEGER,
  taken_by TEXT,
  taken_at INTEGER,
  PRIMARY KEY (device_no, item_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX seat_of_item ON seat (item_no, device_no);
CREATE INDEX seat_of_machine ON seat (item_no, machine) WHERE machine IS NOT NULL;

-- Counters that fall by themselves: how many units of an item end at which second
CREATE TABLE item_state (
  item_no INTEGER PRIMARY KEY,
  units INTEGER NOT NULL,
  at INTEGER NOT NULL,
  term_start INTEGER NOT NULL,
  overage_spent INTEGER NOT NULL,
  slot INTEGER NOT NULL,
  slot_booked INTEGER NOT NULL,
  over_adopted INTEGER NOT NULL,
  peak_day INTEGER NOT NULL,
  peak INTEGER NOT NULL
) STRICT;
CREATE TABLE counter (
  item_no INTEGER NOT NULL,
  subject TEXT NOT NULL,
  units INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (item_no, subject)
) STRICT, WITHOUT ROWID;
CREATE TABLE ending (
  item_no INTEGER NOT NULL,
  subject TEXT NOT NULL,
  at INTEGER NOT NULL,
  units INTEGER NOT NULL,
  PRIMARY KEY (item_no, subject, at)
) STRICT, WITHOUT ROWID;
CREATE TABLE item_day (
  item_no INTEGER NOT NULL,
  day INTEGER NOT NULL,
  peak INTEGER NOT NULL DEFAULT 0,
  grants INTEGER NOT NULL DEFAULT 0,
  denials INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (item_no, day)
) STRICT, WITHOUT ROWID;
-- Most units in an hour, as looked at once a minute
CREATE TABLE item_hour (
  item_no INTEGER NOT NULL,
  hour INTEGER NOT NULL,
  peak INTEGER NOT NULL,
  PRIMARY KEY (item_no, hour)
) STRICT, WITHOUT ROWID;
CREATE TABLE overage_term (
  item_no INTEGER NOT NULL,
  term_start INTEGER NOT NULL,
  spent INTEGER NOT NULL,
  PRIMARY KEY (item_no, term_start)
) STRICT, WITHOUT ROWID;

CREATE TABLE reclaim (
  no INTEGER PRIMARY KEY,
  item_no INTEGER NOT NULL,
  device TEXT NOT NULL,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL                 -- reclaim | undo
) STRICT;
CREATE INDEX reclaim_of_item ON reclaim (item_no, at);

-- Usage -------------------------------------------------------------------------------------------------------------
CREATE TABLE usage_report (
  no INTEGER PRIMARY KEY,
  device_no INTEGER NOT NULL,
  report INTEGER NOT NULL,
  at INTEGER NOT NULL,
  digest BLOB NOT NULL,
  records_json TEXT NOT NULL         -- [[item_no, term_start, slot, feature, count, flagged], …]; '' once dropped
) STRICT;
CREATE UNIQUE INDEX usage_report_of_device ON usage_report (device_no, report);

CREATE TABLE usage_slot (
  slot INTEGER NOT NULL,
  item_no INTEGER NOT NULL,
  feature TEXT NOT NULL,
  handshake TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (slot, item_no, feature, handshake)
) STRICT, WITHOUT ROWID;
CREATE TABLE usage_hour (
  hour INTEGER NOT NULL,
  item_no INTEGER NOT NULL,
  feature TEXT NOT NULL,
  handshake TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (hour, item_no, feature, handshake)
) STRICT, WITHOUT ROWID;
CREATE TABLE usage_day (
  day INTEGER NOT NULL,
  item_no INTEGER NOT NULL,
  term_start INTEGER NOT NULL,
  device_no INTEGER NOT NULL,
  feature TEXT NOT NULL,
  handshake TEXT NOT NULL,
  count INTEGER NOT NULL,
  changed INTEGER NOT NULL,          -- number of the report that changed it last
  PRIMARY KEY (day, item_no, term_start, device_no, feature, handshake)
) STRICT, WITHOUT ROWID;
CREATE TABLE usage_changed (
  vendor TEXT NOT NULL,
  day INTEGER NOT NULL,
  no INTEGER NOT NULL,
  PRIMARY KEY (vendor, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE denial (
  no INTEGER PRIMARY KEY,
  day INTEGER NOT NULL,
  vendor TEXT NOT NULL,
  code TEXT NOT NULL,
  handshake TEXT NOT NULL,
  product TEXT NOT NULL,
  device TEXT NOT NULL,
  address TEXT NOT NULL,
  item TEXT,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  count INTEGER NOT NULL,
  UNIQUE (day, vendor, code, handshake, product, device, address)
) STRICT;
CREATE INDEX denial_by_last ON denial (last_at DESC);
CREATE TABLE denial_minute (
  minute INTEGER NOT NULL,
  vendor TEXT NOT NULL,
  handshake TEXT NOT NULL,
  code TEXT NOT NULL,                -- '' counts grants and renewals
  count INTEGER NOT NULL,
  PRIMARY KEY (minute, vendor, handshake, code)
) STRICT, WITHOUT ROWID;

-- The ledger --------------------------------------------------------------------------------------------------------
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

-- Across the gap ----------------------------------------------------------------------------------------------------
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

-- The administrator's side ------------------------------------------------------------------------------------------
CREATE TABLE setting (key TEXT PRIMARY KEY, value_json TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE user (
  name TEXT PRIMARY KEY,
  role TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE token (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE session (
  hash TEXT PRIMARY KEY,
  user TEXT NOT NULL,
  role TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE idempotency (
  actor TEXT NOT NULL,
  key TEXT NOT NULL,
  digest TEXT NOT NULL,
  status INTEGER NOT NULL,
  answer TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (actor, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE alert (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  vendor TEXT,
  item TEXT,
  handshake TEXT,
  subject TEXT NOT NULL,
  threshold_json TEXT NOT NULL,      -- percent or days; "grace": the end of grace; "now": a condition
  channels_json TEXT NOT NULL,       -- where it was to go when it fired
  message_json TEXT NOT NULL,
  at INTEGER NOT NULL,
  until INTEGER,
  dismissed_at INTEGER,
  dismissed_by TEXT
) STRICT;
-- The latest alert of each figure and threshold: what keeps it from firing again
CREATE TABLE alert_state (
  subject TEXT NOT NULL,
  vendor TEXT NOT NULL,              -- '': none
  name TEXT NOT NULL,                -- item, handshake code or cause; '': none
  threshold TEXT NOT NULL,
  at INTEGER NOT NULL,
  round INTEGER NOT NULL,            -- start of the term in which it fired
  active INTEGER NOT NULL,
  alert INTEGER NOT NULL,
  PRIMARY KEY (subject, vendor, name, threshold)
) STRICT, WITHOUT ROWID;
-- Messages on their way out: one for all that fired together
CREATE TABLE alert_delivery (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  channel TEXT NOT NULL,
  alerts_json TEXT NOT NULL,         -- ids
  created_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL,
  delivered_at INTEGER,
  dropped_at INTEGER,                -- the channel was switched off before
  error TEXT                         -- of the last attempt
) STRICT;
CREATE INDEX alert_delivery_waiting ON alert_delivery (channel, id) WHERE delivered_at IS NULL AND dropped_at IS NULL;
CREATE TABLE backup (
  id INTEGER PRIMARY KEY,
  file TEXT NOT NULL,
  at INTEGER NOT NULL,
  size INTEGER NOT NULL,
  height INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  ok INTEGER NOT NULL,
  detail TEXT
) STRICT;
`;

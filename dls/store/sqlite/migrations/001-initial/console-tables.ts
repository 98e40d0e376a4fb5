/** The administrator's side. */
export const consoleTables = `
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

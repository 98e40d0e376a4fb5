/** Usage. */
export const usageTables = `
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
`;

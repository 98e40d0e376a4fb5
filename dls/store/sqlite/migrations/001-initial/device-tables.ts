/** Devices and what they hold. */
export const deviceTables = `
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
`;

import { hash } from 'node:crypto';
import Database from 'better-sqlite3';
import { DAY, HOUR, SLOT } from '../../../licensing/time.ts';
import { chance } from './chance.ts';
import { isWorking, type Member } from './members.ts';

/** A device as the database knows it. */
export type Booked = {
  readonly member: Member;
  readonly deviceNo: number;
  readonly itemNo: number;
  readonly termStart: number;
  readonly handshake: string;
  /** Those it counts by. */
  readonly features: readonly string[];
};

export type Day = {
  /** Start of the UTC day. */
  readonly at: number;
  /** Its number since the first. */
  readonly no: number;
  /** Nothing is counted from here on. */
  readonly until: number;
  /** Share of the devices that work; default: by the weekday. */
  readonly share?: number;
  /** Whether reports and slots are still kept; of older days only hours and days are. */
  readonly isKept: boolean;
};

/** What a day's reports came to. */
export type DayBook = {
  readonly from: number;
  readonly to: number;
  readonly reports: number;
  /** Units by item number. */
  readonly units: ReadonlyMap<number, number>;
  /** Most units given away in each hour, by item number. */
  readonly hours: ReadonlyMap<number, Float64Array>;
};

/** Writes what devices count in bulk, as accepting each of their reports leaves it. */
export type UsageWriter = {
  write(day: Day, working: readonly Booked[]): DayBook;
  /** Keeps number and digest of each device's last report, where the report itself is not kept any more. */
  finish(): void;
  close(): void;
};

/** Times of a day at which a device sends what it counted: the records of its report. */
const perDay = 4;

export function openUsageWriter(file: string, seed: number): UsageWriter {
  const db = new Database(file);
  db.pragma('synchronous = OFF');
  const insertReport = db.prepare(
    'INSERT INTO usage_report (no, device_no, report, at, digest, records_json) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const insertDay = db.prepare(`
    INSERT INTO usage_day (day, item_no, term_start, device_no, feature, handshake, count, changed)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const insertSlot = db.prepare(
    'INSERT INTO usage_slot (slot, item_no, feature, handshake, count) VALUES (?, ?, ?, ?, ?)',
  );
  const insertHour = db.prepare(
    'INSERT INTO usage_hour (hour, item_no, feature, handshake, count) VALUES (?, ?, ?, ?, ?)',
  );
  const putChanged = db.prepare(`
    INSERT INTO usage_changed (vendor, day, no) VALUES (?, ?, ?)
    ON CONFLICT (vendor, day) DO UPDATE SET no = excluded.no`);
  const addUsed = db.prepare('UPDATE term SET used = used + ? WHERE item_no = ? AND start = ?');
  const dropped = db.prepare(`INSERT INTO meta (key, value) VALUES ('usage-dropped-to', ?)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value`);
  const last = new Map<number, { report: number; no: number; at: number; isKept: boolean }>();
  let no = 0;

  const write = (day: Day, working: readonly Booked[]): DayBook => {
    const from = no + 1;
    const units = new Map<number, number>();
    const hours = new Map<number, Float64Array>();
    const sums = new Map<string, { at: number; booked: Booked; feature: string; count: number }>();
    const vendors = new Set<string>();
    const step = day.isKept ? SLOT : HOUR;
    for (const booked of working) {
      const { member } = booked;
      const records = recordsOf(booked, day, seed);
      if (records.length === 0) continue;
      no += 1;
      const report = (last.get(booked.deviceNo)?.report ?? 0) + 1;
      const latest = records.at(-1)?.slot ?? day.at;
      if (day.isKept) {
        const packed = records.map(({ slot, feature, count }) => [
          booked.itemNo,
          booked.termStart,
          slot,
          feature,
          count,
          '',
        ]);
        insertReport.run(
          no,
          booked.deviceNo,
          report,
          latest + SLOT,
          digestOf(booked.deviceNo, report),
          JSON.stringify(packed),
        );
      }
      last.set(booked.deviceNo, { report, no, at: latest + SLOT, isKept: day.isKept });
      for (const feature of booked.features) {
        let total = 0;
        for (const record of records) {
          if (record.feature !== feature) continue;
          total += record.count;
          const at = record.slot - (record.slot % step);
          const key = `${at} ${booked.itemNo} ${feature} ${booked.handshake}`;
          const sum = sums.get(key);
          if (sum === undefined) sums.set(key, { at, booked, feature, count: record.count });
          else sum.count += record.count;
        }
        if (total === 0) continue;
        insertDay.run(day.at, booked.itemNo, booked.termStart, booked.deviceNo, feature, booked.handshake, total, no);
        units.set(booked.itemNo, (units.get(booked.itemNo) ?? 0) + total);
      }
      vendors.add(member.crew.vendor);
      const most = hours.get(booked.itemNo) ?? new Float64Array(24);
      hours.set(booked.itemNo, most);
      for (let hour = member.shift.from; hour < member.shift.from + member.shift.hours; hour++) {
        if (day.at + hour * HOUR < day.until) most[hour % 24]! += member.instances;
      }
    }
    const insertSum = day.isKept ? insertSlot : insertHour;
    for (const { at, booked, feature, count } of sums.values()) {
      insertSum.run(at, booked.itemNo, feature, booked.handshake, count);
    }
    const terms = new Map(working.map(({ itemNo, termStart }) => [itemNo, termStart]));
    for (const [itemNo, count] of units) addUsed.run(count, itemNo, terms.get(itemNo));
    for (const vendor of vendors) putChanged.run(vendor, day.at, no);
    if (!day.isKept && no >= from) dropped.run(String(no));
    return { from, to: no, reports: no - from + 1, units, hours };
  };

  return {
    write: db.transaction(write),
    finish: db.transaction(() => {
      for (const [deviceNo, { report, no: number, at, isKept }] of last) {
        if (!isKept) insertReport.run(number, deviceNo, report, at, digestOf(deviceNo, report), '');
      }
      db.exec('UPDATE seat SET reported = 1');
    }),
    close: () => void db.close(),
  };
}

type Counted = { readonly slot: number; readonly feature: string; readonly count: number };

/** What a device counts on a day, in the order of time; nothing on a day off. */
function recordsOf(booked: Booked, { at, no, until, share }: Day, seed: number): readonly Counted[] {
  const { member } = booked;
  if (!isWorking(member, { at, no, share }, seed)) return [];
  const { from, hours } = member.shift;
  const slots = (hours * HOUR) / SLOT;
  // Every crew has weeks that are busier than others.
  const season = 1 + 0.18 * Math.sin(no / 9 + member.crew.pace) + (0.1 * no) / 365;
  const total = member.crew.pace * member.factor * season * (0.75 + 0.5 * chance(seed, member.index, no, 2));
  const records: Counted[] = [];
  for (let part = 0; part < perDay; part++) {
    const place = Math.floor(((part + chance(seed, member.index, no, 3 + part)) / perDay) * slots);
    const slot = at + from * HOUR + place * SLOT;
    if (slot >= until || slot >= at + DAY) break;
    const feature = booked.features[part % booked.features.length] ?? '';
    records.push({ slot, feature, count: Math.max(1, Math.round(total / perDay)) });
  }
  return records;
}

const digestOf = (deviceNo: number, report: number): Buffer => hash('sha256', `${deviceNo} ${report}`, 'buffer');

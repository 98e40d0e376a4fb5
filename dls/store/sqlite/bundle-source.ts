import { dayOf, type EpochSeconds } from '../../../licensing/time.ts';
import { genesis } from '../../ledger/chain.ts';
import type {
  BundleSource,
  EventKinds,
  ItemFigures,
  LastBundle,
  SourceDenial,
  SourceDevice,
  SourceEvent,
  SourceUsage,
} from '../bundle-source.ts';
import { lastSeenStep } from '../devices.ts';
import type { LedgerTail } from '../ledger-table.ts';
import type { SqliteDatabase } from './connection.ts';
import { openLedgerSource } from './ledger-source.ts';

/** Numbers of actors as bundles name them, so that a number means the same person in all of them. */
export const ACTOR_NUMBERS_KEY = 'actor-numbers';

/** Reads through a connection that stands in a read transaction. */
export function openBundleSource(db: SqliteDatabase, folder: string, vendor: string): BundleSource {
  const end = openLedgerSource(db, folder).checkpoint();
  const archived: LedgerTail = { height: end.to, hash: Buffer.from(end.hash, 'base64url') };
  const number = (sql: string, ...values: readonly (string | number)[]): number =>
    Number(
      db
        .prepare(sql)
        .pluck()
        .get(...values) ?? 0,
    );
  const tail = (): LedgerTail =>
    db.prepare<[], LedgerTail>('SELECT height, hash FROM ledger ORDER BY height DESC LIMIT 1').get() ?? archived;
  return {
    last: () =>
      db
        .prepare<[string], LastBundle>(
          'SELECT epoch, seq, digest, height_to AS heightTo FROM bundle WHERE vendor = ? ORDER BY epoch DESC, seq DESC LIMIT 1',
        )
        .get(vendor),
    acknowledged: () =>
      db.prepare<[string], { reportNo: number; at: number }>(selectAcknowledged).get(vendor) ?? { reportNo: 0, at: 0 },
    lastReportNo: () => number('SELECT max(no) FROM usage_report'),
    tail,
    hashAt: (height) => hashAt(db, archived, height),
    figures: (itemNo, start, at) => figures(db, { itemNo, start, at }),
    countDevices: (since) =>
      number(
        `SELECT count(*) FROM (${selectSeatsOf('device.no')} GROUP BY seat.device_no)`,
        vendor,
        since - lastSeenStep,
      ),
    devices: (since) => devices(db, vendor, since - lastSeenStep),
    countUsage: (afterReport) => countUsage(db, vendor, afterReport),
    usage: (afterReport) => usage(db, vendor, afterReport),
    countDenials: (since) => number(`SELECT count(*) FROM (${selectDenials})`, vendor, dayOf(since), since),
    denials: (since) =>
      db.prepare<[string, number, number], SourceDenial>(selectDenials).iterate(vendor, dayOf(since), since),
    eventHeights: (from, kinds) =>
      db
        .prepare<unknown[], number>(`SELECT height FROM ledger WHERE ${eventCondition} ORDER BY height`)
        .pluck()
        .all(...eventValues({ vendor, from, to: Number.MAX_SAFE_INTEGER, kinds })),
    events: (from, to, kinds) => events(db, { vendor, from, to, kinds }),
    actors: () => {
      const text = db.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck().get(ACTOR_NUMBERS_KEY);
      return text === undefined ? {} : (JSON.parse(text) as Readonly<Record<string, number>>);
    },
  };
}

/** Consecutive bundles that were made together count as acknowledged when the last of them is. */
const selectAcknowledged = `
  SELECT usage_no AS reportNo, made AS at FROM bundle
  WHERE vendor = ? AND acknowledged_at IS NOT NULL AND seq = last_seq ORDER BY epoch DESC, seq DESC LIMIT 1`;

function hashAt(db: SqliteDatabase, archived: LedgerTail, height: number): Buffer | undefined {
  if (height === 0) return genesis.hash;
  if (height === archived.height) return archived.hash;
  return db.prepare<[number], Buffer>('SELECT hash FROM ledger WHERE height = ?').pluck().get(height);
}

type FiguresOf = { readonly itemNo: number; readonly start: EpochSeconds; readonly at: EpochSeconds };

function figures(db: SqliteDatabase, { itemNo, start, at }: FiguresOf): ItemFigures {
  const number = (sql: string, ...values: readonly number[]): number =>
    Number(
      db
        .prepare(sql)
        .pluck()
        .get(...values) ?? 0,
    );
  const state = db
    .prepare<[number], { units: number; term_start: number; overage_spent: number; peak_day: number; peak: number }>(
      'SELECT units, term_start, overage_spent, peak_day, peak FROM item_state WHERE item_no = ?',
    )
    .get(itemNo);
  const ended = number("SELECT sum(units) FROM ending WHERE item_no = ? AND subject = 'all' AND at <= ?", itemNo, at);
  const peakBefore = number('SELECT max(peak) FROM item_day WHERE item_no = ? AND day >= ?', itemNo, dayOf(start));
  const peakOfDay = state !== undefined && state.peak_day >= dayOf(start) ? state.peak : 0;
  return {
    used: number('SELECT used FROM term WHERE item_no = ? AND start = ?', itemNo, start),
    registered: Math.max(0, (state?.units ?? 0) - ended),
    peak: Math.max(peakBefore, peakOfDay),
    overageSpent:
      state?.term_start === start
        ? state.overage_spent
        : number('SELECT spent FROM overage_term WHERE item_no = ? AND term_start = ?', itemNo, start),
  };
}

const selectSeatsOf = (columns: string): string => `
  SELECT ${columns} FROM seat
  JOIN item ON item.no = seat.item_no AND item.vendor = ?
  JOIN device ON device.no = seat.device_no AND device.last_at >= ?`;

type SeatOfDevice = Omit<SourceDevice, 'first' | 'last' | 'items'> & {
  readonly item: string;
  readonly since: number;
  readonly active: number;
};

/** Seats come in the order of their devices, so one device after the other can be put together. */
function* devices(db: SqliteDatabase, vendor: string, since: number): Generator<SourceDevice> {
  const rows = db.prepare<[string, number], SeatOfDevice>(
    `${selectSeatsOf(`device.uuid, device.name, device.platform, device.deployment, device.os, item.id AS item,
      seat.since, seat.active`)} ORDER BY seat.device_no, seat.item_no`,
  );
  let current = null as SourceDevice | null;
  for (const { item, since: first, active: last, ...device } of rows.iterate(vendor, since)) {
    if (current !== null && current.uuid !== device.uuid) yield current;
    const before: SourceDevice | null = current?.uuid === device.uuid ? current : null;
    current = {
      ...device,
      first: Math.min(first, before?.first ?? first),
      last: Math.max(last, before?.last ?? last),
      items: [...(before?.items ?? []), item],
    };
  }
  if (current !== null) yield current;
}

const selectDays = 'SELECT day FROM usage_changed WHERE vendor = ? AND no > ? ORDER BY day';

const countTotals = `
  SELECT count(*) FROM (
    SELECT 1 FROM usage_day WHERE day = ? AND item_no = ?
    GROUP BY term_start, device_no, feature HAVING max(changed) > ?)`;

/** Sorted by device, so that what is alike stands together and packs to a quarter. */
const selectTotals = `
  SELECT total.device_no AS deviceNo, total.item_no AS itemNo, total.term_start AS term, total.feature, total.day,
    sum(total.count) AS count
  FROM usage_changed CROSS JOIN usage_day AS total
  WHERE usage_changed.vendor = ? AND usage_changed.no > ?
    AND total.day = usage_changed.day AND total.item_no IN (SELECT no FROM item WHERE vendor = ?)
  GROUP BY total.device_no, total.item_no, total.term_start, total.feature, total.day HAVING max(total.changed) > ?`;

type Total = Omit<SourceUsage, 'item' | 'device'> & { readonly deviceNo: number; readonly itemNo: number };

type ItemOfVendor = { readonly no: number; readonly id: string };

function itemsOf(db: SqliteDatabase, vendor: string): readonly ItemOfVendor[] {
  return db.prepare<[string], ItemOfVendor>('SELECT no, id FROM item WHERE vendor = ? ORDER BY no').all(vendor);
}

function countUsage(db: SqliteDatabase, vendor: string, afterReport: number): number {
  const count = db.prepare<[number, number, number], number>(countTotals).pluck();
  const days = db.prepare<[string, number], number>(selectDays).pluck().all(vendor, afterReport);
  let rows = 0;
  for (const day of days) for (const { no } of itemsOf(db, vendor)) rows += count.get(day, no, afterReport) ?? 0;
  return rows;
}

function* usage(db: SqliteDatabase, vendor: string, afterReport: number): Generator<SourceUsage> {
  const uuidOf = db.prepare<[number], string>('SELECT uuid FROM device WHERE no = ?').pluck();
  const items = new Map(itemsOf(db, vendor).map(({ no, id }) => [no, id]));
  const totals = db.prepare<[string, number, string, number], Total>(selectTotals);
  let current = { no: 0, uuid: '' };
  for (const { deviceNo, itemNo, ...total } of totals.iterate(vendor, afterReport, vendor, afterReport)) {
    if (deviceNo !== current.no) current = { no: deviceNo, uuid: uuidOf.get(deviceNo) ?? '' };
    yield { item: items.get(itemNo) ?? '', device: current.uuid, ...total };
  }
}

/** What devices made up as a code is theirs; only codes that exist are told. */
const selectDenials = `
  SELECT denial.day, denial.code, coalesce(handshake.code, '') AS handshake, sum(denial.count) AS count
  FROM denial LEFT JOIN handshake ON handshake.vendor = denial.vendor AND handshake.code = denial.handshake
  WHERE denial.vendor = ? AND denial.day >= ?
  GROUP BY denial.day, denial.code, coalesce(handshake.code, '') HAVING max(denial.last_at) >= ?`;

const eventCondition = `height > ? AND height <= ? AND (
  (vendor = ? AND kind IN (SELECT value FROM json_each(?)))
  OR (vendor IS NULL AND kind IN (SELECT value FROM json_each(?))))`;

type EventRange = { readonly vendor: string; readonly from: number; readonly to: number; readonly kinds: EventKinds };

const eventValues = ({ vendor, from, to, kinds }: EventRange): readonly (string | number)[] => [
  from,
  to,
  vendor,
  JSON.stringify(kinds.ofVendor),
  JSON.stringify(kinds.ofSite),
];

function* events(db: SqliteDatabase, range: EventRange): Generator<SourceEvent> {
  const rows = db.prepare<unknown[], Omit<SourceEvent, 'data'> & { readonly data: string }>(
    `SELECT height, at, kind, actor, data_json AS data FROM ledger WHERE ${eventCondition} ORDER BY height`,
  );
  for (const row of rows.iterate(...eventValues(range))) {
    yield { ...row, data: JSON.parse(row.data) as SourceEvent['data'] };
  }
}

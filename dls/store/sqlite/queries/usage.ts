import { DAY, HOUR } from '../../../../licensing/time.ts';
import type { ReadConnection, Values } from '../read-connection.ts';
import { daysOfDevice, dayTotalRows, dayTotalsValue, usedDaysValue } from './day-totals.ts';
import { listDeviceTotals } from './device-totals.ts';
import { defineStream, searchIn, searchPattern, whereGiven } from './query.ts';

/** By what usage is added up. */
export const USAGE_GROUPS = Object.freeze(['slot', 'hour', 'day', 'device', 'feature'] as const);

export type UsageGroup = (typeof USAGE_GROUPS)[number];

export type UsageListArguments = {
  readonly by: UsageGroup;
  readonly vendor: string | null;
  readonly item: string | null;
  readonly handshake: string | null;
  readonly device: string | null;
  readonly feature: string | null;
  /** Text in the item's vendor, id or product, in a device's UUID or name, or in a feature, as far as rows show them. */
  readonly search: string | null;
  /** Half-open. By day, device and feature whole days are counted: that of `from` too. */
  readonly from: number | null;
  readonly to: number | null;
};

export type UsageRow = {
  readonly vendor: string;
  readonly item: string;
  readonly count: number;
  /** Start of the slot, hour or day; device UUID; feature. */
  readonly group: number | string;
  readonly name: string | null;
};

type Raw = { readonly group: number | string; readonly item_no: number; readonly count: number };

const dimensions = {
  vendor: 'item_no IN (SELECT no FROM item WHERE vendor = :vendor)',
  item: 'item_no IN (SELECT no FROM item WHERE id = :item)',
  handshake: 'handshake = :handshake',
  feature: 'feature = :feature',
};

const foundItems = `SELECT no FROM item WHERE ${searchIn('vendor', 'id', 'product')}`;
const foundDevices = `SELECT no FROM device WHERE ${searchIn('uuid', 'name')}`;

/** Names and texts that a row shows; instants are found by `from` and `to`. */
function searched(by: UsageGroup): string {
  const shown = { device: `device_no IN (${foundDevices})`, feature: searchIn('feature') };
  const item = `item_no IN (${foundItems})`;
  return by === 'device' || by === 'feature' ? `${item} OR ${shown[by]}` : item;
}

export const usage = defineStream<UsageListArguments, Raw, UsageRow>({
  rows: (args, db) => {
    if (isOfDevices(args)) return sumsOfDevices(db, args);
    const values = valuesOf(args);
    return { sql: grouped(args, values), values: { ...values, ...sumsFor(db, args) } };
  },
  orders: { group: ['"group"', 'item_no'], count: ['count', '"group"', 'item_no'] },
  order: 'group',
  // Sums are made of every row anyway.
  isCostly: () => true,
  complete: (rows, { by }, db) => rows.map((row) => usageRow(db, by, row)),
});

/** Sums that are kept, as a value for the statement. */
function sumsFor(db: ReadConnection, args: UsageListArguments): Values {
  if (isTotal(args)) return { totals: dayTotalsValue(db, spanOf(args)) };
  return isOfOne(args) ? { days: usedDaysValue(db, spanOf(args)) } : {};
}

function usageRow(db: ReadConnection, by: UsageGroup, { group, item_no, count }: Raw): UsageRow {
  const item = db.get<{ vendor: string; id: string }>('SELECT vendor, id FROM item WHERE no = :item_no', { item_no });
  const named = { vendor: item?.vendor ?? '', item: item?.id ?? '', count };
  if (by !== 'device') return { ...named, group, name: null };
  const device = db.get<{ uuid: string; name: string | null }>('SELECT uuid, name FROM device WHERE no = :group', {
    group,
  });
  return { ...named, group: device?.uuid ?? '', name: device?.name ?? null };
}

/** By day and feature, of all devices together. */
const isTotal = ({ by, device }: UsageListArguments): boolean => device === null && (by === 'day' || by === 'feature');

/** Of each device, over all days asked for. */
const isOfDevices = ({ by, device }: UsageListArguments): boolean => device === null && by === 'device';

const isOfOne = ({ by, device }: UsageListArguments): boolean => device !== null && by !== 'slot' && by !== 'hour';

function* sumsOfDevices(db: ReadConnection, args: UsageListArguments): Generator<Raw> {
  const isFound = searchOfDevices(db, searchPattern(args.search));
  for (const [item_no, { numbers, counts }] of listDeviceTotals(db, { ...args, ...spanOf(args) })) {
    for (const [place, group] of numbers.entries()) {
      if (isFound(item_no, group)) yield { group, item_no, count: counts[place] ?? 0 };
    }
  }
}

function searchOfDevices(db: ReadConnection, search: string | null): (itemNo: number, deviceNo: number) => boolean {
  if (search === null) return () => true;
  const numbersOf = (sql: string): ReadonlySet<number> =>
    new Set(db.all<{ no: number }>(sql, { search }).map(({ no }) => no));
  const items = numbersOf(foundItems);
  const devices = numbersOf(foundDevices);
  return (itemNo, deviceNo) => items.has(itemNo) || devices.has(deviceNo);
}

/** Which table knows it: slots and hours have no device, so whatever asks for one is added up from days. */
function grouped(args: UsageListArguments, values: Values): string {
  const { by } = args;
  const where = (column: string): string =>
    whereGiven({ ...dimensions, search: searched(by), ...between(column) }, values);
  if (by === 'slot') return sumOf('usage_slot', 'slot', where('slot'));
  if (by !== 'hour') {
    const column = { day: 'day', device: 'device_no', feature: 'feature' }[by];
    const table = isTotal(args) ? `(${dayTotalRows})` : daysOfDevice();
    return sumOf(table, column, where('day'));
  }
  // An hour stands in the table of hours from when its slots were dropped, so no hour is in both.
  const both = `SELECT slot - slot % ${HOUR} AS at, item_no, count FROM usage_slot ${where('slot')}
    UNION ALL SELECT hour AS at, item_no, count FROM usage_hour ${where('hour')}`;
  return sumOf(`(${both})`, 'at', '');
}

function sumOf(table: string, group: string, where: string): string {
  return `SELECT ${group} AS "group", item_no, sum(count) AS count FROM ${table} ${where} GROUP BY ${group}, item_no`;
}

function between(column: string): Readonly<Record<string, string>> {
  return { from: `${column} >= :from`, to: `${column} < :to` };
}

function valuesOf(args: UsageListArguments): Values {
  const { by: _, ...values } = args;
  return { ...values, ...spanOf(args), search: searchPattern(args.search) };
}

function spanOf({ by, from, to }: UsageListArguments): { readonly from: number | null; readonly to: number | null } {
  const step = by === 'slot' ? 1 : by === 'hour' ? HOUR : DAY;
  return { from: from === null ? null : from - (from % step), to };
}

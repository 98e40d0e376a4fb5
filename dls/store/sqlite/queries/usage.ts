import { DAY, HOUR } from '../../../../licensing/time.ts';
import type { Values } from '../read-connection.ts';
import { defineStream, whereGiven } from './query.ts';

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

type Raw = UsageRow & { readonly item_no: number };

const dimensions = {
  vendor: 'item_no IN (SELECT no FROM item WHERE vendor = :vendor)',
  item: 'item_no IN (SELECT no FROM item WHERE id = :item)',
  handshake: 'handshake = :handshake',
  feature: 'feature = :feature',
};
const ofDevice = { device: 'device_no = (SELECT no FROM device WHERE uuid = :device)' };

export const usage = defineStream<UsageListArguments, Raw, UsageRow>({
  rows: (args) => {
    const values = valuesOf(args);
    const { sql, name } = grouped(args.by, values);
    return {
      sql: `SELECT item.vendor, item.id AS item, summed.item_no, summed."group", ${name} AS name, summed.count
        FROM (${sql}) AS summed JOIN item ON item.no = summed.item_no`,
      values,
    };
  },
  orders: { group: ['"group"', 'item_no'], count: ['count', '"group"', 'item_no'] },
  order: 'group',
  complete: (rows) => rows.map(({ item_no, ...row }) => row),
});

/** Which table knows it: slots and hours have no device, so whatever asks for one is added up from days. */
function grouped(by: UsageGroup, values: Values): { readonly sql: string; readonly name: string } {
  if (by === 'device') {
    const days = sumOf('usage_day', 'device_no', whereGiven({ ...dimensions, ...ofDevice, ...between('day') }, values));
    return {
      sql: `SELECT device.uuid AS "group", by_number.item_no, by_number.count
        FROM (${days}) AS by_number JOIN device ON device.no = by_number."group"`,
      name: '(SELECT name FROM device WHERE uuid = summed."group")',
    };
  }
  const group = by === 'feature' ? 'feature' : 'day';
  const days = sumOf('usage_day', group, whereGiven({ ...dimensions, ...ofDevice, ...between('day') }, values));
  if (by === 'feature' || by === 'day') return { sql: days, name: 'NULL' };
  const where = whereGiven({ ...dimensions, ...between('slot') }, values);
  if (by === 'slot') return { sql: sumOf('usage_slot', 'slot', where), name: 'NULL' };
  // An hour stands in the table of hours from when its slots were dropped, so no hour is in both.
  const hours = whereGiven({ ...dimensions, ...between('hour') }, values);
  const both = `SELECT slot - slot % ${HOUR} AS at, item_no, count FROM usage_slot ${where}
    UNION ALL SELECT hour AS at, item_no, count FROM usage_hour ${hours}`;
  return { sql: sumOf(`(${both})`, 'at', ''), name: 'NULL' };
}

function sumOf(table: string, group: string, where: string): string {
  return `SELECT ${group} AS "group", item_no, sum(count) AS count FROM ${table} ${where} GROUP BY ${group}, item_no`;
}

function between(column: string): Readonly<Record<string, string>> {
  return { from: `${column} >= :from`, to: `${column} < :to` };
}

function valuesOf({ by, from, ...args }: UsageListArguments): Values {
  const step = by === 'slot' ? 1 : by === 'hour' ? HOUR : DAY;
  return { ...args, from: from === null ? null : from - (from % step) };
}

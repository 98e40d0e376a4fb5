import { DAY, HOUR } from '../../../../licensing/time.ts';
import type { ReadConnection, Values } from '../read-connection.ts';
import { dayTotalRows, dayTotalsValue } from './day-totals.ts';
import { deviceSeries } from './device-series.ts';
import { defineQuery, whereGiven } from './query.ts';

/** By what the figures of a series are told apart. */
export const USAGE_SPLITS = Object.freeze(['item', 'handshake', 'feature', 'device'] as const);
export type UsageSplit = (typeof USAGE_SPLITS)[number];

export const SERIES_STEPS = Object.freeze(['hour', 'day'] as const);
export type SeriesStep = (typeof SERIES_STEPS)[number];

export type UsageSeriesArguments = {
  readonly by: SeriesStep;
  /** Devices are known by day alone. */
  readonly split: UsageSplit;
  /** So many of the largest parts have a series of their own. */
  readonly top: number;
  readonly vendor: string | null;
  readonly item: string | null;
  readonly handshake: string | null;
  readonly feature: string | null;
  /** Half-open; by day, whole UTC days: that of `from` too. */
  readonly from: number | null;
  readonly to: number | null;
};

/** Figures over time, in parts. */
export type Series = {
  /** Starts of the hours or UTC days in which there is anything, upwards. */
  readonly at: readonly number[];
  /** The largest parts, the largest first, each with one figure for every moment of `at`. */
  readonly parts: readonly SeriesPart[];
  /** What all further parts make together. */
  readonly rest: readonly number[];
};

export type SeriesPart = {
  readonly vendor: string;
  /** Item id, handshake code, feature, device UUID or code of a denial. */
  readonly key: string;
  /** As people call it; null: it has no other name. */
  readonly name: string | null;
  readonly total: number;
  readonly counts: readonly number[];
};

type Cell = { readonly at: number; readonly vendor: string; readonly part: string | number; readonly count: number };

const partColumns = { item: 'item.no', handshake: 'handshake', feature: 'feature' };

const dimensions = {
  vendor: 'item.vendor = :vendor',
  item: 'item.id = :item',
  handshake: 'handshake = :handshake',
  feature: 'feature = :feature',
  from: 'at >= :from',
  to: 'at < :to',
};

/** Usage by hour or day, told apart by item, handshake code, feature or device. */
export const usageSeries = defineQuery((db, { by, split, top, ...args }: UsageSeriesArguments): Series => {
  const step = by === 'hour' ? HOUR : DAY;
  const span = { from: args.from === null ? null : args.from - (args.from % step), to: args.to };
  if (split === 'device') return deviceSeries(db, { top, ...args, ...span });
  const values: Values = { ...args, ...span, ...(by === 'day' && { totals: dayTotalsValue(db, span) }) };
  const figures = by === 'hour' ? hours : `SELECT day AS at, * FROM (${dayTotalRows})`;
  const cells = db.all<Cell>(
    `SELECT at, item.vendor AS vendor, ${partColumns[split]} AS part, sum(count) AS count
     FROM (${figures}) AS figure JOIN item ON item.no = figure.item_no
     ${whereGiven(dimensions, values)} GROUP BY at, item.vendor, part`,
    values,
  );
  return inParts(cells, top, (part) => namedPart(db, split, part));
});

// An hour stands in the table of hours from when its slots were dropped, so no hour is in both.
const hours = `
  SELECT slot - slot % ${HOUR} AS at, item_no, handshake, feature, count FROM usage_slot
  UNION ALL SELECT hour AS at, item_no, handshake, feature, count FROM usage_hour`;

export type DenialSeriesArguments = {
  readonly vendor: string | null;
  readonly code: string | null;
  readonly handshake: string | null;
  readonly item: string | null;
  /** Half-open, whole UTC days: that of `from` too. */
  readonly from: number | null;
  readonly to: number | null;
  readonly top: number;
};

const denialDimensions = {
  vendor: 'vendor = :vendor',
  code: 'code = :code',
  handshake: 'handshake = :handshake',
  item: 'item = :item',
  from: 'day >= :from',
  to: 'day < :to',
};

/** Refusals by UTC day, told apart by their code. */
export const denialSeries = defineQuery((db, { top, ...args }: DenialSeriesArguments): Series => {
  const values: Values = { ...args, from: args.from === null ? null : args.from - (args.from % DAY) };
  const cells = db.all<Cell>(
    `SELECT day AS at, '' AS vendor, code AS part, sum(count) AS count
     FROM denial ${whereGiven(denialDimensions, values)} GROUP BY day, code`,
    values,
  );
  return inParts(cells, top, (part) => ({ key: String(part), name: null }));
});

type Named = Pick<SeriesPart, 'key' | 'name'>;

function inParts(cells: readonly Cell[], top: number, nameOf: (part: Cell['part']) => Named): Series {
  const at = [...new Set(cells.map((cell) => cell.at))].sort((a, b) => a - b);
  const places = new Map(at.map((moment, place) => [moment, place]));
  const parts = new Map<string, { readonly cell: Cell; total: number; readonly counts: number[] }>();
  for (const cell of cells) {
    const key = `${cell.vendor} ${cell.part}`;
    const part = parts.get(key) ?? { cell, total: 0, counts: at.map(() => 0) };
    parts.set(key, part);
    part.total += cell.count;
    part.counts[places.get(cell.at) ?? 0] = cell.count;
  }
  const all = [...parts.values()].sort((a, b) => b.total - a.total);
  const rest = at.map(() => 0);
  for (const { counts } of all.slice(top)) {
    for (const [place, count] of counts.entries()) rest[place] = (rest[place] ?? 0) + count;
  }
  const shown = all.slice(0, top).map(({ cell, total, counts }) => {
    return { vendor: cell.vendor, ...nameOf(cell.part), total, counts };
  });
  return { at, parts: shown, rest };
}

function namedPart(db: ReadConnection, split: Exclude<UsageSplit, 'device'>, part: Cell['part']): Named {
  if (split === 'item') {
    const sql = `SELECT id AS key, (SELECT term_json ->> 'name' FROM term WHERE item_no = item.no ORDER BY start DESC LIMIT 1)
      AS name FROM item WHERE no = :part`;
    return db.get<Named>(sql, { part }) ?? { key: '', name: null };
  }
  return { key: String(part), name: null };
}

import { answerOf, api } from './client.ts';
import { liveQuery } from './queries.ts';

const day = 86_400;

/** One figure for each of the last days, the running UTC day last. */
export type Days = readonly number[];

/** Start of the UTC day that lies `days` - 1 days before the running one. */
export function firstDay(now: number, days: number): number {
  return now - (now % day) - (days - 1) * day;
}

/** Reported units by item over the last days; the key is `<vendor> <item>`. */
export function usageByItemQuery(now: number, days: number) {
  const from = firstDay(now, days);
  return liveQuery<ReadonlyMap<string, Days>>(['usage', 'by-item', from, days], async () => {
    const query = { by: 'day', split: 'item', from, top: 20 } as const;
    const { at, parts } = await answerOf(api.GET('/admin/v1/usage/series', { params: { query } }));
    return new Map(
      parts.map(({ vendor, key, counts }) => [`${vendor} ${key}`, spread(at, counts, { from, days })] as const),
    );
  });
}

/** Reported units of the whole site over the last days. */
export function usageTotalQuery(now: number, days: number) {
  const from = firstDay(now, days);
  return liveQuery<Days>(['usage', 'total', from, days], async () => {
    const query = { by: 'day', split: 'item', from, top: 1 } as const;
    const { at, parts, rest } = await answerOf(api.GET('/admin/v1/usage/series', { params: { query } }));
    const sums = at.map(
      (_, index) => (rest[index] ?? 0) + parts.reduce((sum, { counts }) => sum + (counts[index] ?? 0), 0),
    );
    return spread(at, sums, { from, days });
  });
}

/** Most seats of each item given away at once, over the last days; the key is `<vendor> <item>`. */
export function peaksByItemQuery(now: number, days: number) {
  const from = firstDay(now, days);
  return liveQuery<ReadonlyMap<string, Days>>(['devices', 'peaks', from, days], async () => {
    const query = { from, limit: 500, sort: '-at' } as const;
    const { items } = await answerOf(api.GET('/admin/v1/peaks', { params: { query } }));
    const byItem = Map.groupBy(items, ({ vendor, item }) => `${vendor} ${item}`);
    return new Map(
      [...byItem].map(([key, rows]) => {
        const counts = rows.map(({ peak }) => peak);
        const at = rows.map((row) => row.at);
        return [key, carried(spread(at, counts, { from, days }))] as const;
      }),
    );
  });
}

type Span = { readonly from: number; readonly days: number };

/** Days without a row have nothing. */
function spread(at: readonly number[], counts: readonly number[], { from, days }: Span): Days {
  const byDay = new Map(at.map((moment, index) => [Math.floor((moment - from) / day), counts[index] ?? 0]));
  return Array.from({ length: days }, (_, index) => byDay.get(index) ?? 0);
}

/** On a day without any change the seats of the day before were held on. */
function carried(days: Days): Days {
  let last = 0;
  return days.map((peak) => {
    last = peak === 0 ? last : peak;
    return last;
  });
}

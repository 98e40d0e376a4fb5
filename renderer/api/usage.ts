import type { ListSource } from '../parts/data-table/column.ts';
import { type AnswerOf, answerOf, api, type Operations, type RowOf } from './client.ts';
import { liveQuery } from './queries.ts';

export type UsageRow = RowOf<'getUsage'>;
export type UsageSeries = AnswerOf<'getUsageSeries'>;
export type Demand = AnswerOf<'getItemsVendorIdDemand'>;

type SeriesQuery = NonNullable<Operations['getUsageSeries']['parameters']['query']>;
type ListQuery = NonNullable<Operations['getUsage']['parameters']['query']>;

export type UsageSplit = NonNullable<SeriesQuery['split']>;
export type UsageGroup = NonNullable<ListQuery['by']>;

/** What usage is narrowed by; instants in epoch seconds, half-open. */
export type UsageFilters = Pick<ListQuery, 'vendor' | 'item' | 'handshake' | 'feature' | 'from' | 'to'>;

export function usageSeriesQuery(query: SeriesQuery) {
  return liveQuery(['usage', 'series', query], () =>
    answerOf(api.GET('/admin/v1/usage/series', { params: { query } })),
  );
}

type DemandSpan = { readonly vendor: string; readonly id: string; readonly from: number; readonly to: number };

export function demandQuery({ vendor, id, from, to }: DemandSpan) {
  return liveQuery(['usage', 'demand', vendor, id, from, to], () =>
    answerOf(
      api.GET('/admin/v1/items/{vendor}/{id}/demand', { params: { path: { vendor, id }, query: { from, to } } }),
    ),
  );
}

export function usageSource(by: UsageGroup, filters: UsageFilters): ListSource<UsageRow> {
  return {
    topic: 'usage',
    filters: { by, ...filters },
    read: ({ search: _search, ...request }) =>
      answerOf(api.GET('/admin/v1/usage', { params: { query: { by, ...filters, ...request } } })),
  };
}

/** Where the server streams the same as CSV, all rows. */
export function usageCsvAddress(by: UsageGroup, filters: UsageFilters): string {
  const said = Object.entries({ by, ...filters }).map(([name, value]) => [name, String(value)]);
  return `/admin/v1/usage.csv?${new URLSearchParams(said)}`;
}

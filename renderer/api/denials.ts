import type { ListSource } from '../parts/data-table/column.ts';
import { type AnswerOf, answerOf, api, type Operations, type RowOf } from './client.ts';
import { liveQuery } from './queries.ts';

export type Denial = RowOf<'getDenials'>;
export type Series = AnswerOf<'getDenialsSeries'>;

export type DenialFilters = Omit<
  NonNullable<Operations['getDenials']['parameters']['query']>,
  'search' | 'sort' | 'cursor' | 'limit'
>;

export function denialSource(filters: DenialFilters): ListSource<Denial> {
  return {
    topic: 'denials',
    filters,
    read: (request) => answerOf(api.GET('/admin/v1/denials', { params: { query: { ...filters, ...request } } })),
  };
}

type SeriesFilters = NonNullable<Operations['getDenialsSeries']['parameters']['query']>;

/** Refusals by UTC day, told apart by their code. */
export function denialSeriesQuery(filters: SeriesFilters) {
  return liveQuery(['denials', 'series', filters], () =>
    answerOf(api.GET('/admin/v1/denials/series', { params: { query: filters } })),
  );
}

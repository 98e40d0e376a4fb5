import { answerOf, api, type RowOf } from './client.ts';
import { liveQuery } from './queries.ts';

export type Alert = RowOf<'getAlerts'>;
export type Denial = RowOf<'getDenials'>;

/** Alerts that are neither over nor dismissed, the newest first. */
export const openAlertsQuery = liveQuery(['alerts', 'open'], () =>
  answerOf(api.GET('/admin/v1/alerts', { params: { query: { open: true, limit: 40 } } })),
);

/** The latest refusals, those of a kind and day in one row. */
export const latestDenialsQuery = liveQuery(['denials', 'latest'], () =>
  answerOf(api.GET('/admin/v1/denials', { params: { query: { limit: 6 } } })),
);

import { type AnswerOf, answerOf, api, type RowOf } from './client.ts';
import { liveQuery } from './queries.ts';

export type Status = AnswerOf<'getStatus'>;
export type Item = RowOf<'getItems'>;
export type Settings = AnswerOf<'getSettings'>;
export type Vendor = RowOf<'getVendors'>;

/** Is everything all right, and until when. */
export const statusQuery = liveQuery(['status', 'site'], () => answerOf(api.GET('/admin/v1/status')));

export const settingsQuery = liveQuery(['settings', 'all'], () => answerOf(api.GET('/admin/v1/settings')));

export const vendorsQuery = liveQuery(['licenses', 'vendors'], () => answerOf(api.GET('/admin/v1/vendors')));

/** All license items with their figures, by end of term; the first 500, which is more than a site has. */
export const itemsQuery = liveQuery(['licenses', 'items'], () =>
  answerOf(api.GET('/admin/v1/items', { params: { query: { limit: 500 } } })),
);

/** Changes settings: a tree with only what changes; all of it or nothing. @throws ApiProblem */
export function changeSettings(change: Readonly<Record<string, unknown>>): Promise<Settings> {
  return answerOf(api.PATCH('/admin/v1/settings', { body: change as Record<string, never> }));
}

import type { ListSource } from '../parts/data-table/column.ts';
import { type AnswerOf, answerOf, api, type RowOf } from './client.ts';
import { liveQuery } from './queries.ts';

export type Alert = RowOf<'getAlerts'>;
export type ChannelStanding = RowOf<'getAlertsChannels'>;
export type Channel = ChannelStanding['channel'];
export type TestOutcome = AnswerOf<'postAlertsTest'>;

/** Where an alert can go; the first two are told of everything. */
export const CHANNELS = ['console', 'native', 'email', 'webhook', 'syslog'] as const satisfies readonly Channel[];

/** What is neither over nor dismissed; more than that nobody reads. */
export const openAlertListQuery = liveQuery(['alerts', 'open', 'all'], () =>
  answerOf(api.GET('/admin/v1/alerts', { params: { query: { open: true, limit: 500 } } })),
);

export function pastAlertSource(subject: string): ListSource<Alert> {
  const filters = { open: false, ...(subject !== '' && { subject }) };
  return {
    topic: 'alerts',
    filters: subject === '' ? {} : { subject },
    read: (request) => answerOf(api.GET('/admin/v1/alerts', { params: { query: { ...filters, ...request } } })),
  };
}

export function dismissAlerts(ids: readonly number[]): Promise<void> {
  return forEach(ids, '/admin/v1/alerts/{id}/dismiss');
}

/** Undoes it. */
export function restoreAlerts(ids: readonly number[]): Promise<void> {
  return forEach(ids, '/admin/v1/alerts/{id}/restore');
}

type Act = '/admin/v1/alerts/{id}/dismiss' | '/admin/v1/alerts/{id}/restore';

async function forEach(ids: readonly number[], act: Act): Promise<void> {
  for (const id of ids) await answerOf(api.POST(act, { params: { path: { id: String(id) } } }));
}

export const channelsQuery = liveQuery(['alerts', 'channels'], () => answerOf(api.GET('/admin/v1/alerts/channels')));

export function testChannel(channel: Channel): Promise<TestOutcome> {
  return answerOf(api.POST('/admin/v1/alerts/test', { body: { channel } }));
}

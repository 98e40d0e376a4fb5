import { type AnswerOf, answerOf, api, type RowOf } from './client.ts';
import { liveQuery } from './queries.ts';

export type Handshake = RowOf<'getHandshakes'>;
export type HandshakeList = AnswerOf<'getHandshakes'>;

type Filters = { readonly vendor?: string; readonly organization?: string; readonly item?: string };

/** Handshake codes; few enough on a site to read the first 500 at once. */
export function handshakeListQuery(filters: Filters = {}) {
  return liveQuery(['handshakes', filters], () =>
    answerOf(api.GET('/admin/v1/handshakes', { params: { query: { ...filters, limit: 500 } } })),
  );
}

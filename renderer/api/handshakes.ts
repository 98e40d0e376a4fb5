import type { ListRequest, ListSource } from '../parts/data-table/column.ts';
import { type AnswerOf, answerOf, api, type Operations, type RowOf } from './client.ts';
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

type Named = { readonly vendor: string; readonly code: string };

export function handshakeQuery({ vendor, code }: Named) {
  return liveQuery(['handshakes', 'one', vendor, code], () =>
    answerOf(api.GET('/admin/v1/handshakes/{vendor}/{code}', { params: { path: { vendor, code } } })),
  );
}

export type HandshakeChange = {
  readonly default?: boolean;
  /** Item ids in order. */
  readonly items?: readonly string[];
  readonly ordered?: boolean;
  readonly note?: string;
  /** Null: no password is asked for any more. */
  readonly password?: string | null;
  /** How long the password before it opens too. */
  readonly oldPasswordDays?: number;
  readonly domains?: readonly string[];
  readonly applications?: readonly string[];
  readonly processes?: readonly string[];
  readonly access?: { readonly allow: readonly string[]; readonly deny: readonly string[] };
};

type Body = NonNullable<Operations['patchHandshakesVendorCode']['requestBody']>['content']['application/json'];

export function changeHandshake({ vendor, code }: Named, change: HandshakeChange): Promise<Handshake> {
  const call = { params: { path: { vendor, code } }, body: change as Body };
  return answerOf(api.PATCH('/admin/v1/handshakes/{vendor}/{code}', call));
}

/**
 * Changes the items of a code as they are now, not as they were when a dialog was opened.
 * @param change from the ids in their order to those that there shall be.
 */
export async function changeItems(
  code: Named,
  change: (items: readonly string[]) => readonly string[],
  more: Pick<HandshakeChange, 'ordered'> = {},
): Promise<Handshake> {
  const path = { vendor: code.vendor, code: code.code };
  const { items } = await answerOf(api.GET('/admin/v1/handshakes/{vendor}/{code}', { params: { path } }));
  return changeHandshake(code, { items: change(items), ...more });
}

export function addHandshake({ vendor, code }: Named, change: HandshakeChange): Promise<Handshake> {
  return answerOf(api.POST('/admin/v1/handshakes', { body: { vendor, code, ...(change as Body) } }));
}

export async function removeHandshake({ vendor, code }: Named): Promise<void> {
  await answerOf(api.DELETE('/admin/v1/handshakes/{vendor}/{code}', { params: { path: { vendor, code } } }));
}

export type CodeRequests = AnswerOf<'getAuthorizations'>['items'][number];

/** Requests through each code within the last 60 minutes; the key is `<vendor> <code>`. */
export const codeRequestsQuery = liveQuery<ReadonlyMap<string, CodeRequests>>(['handshakes', 'requests'], async () => {
  const { items } = await answerOf(api.GET('/admin/v1/authorizations'));
  return new Map(items.map((one) => [`${one.vendor} ${one.handshake}`, one]));
});

export function handshakeSource(filters: Filters): ListSource<Handshake> {
  return {
    topic: 'handshakes',
    filters,
    read: (request: ListRequest) =>
      answerOf(api.GET('/admin/v1/handshakes', { params: { query: { ...filters, ...request } } })),
  };
}

import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import { answerOf, api, type RowOf } from '../../api/client.ts';
import { type ApiProblem, problemOf } from '../../api/problem.ts';
import type { Topic } from '../../api/queries.ts';

export type HistoryDay = RowOf<'getUsage'>;
export type HistoryEvent = RowOf<'getLedger'>;
export type HistoryDenial = RowOf<'getDenials'>;

type Page<Row> = { readonly items: readonly Row[]; readonly next: string | null };

const limit = 100;

/** What is known of a device's past, the newest first, in three lists that are read on together. */
export function useHistory(uuid: string) {
  const events = useSource<HistoryEvent>(['devices', uuid, 'events'], (cursor) =>
    answerOf(api.GET('/admin/v1/ledger', { params: { query: { subject: uuid, limit, ...from(cursor) } } })),
  );
  const denials = useSource<HistoryDenial>(['denials', uuid], (cursor) =>
    answerOf(api.GET('/admin/v1/denials', { params: { query: { device: uuid, limit, ...from(cursor) } } })),
  );
  const days = useSource<HistoryDay>(['usage', uuid, 'history'], (cursor) =>
    answerOf(
      api.GET('/admin/v1/usage', {
        params: { query: { device: uuid, by: 'day', sort: '-at', limit, ...from(cursor) } },
      }),
    ),
  );
  const all = [events, denials, days];
  return {
    events: rowsOf(events.data),
    denials: rowsOf(denials.data),
    days: rowsOf(days.data),
    isLoading: all.some(({ isPending }) => isPending),
    problem: all.map(({ error }) => error).find((error) => error !== null) ?? null,
    retry: () => {
      for (const one of all) void one.refetch();
    },
    /** Before this moment some list was not read yet; null: everything was. */
    since: latest([
      events.hasNextPage ? rowsOf(events.data).at(-1)?.at : undefined,
      denials.hasNextPage ? rowsOf(denials.data).at(-1)?.last : undefined,
      days.hasNextPage ? rowsOf(days.data).at(-1)?.at : undefined,
    ]),
    isLoadingOlder: all.some(({ isFetchingNextPage }) => isFetchingNextPage),
    readOlder: () => {
      for (const one of all) if (one.hasNextPage) void one.fetchNextPage();
    },
  };
}

const from = (cursor: string | null) => (cursor === null ? {} : { cursor });

function useSource<Row>(
  queryKey: readonly [Topic, ...(readonly string[])],
  read: (cursor: string | null) => Promise<Page<Row>>,
) {
  return useInfiniteQuery<Page<Row>, ApiProblem, InfiniteData<Page<Row>>, typeof queryKey, string | null>({
    queryKey,
    queryFn: async ({ pageParam }) => {
      try {
        return await read(pageParam);
      } catch (error) {
        throw problemOf(error);
      }
    },
    initialPageParam: null,
    getNextPageParam: (last) => last.next,
  });
}

function rowsOf<Row>(data: InfiniteData<Page<Row>> | undefined): readonly Row[] {
  return data?.pages.flatMap(({ items }) => items) ?? [];
}

function latest(moments: readonly (number | undefined)[]): number | null {
  const known = moments.filter((moment) => moment !== undefined);
  return known.length === 0 ? null : Math.max(...known);
}

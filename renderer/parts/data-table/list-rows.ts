import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTopic } from '../../api/live.ts';
import { type ApiProblem, problemOf } from '../../api/problem.ts';
import { type ListPage, type ListSource, listRequest } from './column.ts';

const pageSize = 100;

/** A list of so few pages is read anew by itself; a longer one would be much to ask for at every event. */
const livePages = 3;

type Asked = { readonly search: string; readonly sort: string };

/** The rows of a list that were read so far, and how to go on. */
export function useListRows<Row>(source: ListSource<Row>, { search, sort }: Asked) {
  const client = useQueryClient();
  const [oldKey, setOldKey] = useState('');
  // Not under its topic: this list decides by itself when it is read anew.
  const queryKey = ['list', source.topic, source.name ?? '', source.filters ?? {}, search, sort] as const;
  const key = JSON.stringify(queryKey);
  const query = useInfiniteQuery<
    ListPage<Row>,
    ApiProblem,
    InfiniteData<ListPage<Row>>,
    typeof queryKey,
    string | null
  >({
    queryKey,
    queryFn: async ({ pageParam }) => {
      try {
        return await source.read(listRequest(search, sort, pageParam, pageSize));
      } catch (error) {
        throw problemOf(error);
      }
    },
    initialPageParam: null,
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  });
  const pages = query.data?.pages;
  const rows = useMemo(() => pages?.flatMap(({ items }) => items) ?? [], [pages]);
  const count = pages?.length ?? 0;
  useTopic(source.topic, () => {
    if (count > livePages) setOldKey(key);
    else void query.refetch({ cancelRefetch: false });
  });
  const refresh = (): void => {
    setOldKey('');
    void client.resetQueries({ queryKey });
  };
  return { query, rows, total: pages?.at(-1)?.total ?? 0, isOld: oldKey === key, refresh };
}

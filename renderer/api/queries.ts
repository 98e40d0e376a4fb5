import { keepPreviousData, type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApiProblem } from './problem.ts';
import { problemOf } from './problem.ts';

/** What live events name; the first part of every key of a query, so that an event reads anew what it touches. */
export const TOPICS = [
  'status',
  'licenses',
  'handshakes',
  'devices',
  'leases',
  'usage',
  'denials',
  'alerts',
  'sync',
  'ledger',
  'backups',
  'settings',
] as const;

export type Topic = (typeof TOPICS)[number];

/** A query whose content goes stale with live events of its topic. */
export function liveQuery<Data>(key: readonly [topic: Topic, ...rest: readonly unknown[]], read: () => Promise<Data>) {
  return queryOptions<Data, ApiProblem>({
    queryKey: key,
    queryFn: async () => {
      try {
        return await read();
      } catch (error) {
        throw problemOf(error);
      }
    },
    placeholderData: keepPreviousData,
  });
}

type Change<Input, Output> = {
  /** Under which others find it while it goes on, also when what began it is no longer on screen. */
  readonly key?: readonly string[];
  /** Changes of one scope are made one after another, in the order in which they were asked for. */
  readonly scope?: string;
  readonly run: (input: Input) => Promise<Output>;
  /** Topics whose queries are read anew after it, also before the live event says so. */
  readonly touches: readonly Topic[];
  readonly onDone?: (output: Output, input: Input) => void;
};

/** A change of the site: what it touches is read anew when it is done. */
export function useChange<Input, Output>({ key, scope, run, touches, onDone }: Change<Input, Output>) {
  const client = useQueryClient();
  return useMutation<Output, ApiProblem, Input>({
    ...(key !== undefined && { mutationKey: key }),
    ...(scope !== undefined && { scope: { id: scope } }),
    mutationFn: async (input) => {
      try {
        return await run(input);
      } catch (error) {
        throw problemOf(error);
      }
    },
    onSuccess: async (output, input) => {
      onDone?.(output, input);
      await Promise.all(touches.map((topic) => readAnew(client, topic)));
    },
  });
}

/** Reads anew what is on screen of a topic. */
export function readAnew(client: QueryClient, topic: Topic): Promise<void> {
  return client.invalidateQueries({ queryKey: [topic] });
}

import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { forgetUnsaved } from '../parts/unsaved.ts';
import { type AnswerOf, answerOf, api } from './client.ts';
import { type ApiProblem, problemOf } from './problem.ts';
import { dropSetupToken, setupToken } from './setup-token.ts';

export type Session = AnswerOf<'getSession'> & {
  /** It has ended, and who was there may log in again. */
  readonly isOver?: true;
};
export type Role = 'viewer' | 'operator' | 'admin';

/** Who is logged in; null: nobody. */
export const sessionQuery = queryOptions<Session | null, ApiProblem>({
  queryKey: ['session'],
  queryFn: async ({ client, queryKey }) => {
    const before = client.getQueryData<Session | null>(queryKey) ?? null;
    const session = await readSession();
    if (before === null || before.user === null) return session;
    if (session === null) return { ...before, isOver: true };
    if (session.user !== before.user) {
      // Nothing that was read for the one, or typed by him, is for the eyes of the other.
      forgetUnsaved();
      window.location.reload();
      return before;
    }
    // What was asked for meanwhile was refused.
    if (before.isOver) void client.invalidateQueries({ predicate: ({ queryKey: [topic] }) => topic !== 'session' });
    return session;
  },
  staleTime: 60_000,
});

async function readSession(): Promise<Session | null> {
  try {
    return await answerOf(api.GET('/admin/v1/session'));
  } catch (error) {
    const problem = problemOf(error);
    if (problem.code !== 'login_required') throw problem;
    if (setupToken() === null) return null;
    // It is used up, or another link took its place; the cookie behind it says who is there.
    dropSetupToken();
    return readSession();
  }
}

/** Whether the site waits for its first set-up. */
export const setupNeededQuery = queryOptions<boolean, ApiProblem>({
  queryKey: ['setup'],
  queryFn: async () => {
    try {
      return (await answerOf(api.GET('/admin/v1/setup'))).needed;
    } catch (error) {
      throw problemOf(error);
    }
  },
  staleTime: Number.POSITIVE_INFINITY,
});

const ranks: Readonly<Record<string, number>> = { metrics: 0, viewer: 1, operator: 2, admin: 3 };

/** Whether who is logged in may do what asks for `role`. */
export function useMay(role: Role): boolean {
  const { data } = useQuery(sessionQuery);
  return (ranks[data?.role ?? 'metrics'] ?? 0) >= (ranks[role] ?? 9);
}

/** Windows of one browser have one session: each tells the others that it began or ended. */
const others = new BroadcastChannel('causeway-session');

/** Notices what other windows do with the session. */
export function useSharedSession(): void {
  const client = useQueryClient();
  useEffect(() => {
    const hear = ({ data }: MessageEvent<'began' | 'ended'>): void => {
      if (data === 'ended') forgetSession(client);
      else void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
    };
    others.addEventListener('message', hear);
    return () => others.removeEventListener('message', hear);
  }, [client]);
}

export async function login(credentials: { readonly user: string; readonly password: string }): Promise<Session> {
  const session = await answerOf(api.POST('/admin/v1/session', { body: credentials }));
  others.postMessage('began');
  return { ...session, actor: `user:${session.user}` };
}

/** Ends the session here and at the server, and forgets what was read under it. */
export function useLogout(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await answerOf(api.DELETE('/admin/v1/session')).catch(() => undefined);
    others.postMessage('ended');
    forgetSession(client);
  };
}

function forgetSession(client: QueryClient): void {
  client.setQueryData(sessionQuery.queryKey, null);
  client.removeQueries({ predicate: ({ queryKey: [topic] }) => topic !== 'session' && topic !== 'setup' });
}

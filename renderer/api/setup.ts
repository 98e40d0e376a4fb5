import type { QueryClient } from '@tanstack/react-query';
import { answerOf, api } from './client.ts';
import { problemOf } from './problem.ts';
import { liveQuery } from './queries.ts';
import { login, sessionQuery, setupNeededQuery } from './session.ts';
import { dropSetupToken, setupToken } from './setup-token.ts';

/** Identifiers of the machine that the site runs on. */
export const machineQuery = liveQuery(['status', 'machine'], () => answerOf(api.GET('/admin/v1/machine')));

type Administrator = { readonly user: string; readonly password: string };

/** Sets the site up, logs the administrator in and answers the recovery code, which nobody can read again. */
export async function setUp(client: QueryClient, { user, password }: Administrator): Promise<string> {
  const token = setupToken();
  const body = { user, password, ...(token !== null && { token }) };
  const { recoveryCode } = await answerOf(api.POST('/admin/v1/setup', { body })).catch(async (error: unknown) => {
    if (problemOf(error).code === 'request_conflict') await leaveSetup(client);
    throw error;
  });
  client.setQueryData(sessionQuery.queryKey, await login({ user, password }));
  client.setQueryData(setupNeededQuery.queryKey, false);
  dropSetupToken();
  return recoveryCode;
}

/** Somebody was faster, or the answer to an earlier try was lost: the site is set up, and asks who is there. */
async function leaveSetup(client: QueryClient): Promise<void> {
  dropSetupToken();
  await Promise.all([sessionQuery, setupNeededQuery].map(({ queryKey }) => client.invalidateQueries({ queryKey })));
}

/** A new recovery code; the one before opens older backups only. */
export async function renewRecoveryCode(): Promise<string> {
  return (await answerOf(api.POST('/admin/v1/recovery-code', {}))).recoveryCode;
}

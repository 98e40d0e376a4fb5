import type { Session } from 'electron';
import type { ControlLink } from './control-link.ts';

/**
 * Logs the window in: a one-time code from the server's own socket becomes the session cookie of its console, which dies
 * with the app. No password is asked of who may command the server anyway.
 */
export async function logIn(link: ControlLink, { cookies }: Pick<Session, 'cookies'>, console: string): Promise<void> {
  const { body } = await link.ask('session/one-time', { method: 'POST' });
  const { code } = body as { readonly code: string };
  const { cookies: given } = await link.ask('session', { method: 'POST', json: { code } });
  const [, name, value] = /^([^=]+)=([^;]*)/.exec(given[0] ?? '') ?? [];
  if (name === undefined || value === undefined) throw new Error('the server gave no session');
  const { origin, protocol } = new URL(console);
  await cookies.set({
    url: origin,
    name,
    value,
    path: '/',
    httpOnly: true,
    secure: protocol === 'https:',
    sameSite: 'strict',
  });
}

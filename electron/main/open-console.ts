import type { Session } from 'electron';
import type { ControlLink } from './control-link.ts';

/**
 * Makes the console ready for its window and answers where to begin: a new site at its set-up, with the right to do it;
 * any other at its first page, logged in.
 */
export async function openConsole(
  link: ControlLink,
  session: Pick<Session, 'cookies'>,
  console: string,
): Promise<string> {
  const { body } = await link.ask('setup');
  if (!(body as { readonly needed: boolean }).needed) {
    await logIn(link, session, console);
    return console;
  }
  const { token } = (await link.ask('setup/link', { method: 'POST' })).body as { readonly token: string };
  return `${console}/setup#token=${token}`;
}

/**
 * Logs the window in: a one-time code from the server's own socket becomes the session cookie of its console, which dies
 * with the app. No password is asked of who may command the server anyway.
 */
async function logIn(link: ControlLink, { cookies }: Pick<Session, 'cookies'>, console: string): Promise<void> {
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

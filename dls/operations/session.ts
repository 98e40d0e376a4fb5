import { hash, randomBytes } from 'node:crypto';
import { HOUR, MINUTE } from '../../licensing/time.ts';
import type { Deps } from '../deps.ts';
import { limitKeyOf } from '../http/address.ts';
import { Refusal } from '../http/problem.ts';
import type { Attempt } from '../identity/lockout.ts';
import { renewAccess } from '../site/access.ts';
import type { Role, SessionRow } from '../store/console-tables.ts';

/** The user under which the desktop shell is logged in by a one-time code. */
export const DESKTOP_USER = 'desktop';

/** A log-in: the secret goes into the browser's cookie and is stored as its SHA-256 only. */
export type LoggedIn = Pick<SessionRow, 'user' | 'role' | 'until'> & { readonly secret: string };

export type LoginDeps = Pick<Deps, 'store' | 'access' | 'settings' | 'clock' | 'passwords' | 'lockout'>;

type Login = { readonly user: string; readonly password: string; readonly address: string };

/**
 * Logs an administrator in by password. Ten wrong ones within a minute lock the address for 60 s.
 * @throws Refusal `rate_limited` or `login_failed`
 */
export async function login(deps: LoginDeps, { user, password, address }: Login): Promise<LoggedIn> {
  const attempt = { address: limitKeyOf(address), subject: lockoutSubjectOf(user) };
  refuseLocked(deps, attempt);
  if (!deps.access.current.isSetUp) {
    throw new Refusal('login_failed', {
      detail: 'This site is not set up yet. Open the set-up link that the server wrote.',
    });
  }
  const known = deps.access.current.users.get(user);
  const isRight = await deps.passwords.verify(password, known?.passwordHash ?? '');
  // Ten that were tried at the same time may have been wrong meanwhile; the eleventh is told nothing either.
  refuseLocked(deps, attempt);
  if (!isRight || known === undefined) {
    deps.lockout.recordWrong(attempt, deps.clock.read().now);
    throw new Refusal('login_failed');
  }
  return openSession(deps, known, address);
}

/** Logs in by a one-time code. @throws Refusal `rate_limited` or `login_failed` */
export async function loginByCode(
  deps: LoginDeps,
  { code, address }: { readonly code: string; readonly address: string },
): Promise<LoggedIn> {
  const { now } = deps.clock.read();
  const attempt = { address: limitKeyOf(address), subject: 'one-time code' };
  refuseLocked(deps, attempt);
  const codes = deps.access.passing.loginCodes;
  const key = digestOfSecret(code);
  const until = codes.get(key);
  codes.delete(key);
  if (until === undefined || until <= now) {
    deps.lockout.recordWrong(attempt, now);
    throw new Refusal('login_failed', { detail: 'The one-time code is wrong, was used or is over. Get a new one.' });
  }
  return openSession(deps, { name: DESKTOP_USER, role: 'admin' }, address);
}

/** A code that logs in once within a minute, for a shell that reached this server over its own socket. */
export function createLoginCode(deps: Pick<Deps, 'access' | 'clock'>): {
  readonly code: string;
  readonly until: number;
} {
  const { now } = deps.clock.read();
  const codes = deps.access.passing.loginCodes;
  for (const [key, until] of codes) if (until <= now) codes.delete(key);
  const code = randomBytes(24).toString('base64url');
  codes.set(digestOfSecret(code), now + MINUTE);
  return { code, until: now + MINUTE };
}

/** Ends a session; one that is over already is no error. */
export async function logout(
  deps: Pick<Deps, 'store' | 'access'>,
  { session, actor }: { readonly session: string; readonly actor: string },
): Promise<void> {
  await deps.store.transact(async (tx) => {
    const known = deps.access.current.sessions.get(session);
    if (!(await tx.sessions.remove(session))) return;
    await tx.ledger.append({ kind: 'logout', actor, data: { user: known?.user ?? '' } });
    await renewAccess(deps.access, tx);
  });
}

/** What wrong passwords of a user are counted on. */
export const lockoutSubjectOf = (user: string): string => `user:${user}`;

/** Under which the secret of a session or token is stored. */
export function digestOfSecret(secret: string): string {
  return hash('sha256', secret, 'base64url');
}

async function openSession(
  deps: LoginDeps,
  { name, role }: { readonly name: string; readonly role: Role },
  address: string,
): Promise<LoggedIn> {
  const secret = randomBytes(32).toString('base64url');
  const hours = deps.settings.current.console.sessionHours;
  return deps.store.transact(async (tx) => {
    const { now } = tx.time;
    const until = now + hours * HOUR;
    // The password may have been changed while scrypt ran.
    if (name !== DESKTOP_USER && (await tx.users.find(name)) === undefined) throw new Refusal('login_failed');
    await tx.sessions.removeEnded(now);
    await tx.sessions.insert({ hash: digestOfSecret(secret), user: name, role, createdAt: now, until });
    await tx.ledger.append({ kind: 'login', actor: `user:${name}`, data: { user: name, address } });
    await renewAccess(deps.access, tx);
    return { secret, user: name, role, until };
  });
}

/** @throws Refusal `rate_limited` */
function refuseLocked({ lockout, clock }: LoginDeps, attempt: Attempt): void {
  const { now } = clock.read();
  const until = lockout.findLockedUntil(attempt, now);
  if (until === null) return;
  const retryAfter = until - now;
  throw new Refusal('rate_limited', {
    retryAfter,
    detail: `Too many log-ins failed. Try again in ${retryAfter} seconds.`,
  });
}

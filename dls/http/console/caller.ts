import type { FastifyRequest } from 'fastify';
import type { EpochSeconds } from '../../../licensing/time.ts';
import type { Deps } from '../../deps.ts';
import { digestOfSecret } from '../../operations/session.ts';
import { isSetupToken } from '../../operations/setup.ts';
import type { Role, TokenRow } from '../../store/console-tables.ts';

/** Who asks, and by which right. */
export type Caller = {
  /** As the ledger names it: `user:<name>`, `token:<id>`, `command`, `setup`. */
  readonly actor: string;
  readonly role: TokenRow['role'];
  /** The user of a session; null: no user stands behind it. */
  readonly user: string | null;
  /** What stands behind the request: only a session rides on a cookie that a browser adds by itself. */
  readonly by: 'session' | 'token' | 'socket' | 'setup';
  /** Under which the session or token is known; null: neither. */
  readonly hash: string | null;
  /** When a session ends; null: nothing ends by itself. */
  readonly until: EpochSeconds | null;
};

/** The control socket is open to the owner of the data folder alone. */
export const commandCaller: Caller = {
  actor: 'command',
  role: 'admin',
  user: null,
  by: 'socket',
  hash: null,
  until: null,
};

export const sessionCookie = 'causeway-session';

/** Who presented the token or the session cookie of a request; null: nobody who is known. A token goes before a cookie. */
export function findCaller(deps: Pick<Deps, 'access' | 'clock'>, request: FastifyRequest): Caller | null {
  const bearer = bearerOf(request.headers.authorization);
  if (bearer !== null) return callerOfToken(deps, bearer);
  const cookie = request.cookies[sessionCookie];
  return cookie === undefined || cookie === '' ? null : callerOfSession(deps, digestOfSecret(cookie));
}

/** Whether the right behind an earlier request still stands, for streams that outlive it. */
export function isStillGood(deps: Pick<Deps, 'access' | 'clock'>, { by, hash }: Caller): boolean {
  if (by === 'socket') return true;
  if (by === 'setup') return deps.access.passing.setupToken === hash;
  if (hash === null) return false;
  return by === 'token' ? deps.access.current.tokens.has(hash) : callerOfSession(deps, hash) !== null;
}

const ranks: Readonly<Record<Caller['role'], number>> = { metrics: 0, viewer: 1, operator: 2, admin: 3 };

/** Whether a role includes another: viewer < operator < admin. */
export function includesRole(held: Caller['role'], needed: Role | 'metrics'): boolean {
  return ranks[held] >= ranks[needed];
}

function callerOfToken(deps: Pick<Deps, 'access'>, bearer: string): Caller | null {
  const hash = digestOfSecret(bearer);
  const token = deps.access.current.tokens.get(hash);
  if (token !== undefined) {
    return { actor: `token:${token.id}`, role: token.role, user: null, by: 'token', hash, until: null };
  }
  // Who holds the set-up token can make himself administrator, so he is one until then.
  if (!isSetupToken(deps, bearer)) return null;
  return { actor: 'setup', role: 'admin', user: null, by: 'setup', hash, until: null };
}

function callerOfSession(deps: Pick<Deps, 'access' | 'clock'>, hash: string): Caller | null {
  const session = deps.access.current.sessions.get(hash);
  if (session === undefined || session.until <= deps.clock.read().now) return null;
  const { user, role, until } = session;
  return { actor: `user:${user}`, role, user, by: 'session', hash, until };
}

function bearerOf(header: string | undefined): string | null {
  const match = /^Bearer +([A-Za-z0-9._~+/=-]{1,512})$/i.exec(header ?? '');
  return match?.[1] ?? (header?.toLowerCase().startsWith('bearer') === true ? '' : null);
}

import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyRequest } from 'fastify';
import * as Type from 'typebox';
import { createLoginCode, type LoggedIn, login, loginByCode, logout } from '../../../operations/session.ts';
import { normalizeAddress } from '../../address.ts';
import { Refusal } from '../../problem.ts';
import { sessionCookie } from '../caller.ts';
import { defineRoute, type Route } from '../route.ts';
import { Epoch, nullable, oneOf, Roles, Text, words } from './shapes.ts';

const Session = Type.Object({ user: Text, role: Roles, until: Epoch });

const Caller = Type.Object({
  actor: Text,
  user: nullable(Text),
  role: oneOf(['viewer', 'operator', 'admin', 'metrics'] as const),
  until: nullable(Epoch),
});

const Credentials = Type.Object({
  user: Type.Optional(words(1, 64)),
  password: Type.Optional(words(1, 1_024)),
  code: Type.Optional(
    Type.String({ minLength: 1, maxLength: 256, description: 'One-time code instead of a password' }),
  ),
});

export const sessionRoutes: readonly Route[] = [
  defineRoute(
    'POST /session',
    { right: 'public', summary: 'Log in by password or one-time code', body: Credentials, answer: Session },
    async ({ deps, body, request, reply }) => {
      const address = normalizeAddress(request.ip ?? '');
      const { user, password, code } = body;
      let session: LoggedIn;
      if (code !== undefined) session = await loginByCode(deps, { code, address });
      else if (user !== undefined && password !== undefined) session = await login(deps, { user, password, address });
      else throw missing(user === undefined ? 'user' : 'password');
      const maxAge = session.until - deps.clock.read().now;
      reply.setCookie(sessionCookie, session.secret, { ...cookieOptions(request), maxAge });
      return { user: session.user, role: session.role, until: session.until };
    },
  ),
  defineRoute(
    'GET /session',
    { right: 'metrics', summary: 'Who asks', answer: Caller },
    async ({ caller: { actor, user, role, until } }) => ({ actor, user, role, until }),
  ),
  defineRoute(
    'DELETE /session',
    { right: 'metrics', summary: 'Log out', answer: null },
    async ({ deps, caller, request, reply }) => {
      if (caller.by === 'session' && caller.hash !== null) {
        await logout(deps, { session: caller.hash, actor: caller.actor });
      }
      reply.clearCookie(sessionCookie, cookieOptions(request));
    },
  ),
  defineRoute(
    'POST /session/one-time',
    {
      right: 'admin',
      summary: 'A code that logs in once within a minute; over the control socket only',
      status: 201,
      answer: Type.Object({ code: Text, until: Epoch }),
    },
    async ({ deps, caller }) => {
      if (caller.by !== 'socket') {
        throw new Refusal('role_forbidden', { detail: 'One-time codes are given out over the control socket only.' });
      }
      return createLoginCode(deps);
    },
  ),
];

function cookieOptions(request: FastifyRequest): CookieSerializeOptions {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' };
}

function missing(field: string): Refusal {
  return new Refusal('request_malformed', { field, detail: `The required field ${field} is missing.` });
}

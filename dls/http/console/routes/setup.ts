import * as Type from 'typebox';
import { createSetupToken, FIRST_USER, isSetupToken, renewRecovery, setUp } from '../../../operations/setup.ts';
import { Refusal } from '../../problem.ts';
import { defineRoute, type Route } from '../route.ts';
import { Epoch, Password, Text, UserName, words } from './shapes.ts';

const Recovery = { recoveryCode: Text, thumbprint: Text, made: Epoch };

const Setup = Type.Object({
  token: Type.Optional(Type.String({ maxLength: 256, description: 'The one-time token of the set-up link' })),
  user: Type.Optional(UserName),
  password: Password,
  backupTo: Type.Optional(Type.Array(words(1, 4_096), { maxItems: 8, description: 'Folders for copies of backups' })),
});

export const setupRoutes: readonly Route[] = [
  defineRoute(
    'GET /setup',
    { right: 'public', summary: 'Whether the site has to be set up', answer: Type.Object({ needed: Type.Boolean() }) },
    async ({ deps }) => ({ needed: !deps.access.current.isSetUp }),
  ),
  defineRoute(
    'POST /setup',
    {
      right: 'public',
      summary: "First-run set-up: the administrator's password; answers the recovery code, which is shown once",
      body: Setup,
      status: 201,
      answer: Type.Object({ user: Text, ...Recovery }),
    },
    async ({ deps, caller, body }) => {
      const { token, user = FIRST_USER, password, backupTo = [] } = body;
      const isAllowed = caller.role === 'admin' || (token !== undefined && isSetupToken(deps, token));
      if (!isAllowed && !deps.access.current.isSetUp) {
        throw new Refusal('login_required', {
          field: 'token',
          detail: 'The set-up token is missing or wrong. Open the set-up link that the server wrote last.',
        });
      }
      const actor = caller.role === 'admin' ? caller.actor : 'setup';
      return setUp(deps, { user, password, backupTo, actor });
    },
  ),
  defineRoute(
    'POST /setup/link',
    {
      right: 'admin',
      summary: 'A one-time token for the set-up page; the one before is void; over the control socket only',
      status: 201,
      answer: Type.Object({ token: Text }),
    },
    async ({ deps, caller }) => {
      if (caller.by !== 'socket') {
        throw new Refusal('role_forbidden', { detail: 'Set-up links are given out over the control socket only.' });
      }
      if (deps.access.current.isSetUp) throw new Refusal('request_conflict', { detail: 'The site is set up already.' });
      return { token: createSetupToken(deps) };
    },
  ),
  defineRoute(
    'POST /recovery-code',
    {
      right: 'admin',
      summary: 'A new recovery code for backups from now on; it is shown once',
      status: 201,
      answer: Type.Object(Recovery),
    },
    async ({ deps, caller }) => renewRecovery(deps, { actor: caller.actor }),
  ),
];

import * as Type from 'typebox';
import { addToken, removeToken } from '../../../operations/tokens.ts';
import { listAnswer, listQuery, pageOf } from '../list.ts';
import { defineRoute, type Route } from '../route.ts';
import { Epoch, oneOf, Text, words } from './shapes.ts';

const TokenRole = oneOf(['viewer', 'operator', 'admin', 'metrics'] as const);

const fields = { id: Text, name: Text, role: TokenRole, createdAt: Epoch, createdBy: Text };

export const tokenRoutes: readonly Route[] = [
  defineRoute(
    'GET /tokens',
    { right: 'admin', summary: 'API tokens', query: listQuery({}), answer: listAnswer(Type.Object(fields)) },
    async ({ deps, query }) => {
      const rows = [...deps.access.current.tokens.values()].map(({ hash: _hash, ...token }) => token);
      return pageOf(rows, query, { textOf: ({ id, name, role }) => `${id} ${name} ${role}`, keyOf: ({ id }) => id });
    },
  ),
  defineRoute(
    'POST /tokens',
    {
      right: 'admin',
      summary: 'Make an API token; it is shown once. The role `metrics` reads the metrics page and nothing else',
      body: Type.Object({ name: Type.Optional(words(0, 64)), role: TokenRole }),
      status: 201,
      answer: Type.Object({ ...fields, token: Text }),
    },
    async ({ deps, caller, body: { name = '', role }, once }) =>
      addToken(deps, { name, role, actor: caller.actor, once }),
  ),
  defineRoute(
    'DELETE /tokens/:id',
    { right: 'admin', summary: 'End a token at once', answer: null },
    async ({ deps, caller, param }) => removeToken(deps, { id: param('id'), actor: caller.actor }),
  ),
];

import * as Type from 'typebox';
import {
  type ActivationDeps,
  activationFileName,
  activationRequest,
  renewSiteKey,
} from '../../../operations/activation.ts';
import { defineRoute, type FileAnswer, type Route } from '../route.ts';

const token = 'application/jose';

export const activationRoutes: readonly Route[] = [
  defineRoute(
    'GET /activation-request',
    { right: 'viewer', summary: 'The activation request for vendors, as a file', answer: token },
    async ({ deps }) => requestFile(deps),
  ),
  defineRoute(
    'POST /activation-request',
    {
      right: 'admin',
      summary: 'The same; with `newKeys` the site first gets a new signing key',
      body: Type.Object({ newKeys: Type.Optional(Type.Boolean()) }),
      answer: token,
    },
    async ({ deps, caller, body, once }) => {
      if (body.newKeys === true) await renewSiteKey(deps, { actor: caller.actor, once });
      return requestFile(deps);
    },
  ),
];

async function requestFile(deps: ActivationDeps & Parameters<typeof activationFileName>[0]): Promise<FileAnswer> {
  return { content: `${await activationRequest(deps)}\n`, name: activationFileName(deps) };
}

import * as Type from 'typebox';
import { listCodeRequests } from '../../../operations/code-requests.ts';
import { defineRoute, type Route } from '../route.ts';
import { nullable, Text, whole } from './shapes.ts';

const CodeRequests = Type.Object({
  vendor: Text,
  handshake: Text,
  requests: whole(0),
  failed: whole(0),
  reason: nullable(Text),
});

export const authorizationRoutes: readonly Route[] = [
  defineRoute(
    'GET /authorizations',
    {
      right: 'viewer',
      summary:
        'Requests through each handshake code within the last 60 minutes, refused ones, and the most frequent reason',
      answer: Type.Object({ items: Type.Array(CodeRequests) }),
    },
    async ({ deps }) => ({ items: [...(await listCodeRequests(deps))] }),
  ),
];

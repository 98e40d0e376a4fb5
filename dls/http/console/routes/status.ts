import * as Type from 'typebox';
import { siteStatus } from '../../../operations/status.ts';
import { includesRole } from '../caller.ts';
import { defineRoute, type Route } from '../route.ts';
import { Clock } from './clock.ts';
import { Epoch, nullable, oneOf, Text, whole } from './shapes.ts';

const State = oneOf(['ok', 'warning', 'critical'] as const);

const Status = Type.Object({
  site: Text,
  thumbprint: Text,
  version: Text,
  folder: nullable(
    Type.String({ description: 'The data folder on the machine of the server; null for other roles than admin' }),
  ),
  role: Type.Literal('main'),
  epoch: whole(1),
  setUp: Type.Boolean(),
  newSeatsPaused: Type.Boolean(),
  now: Epoch,
  uptime: whole(0),
  state: State,
  health: Type.Array(
    Type.Object({
      subject: oneOf(['license', 'clock', 'ledger', 'backup', 'disk', 'sync', 'seats'] as const),
      state: State,
      reason: Text,
      facts: Type.Record(Type.String(), Type.Number()),
      detail: Text,
      until: nullable(Epoch),
    }),
  ),
  clock: Clock,
  network: Type.Object({
    servers: Type.Array(Text),
    tls: Type.Array(Text),
    certificate: nullable(Type.Object({ expires: Epoch, installed: Type.Boolean() })),
  }),
  totals: Type.Object({
    devices: whole(0),
    seats: whole(0),
    denials: whole(0),
    usage: whole(0),
    height: whole(0),
    alerts: whole(0),
    licenses: whole(0),
    items: whole(0),
  }),
});

export const statusRoutes: readonly Route[] = [
  defineRoute(
    'GET /status',
    { right: 'viewer', summary: 'Is everything all right, and until when', answer: Status },
    async ({ deps, caller }) => ({
      ...(await siteStatus(deps)),
      folder: includesRole(caller.role, 'admin') ? deps.folder : null,
    }),
  ),
];

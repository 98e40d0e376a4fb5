import * as Type from 'typebox';
import { AcquireFields } from '../../../../protocol/device-api.ts';
import { reachListeners } from '../../../operations/reach-listener.ts';
import { tryDevice } from '../../../operations/try-device.ts';
import { onlyVendor } from '../only-vendor.ts';
import { defineRoute, type Route } from '../route.ts';
import { Epoch, nullable, oneOf, Text, Uuid, VendorId, whole, words } from './shapes.ts';

const { vendor: _vendor, password: _password, seq: _seq, lease: _lease, ...asked } = AcquireFields;

const Tried = Type.Object({
  outcome: oneOf(['granted', 'denied', 'problem'] as const),
  code: nullable(Text),
  paused: Type.Boolean({ description: 'It would be granted, were new seats not paused' }),
  item: nullable(Text),
  state: nullable(oneOf(['ok', 'overage', 'grace', 'trial'] as const)),
  until: nullable(Epoch),
  verified: nullable(
    Type.Boolean({ description: 'A lease for it verifies down to the vendor key, as devices check it' }),
  ),
});

const Reached = Type.Object({
  server: Text,
  ok: Type.Boolean(),
  milliseconds: whole(0),
  pinned: nullable(Type.Boolean()),
  problem: nullable(Text),
});

export const tryRoutes: readonly Route[] = [
  defineRoute(
    'POST /try-device',
    {
      right: 'viewer',
      summary: 'What a device that asks so would be answered now; nothing is used up or kept',
      body: Type.Object({
        ...asked,
        vendor: Type.Optional(VendorId),
        uuid: Type.Optional(Uuid),
        address: Type.Optional(words(1, 64)),
      }),
      answer: Tried,
    },
    async ({ deps, body }) => {
      const { vendor, uuid = null, address = '127.0.0.1', ...message } = body;
      return tryDevice(deps, { message: { ...message, vendor: vendor ?? onlyVendor(deps) }, device: uuid, address });
    },
  ),
  defineRoute(
    'POST /try-network',
    {
      right: 'viewer',
      summary: 'Whether the addresses that devices are told answer from this machine, with the certificate they expect',
      answer: Type.Object({ items: Type.Array(Reached) }),
    },
    async ({ deps }) => ({ items: [...(await reachListeners(deps))] }),
  ),
];

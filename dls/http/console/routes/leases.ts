import * as Type from 'typebox';
import { booleanFilter, listAnswer, listQuery, orNull, readPage, textFilter } from '../list.ts';
import { defineRoute, type Route } from '../route.ts';
import { encodeShownLease } from '../shown-lease.ts';
import { Epoch, nullable, Text, whole } from './shapes.ts';

const Lease = Type.Object({
  vendor: Text,
  jti: Text,
  device: Text,
  name: nullable(Text),
  item: Text,
  product: Text,
  metric: Text,
  handshake: nullable(Text),
  app: nullable(Text),
  process: nullable(Text),
  iat: Epoch,
  exp: Epoch,
  count: whole(1),
  off: Type.Boolean({ description: 'A lease of a device that never connects' }),
  request: nullable(Text),
});

export const leaseRoutes: readonly Route[] = [
  defineRoute(
    'GET /leases',
    {
      right: 'viewer',
      summary: 'Leases in force',
      query: listQuery({
        vendor: textFilter,
        item: textFilter,
        device: textFilter,
        handshake: textFilter,
        off: booleanFilter,
      }),
      answer: listAnswer(Lease),
    },
    async ({ deps, query }) => {
      const page = await readPage(deps, query, 'leases', {
        vendor: orNull(query.vendor),
        item: orNull(query.item),
        device: orNull(query.device),
        handshake: orNull(query.handshake),
        off: orNull(query.off),
        search: orNull(query.search),
        now: deps.clock.read().now,
      });
      const items = page.items.map(({ chain, renewal, request, vendor, ...lease }) => ({
        vendor,
        jti: encodeShownLease(deps, { chain, renewal }, lease.device),
        ...lease,
        off: request !== null,
        request,
      }));
      return { ...page, items };
    },
  ),
];

import * as Type from 'typebox';
import { changeReservations, unknownItem } from '../../../operations/items-admin.ts';
import { ITEM_STATES } from '../../../site/item-state.ts';
import { listAnswer, listQuery, orNull, readPage, textFilter } from '../list.ts';
import { type Context, defineRoute, type Route } from '../route.ts';
import { listShownItems } from '../shown-item.ts';
import { Epoch, nullable, oneOf, Text, whole, words } from './shapes.ts';

const Range = Type.Object({ from: Type.Optional(Text), to: Type.Optional(Text) });

const Term = Type.Object({
  start: Epoch,
  end: Epoch,
  graceEnd: Epoch,
  quota: whole(0),
  features: Type.Array(Text),
  name: Text,
  unit: nullable(Text),
  versions: nullable(Range),
  platforms: nullable(Type.Array(Text)),
  apps: nullable(Type.Array(Text)),
  domain: nullable(Text),
  machines: nullable(Type.Array(Text)),
  offlineDays: whole(0),
  offlineSeats: whole(0),
  activeWindow: whole(0),
  leaseSeconds: whole(0),
  graceSeconds: whole(0),
  syncDays: nullable(whole(0)),
  maxPerSlot: whole(0),
  overagePercent: whole(0),
  overageSlots: whole(0),
  graceDays: whole(0),
  reclaimsPerYear: whole(0),
});

const Reservation = Type.Object({
  name: Type.String({ pattern: '^[A-Za-z0-9._-]{1,64}$' }),
  seats: whole(1, 1_000_000_000),
  devices: Type.Array(words(1, 253), { maxItems: 1_000 }),
});

const Item = Type.Object({
  vendor: Text,
  id: Text,
  organization: Text,
  product: Text,
  name: Text,
  metric: Text,
  trial: Type.Boolean(),
  publicTrial: Type.Boolean(),
  quota: whole(0),
  used: Type.Integer(),
  registered: whole(0),
  live: whole(0),
  peak: Type.Integer(),
  overageSpent: whole(0),
  features: Type.Array(Text),
  start: Epoch,
  end: Epoch,
  state: oneOf(ITEM_STATES),
  locked: Type.Boolean(),
  revoked: Type.Boolean(),
  mismatchSince: nullable(Epoch),
  codes: Type.Array(Text),
  reclaims: Type.Object({ perYear: whole(0), left: whole(0) }),
  reservations: Type.Array(Reservation),
  importedAt: Epoch,
  terms: Type.Array(Term),
});

const filters = { vendor: textFilter, organization: textFilter, product: textFilter, metric: textFilter };

export const itemRoutes: readonly Route[] = [
  defineRoute(
    'GET /items',
    { right: 'viewer', summary: 'License items', query: listQuery(filters), answer: listAnswer(Item) },
    async ({ deps, query }) => {
      const page = await readPage(deps, query, 'items', {
        vendor: orNull(query.vendor),
        organization: orNull(query.organization),
        product: orNull(query.product),
        metric: orNull(query.metric),
        search: orNull(query.search),
      });
      const items = await listShownItems(
        deps,
        page.items.map(({ no }) => no),
      );
      return { ...page, items };
    },
  ),
  defineRoute('GET /items/:vendor/:id', { right: 'viewer', summary: 'One license item', answer: Item }, readItem),
  defineRoute(
    'PATCH /items/:vendor/:id',
    {
      right: 'operator',
      summary: 'Hold seats of an item for named groups of devices',
      body: Type.Object({ reservations: Type.Array(Reservation, { maxItems: 100 }) }),
      answer: Item,
    },
    async (context) => {
      const { deps, caller, param, body } = context;
      const { reservations } = body;
      await changeReservations(deps, { vendor: param('vendor'), id: param('id'), reservations, actor: caller.actor });
      return readItem(context);
    },
  ),
];

async function readItem({ deps, param }: Pick<Context, 'deps' | 'param'>) {
  const no = deps.snapshot.current.itemNo(param('vendor'), param('id'));
  const [item] = no === undefined ? [] : await listShownItems(deps, [no]);
  if (item === undefined) throw unknownItem();
  return item;
}

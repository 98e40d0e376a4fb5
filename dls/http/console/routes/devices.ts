import * as Type from 'typebox';
import { FRIENDLY_NAME_CHARACTERS } from '../../../../protocol/device-api.ts';
import { changeDevice, reclaimSeat } from '../../../operations/devices-admin.ts';
import { STANDINGS } from '../../../site/standing.ts';
import type { ShownDevice } from '../../../store/sqlite/queries/devices.ts';
import { Refusal } from '../../problem.ts';
import { booleanFilter, listAnswer, listQuery, orNull, readPage, textFilter } from '../list.ts';
import { type Context, defineRoute, type Route } from '../route.ts';
import { encodeShownLease } from '../shown-lease.ts';
import { Epoch, Id, nullable, oneOf, Text, VendorId, whole, words } from './shapes.ts';

const Standing = oneOf(STANDINGS);

const Seat = Type.Object({
  vendor: Text,
  item: Text,
  product: Text,
  metric: Text,
  handshake: nullable(Text),
  since: Epoch,
  active: Epoch,
  heldUntil: Epoch,
  reservation: nullable(Text),
  reclaimedUntil: nullable(Epoch),
  reported: Type.Boolean({ description: 'Until usage is reported, a grant of the last 24 hours can be undone' }),
  state: Standing,
  leases: Type.Array(
    Type.Object({
      jti: Text,
      app: nullable(Text),
      process: nullable(Text),
      iat: Epoch,
      exp: Epoch,
      count: whole(1),
      off: Type.Boolean(),
    }),
  ),
});

const Device = Type.Object({
  uuid: Text,
  name: nullable(Text),
  note: Text,
  blocked: Type.Boolean(),
  platform: nullable(Text),
  deployment: nullable(Text),
  os: nullable(Text),
  app: nullable(Text),
  version: nullable(Text),
  address: Text,
  first: Epoch,
  last: Epoch,
  state: Standing,
  usage: Type.Integer({ minimum: 0, description: 'Units reported in the last seven UTC days' }),
  seats: Type.Array(Seat),
});

const filters = {
  vendor: textFilter,
  item: textFilter,
  handshake: textFilter,
  platform: textFilter,
  app: textFilter,
  blocked: booleanFilter,
  state: Type.Optional(Standing),
};

export const deviceRoutes: readonly Route[] = [
  defineRoute(
    'GET /devices',
    { right: 'viewer', summary: 'Devices', query: listQuery(filters), answer: listAnswer(Device) },
    async ({ deps, query }) => {
      const page = await readPage(deps, query, 'devices', {
        vendor: orNull(query.vendor),
        item: orNull(query.item),
        handshake: orNull(query.handshake),
        platform: orNull(query.platform),
        app: orNull(query.app),
        blocked: orNull(query.blocked),
        state: orNull(query.state),
        search: orNull(query.search),
        now: deps.clock.read().now,
      });
      return { ...page, items: page.items.map((device) => shownDevice(deps, device)) };
    },
  ),
  defineRoute('GET /devices/:uuid', { right: 'viewer', summary: 'One device', answer: Device }, readDevice),
  defineRoute(
    'PATCH /devices/:uuid',
    {
      right: 'operator',
      summary: 'Name, note and block a device',
      body: Type.Object({
        name: Type.Optional(nullable(Type.String({ pattern: `^[${FRIENDLY_NAME_CHARACTERS}]{0,64}$` }))),
        note: Type.Optional(words(0, 1_000)),
        blocked: Type.Optional(Type.Boolean()),
      }),
      answer: Device,
    },
    async (context) => {
      const { deps, caller, param, body } = context;
      const { name, note, blocked } = body;
      await changeDevice(deps, { device: param('uuid'), name, note, blocked, actor: caller.actor });
      return readDevice(context);
    },
  ),
  defineRoute(
    'POST /devices/:uuid/reclaim',
    {
      right: 'operator',
      summary: "Take a seat back within the vendor's allowance; an unused new grant is undone without using it up",
      body: Type.Object({
        vendor: Type.Optional(VendorId),
        item: Type.Optional(Id),
        undo: Type.Optional(Type.Boolean({ description: 'Only if it uses up no reclaim' })),
      }),
      answer: Type.Object({
        outcome: oneOf(['reclaimed', 'undone'] as const),
        vendor: Text,
        item: Text,
        until: nullable(Epoch),
        left: whole(0),
      }),
    },
    async ({ deps, caller, param, body: { vendor, item, undo = false }, once }) =>
      reclaimSeat(deps, { device: param('uuid'), vendor, item, undo, actor: caller.actor, once }),
  ),
];

async function readDevice({ deps, param }: Pick<Context, 'deps' | 'param'>) {
  const device = await deps.reader.query('device', { uuid: param('uuid'), now: deps.clock.read().now });
  if (device === null) throw new Refusal('not_found', { detail: 'There is no device of that UUID.' });
  return shownDevice(deps, device);
}

function shownDevice(deps: Context['deps'], device: ShownDevice) {
  const seats = device.seats.map((seat) => ({
    ...seat,
    leases: seat.leases.map(({ chain, renewal, ...lease }) => ({
      jti: encodeShownLease(deps, { chain, renewal }, device.uuid),
      ...lease,
    })),
  }));
  return { ...device, seats };
}

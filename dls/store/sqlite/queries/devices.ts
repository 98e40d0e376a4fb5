import { DAY } from '../../../../licensing/time.ts';
import { bestOf, STANDINGS, type Standing } from '../../../site/standing.ts';
import type { ReadConnection } from '../read-connection.ts';
import { defineQuery, defineStream, type Select, searchIn, searchPattern, whereGiven } from './query.ts';
import { listGraces, listSeats, type ShownSeat } from './seats.ts';

export type DeviceListArguments = {
  readonly vendor: string | null;
  readonly item: string | null;
  readonly handshake: string | null;
  readonly platform: string | null;
  readonly app: string | null;
  readonly blocked: boolean | null;
  readonly state: Standing | null;
  readonly search: string | null;
  readonly now: number;
};

export type ShownDevice = {
  readonly uuid: string;
  readonly name: string | null;
  readonly note: string;
  readonly blocked: boolean;
  readonly platform: string | null;
  readonly deployment: string | null;
  readonly os: string | null;
  readonly app: string | null;
  readonly version: string | null;
  readonly address: string;
  readonly first: number;
  readonly last: number;
  readonly state: Standing;
  /** Units reported in the last seven UTC days, the current one included. */
  readonly usage: number;
  readonly seats: readonly ShownSeat[];
};

type Raw = Omit<ShownDevice, 'blocked' | 'state' | 'usage' | 'seats'> & {
  readonly no: number;
  readonly blocked: number;
};

const columns = `
  device.no, device.uuid, device.name, coalesce(device.name, '') AS nameKey, device.note, device.blocked,
  device.platform, coalesce(device.platform, '') AS platformKey, device.deployment, device.os, device.app,
  coalesce(device.app, '') AS appKey, device.version, device.address, device.first_at AS first, device.last_at AS last`;

const standing = 'seat_standing(leases_json, item_no, :now)';

const conditions = {
  known: 'removed_at IS NULL',
  vendor: `no IN (SELECT device_no FROM seat WHERE item_no IN (SELECT no FROM item WHERE vendor = :vendor))`,
  item: `no IN (SELECT device_no FROM seat WHERE item_no IN (SELECT no FROM item WHERE id = :item AND vendor = coalesce(:vendor, vendor)))`,
  handshake: 'no IN (SELECT device_no FROM seat WHERE handshake = :handshake)',
  platform: 'platform = :platform',
  app: 'app = :app',
  blocked: 'blocked = :blocked',
  search: searchIn('uuid', 'name', 'note', 'app', 'address'),
};

export const devices = defineStream<DeviceListArguments, Raw, ShownDevice>({
  bind: (db, { state }) => {
    if (state !== null) db.judgeBy(listGraces(db));
    return {};
  },
  rows: (args) => selected(args, args.state === 'live' ? oneByOne : ofState(args.state)),
  counted: (args) => selected(args, ofState(args.state)),
  orders: {
    first: ['no'],
    last: ['last', 'no'],
    name: ['nameKey', 'no'],
    platform: ['platformKey', 'no'],
    app: ['appKey', 'no'],
    uuid: ['uuid'],
  },
  order: 'first',
  // The state of each is found from its leases; of the usual one a page is full soon.
  isCostly: ({ state }) => state !== null && state !== 'live',
  complete: (rows, { now }, db) => {
    const graces = listGraces(db);
    return rows.map((row) => shownDevice(db, row, { now, graces }));
  },
});

function selected({ blocked, state, search, now, ...args }: DeviceListArguments, inState: string): Select {
  const values = {
    ...args,
    blocked: blocked === null ? null : Number(blocked),
    search: searchPattern(search),
    ...(state !== null && { now, state: STANDINGS.indexOf(state) }),
  };
  const where = whereGiven({ ...conditions, state: inState }, { known: 1, ...values });
  return { sql: `SELECT ${columns} FROM device ${where}`, values };
}

/** All devices of a state are found by one pass over the seats. */
function ofState(state: Standing | null): string {
  if (state === 'live') return `no IN (SELECT device_no FROM seat WHERE ${standing} = :state)`;
  if (state === 'idle') return `no NOT IN (SELECT device_no FROM seat WHERE ${standing} < :state)`;
  return `no IN (SELECT device_no FROM seat GROUP BY device_no HAVING min(${standing}) = :state)`;
}

/** Most devices are live: for a page of them they are looked at one by one, as it is full soon. */
const oneByOne = `EXISTS (SELECT 1 FROM seat WHERE device_no = no AND ${standing} = :state)`;

export const device = defineQuery(
  (db, { uuid, now }: { readonly uuid: string; readonly now: number }): ShownDevice | null => {
    const row = db.get<Raw>(`SELECT ${columns} FROM device WHERE removed_at IS NULL AND uuid = :uuid`, { uuid });
    return row === undefined ? null : shownDevice(db, row, { now, graces: listGraces(db) });
  },
);

function shownDevice(
  db: ReadConnection,
  row: Raw,
  at: { readonly now: number; readonly graces: ReadonlyMap<number, number> },
): ShownDevice {
  const { no, uuid, name, note, blocked, platform, deployment, os, app, version, address, first, last } = row;
  const seats = listSeats(db, { no, ...at });
  const seen = seats.reduce((latest, { active }) => Math.max(latest, active), last);
  const told = { platform, deployment, os, app, version, address };
  const state = bestOf(seats.map((seat) => seat.state));
  const usage = db.get<{ units: number | null }>(usageOfDevice, { no, days: lastDays(at.now) })?.units ?? 0;
  return { uuid, name, note, blocked: blocked === 1, ...told, first, last: seen, state, usage, seats };
}

/** By the whole key of a day's row, so that it costs the same on any site. */
const usageOfDevice = `
  SELECT sum(usage_day.count) AS units FROM seat
    CROSS JOIN term ON term.item_no = seat.item_no
    CROSS JOIN json_each(:days) AS day
    CROSS JOIN usage_day ON usage_day.day = day.value AND usage_day.item_no = seat.item_no
      AND usage_day.term_start = term.start AND usage_day.device_no = seat.device_no
  WHERE seat.device_no = :no`;

function lastDays(now: number): string {
  const today = now - (now % DAY);
  return JSON.stringify(Array.from({ length: 7 }, (_, ago) => today - ago * DAY));
}

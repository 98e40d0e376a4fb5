import { DAY } from '../../../../licensing/time.ts';
import { bestOf, STANDINGS, type Standing } from '../../../site/standing.ts';
import type { ReadConnection } from '../read-connection.ts';
import { defineQuery, defineStream, searchIn, searchPattern, whereGiven } from './query.ts';
import { gracesValue, listGraces, listSeats, type ShownSeat } from './seats.ts';

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

const [live, offlineLease, offline, grace, lost, idle] = STANDINGS.keys();

/** `standingAt` of a seat, as a place in `STANDINGS`. */
const standing = `
  CASE WHEN lease_end = 0 THEN ${idle} WHEN :now < live_until THEN ${live} WHEN :now < offline_until THEN ${offlineLease}
    WHEN :now < lease_end THEN ${offline} WHEN :now < lease_end + coalesce(:graces ->> item_no, 0) THEN ${grace} ELSE ${lost} END`;

const conditions = {
  known: 'removed_at IS NULL',
  vendor: `no IN (SELECT device_no FROM seat WHERE item_no IN (SELECT no FROM item WHERE vendor = :vendor))`,
  item: `no IN (SELECT device_no FROM seat WHERE item_no IN (SELECT no FROM item WHERE id = :item AND vendor = coalesce(:vendor, vendor)))`,
  handshake: 'no IN (SELECT device_no FROM seat WHERE handshake = :handshake)',
  platform: 'platform = :platform',
  app: 'app = :app',
  blocked: 'blocked = :blocked',
  state: `no IN (SELECT device_no FROM seat GROUP BY device_no HAVING min(${standing}) = :state)`,
  idle: 'no NOT IN (SELECT device_no FROM seat WHERE lease_end > 0)',
  search: searchIn('uuid', 'name', 'note', 'app', 'address'),
};

export const devices = defineStream<DeviceListArguments, Raw, ShownDevice>({
  rows: ({ now, blocked, state, search, ...args }, db) => {
    const values = {
      ...args,
      blocked: blocked === null ? null : Number(blocked),
      search: searchPattern(search),
      ...(state !== null && {
        // Idle devices may have no seat.
        [state === 'idle' ? 'idle' : 'state']: STANDINGS.indexOf(state),
        now,
        graces: gracesValue(db),
      }),
    };
    return { sql: `SELECT ${columns} FROM device ${whereGiven(conditions, { known: 1, ...values })}`, values };
  },
  orders: {
    first: ['no'],
    last: ['last', 'no'],
    name: ['nameKey', 'no'],
    platform: ['platformKey', 'no'],
    app: ['appKey', 'no'],
    uuid: ['uuid'],
  },
  order: 'first',
  complete: (rows, { now }, db) => {
    const graces = listGraces(db);
    return rows.map((row) => shownDevice(db, row, { now, graces }));
  },
});

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

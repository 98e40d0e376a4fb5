import type { DeviceRow, DeviceTable } from '../devices.ts';
import type { Gate } from './connection.ts';

type Row = {
  readonly no: number;
  readonly uuid: string;
  readonly vendors_json: string;
  readonly name: string | null;
  readonly note: string;
  readonly named: number;
  readonly blocked: number;
  readonly platform: string | null;
  readonly deployment: string | null;
  readonly os: string | null;
  readonly app: string | null;
  readonly version: string | null;
  readonly address: string;
  readonly first_at: number;
  readonly last_at: number;
  readonly gap_from: number | null;
  readonly removed_at: number | null;
};

export function prepareDevices(gate: Gate): DeviceTable {
  const find = gate.prepare<Row>('SELECT * FROM device WHERE uuid = ?');
  const insert = gate.prepare<{ no: number }>(`
    INSERT INTO device (uuid, vendors_json, name, note, named, blocked, platform, deployment, os, app, version, address,
      first_at, last_at, gap_from, removed_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING no`);
  const update = gate.prepare(`
    UPDATE device SET vendors_json = ?, name = ?, note = ?, named = ?, blocked = ?, platform = ?, deployment = ?, os = ?,
      app = ?, version = ?, address = ?, first_at = ?, last_at = ?, gap_from = ?, removed_at = ? WHERE no = ?`);

  const listQuiet = gate.prepare<Row>(
    'SELECT * FROM device WHERE removed_at IS NULL AND last_at <= ? AND no > ? ORDER BY no LIMIT ?',
  );

  const values = (device: Omit<DeviceRow, 'no' | 'uuid'>) =>
    [
      JSON.stringify(device.vendors),
      device.name,
      device.note,
      device.named ? 1 : 0,
      device.blocked ? 1 : 0,
      device.platform,
      device.deployment,
      device.os,
      device.app,
      device.version,
      device.address,
      device.firstAt,
      device.lastAt,
      device.gapFrom,
      device.removedAt,
    ] as const;

  return {
    find: (uuid) => {
      const row = find.get(uuid);
      return row === undefined ? undefined : deviceOf(row);
    },
    insert: (device) => insert.get(device.uuid, ...values(device))?.no ?? 0,
    listQuiet: (at, after, limit) => listQuiet.all(at, after, limit).map(deviceOf),
    update: (device) => void update.run(...values(device), device.no),
  };
}

function deviceOf(row: Row): DeviceRow {
  return {
    no: row.no,
    uuid: row.uuid,
    vendors: JSON.parse(row.vendors_json) as DeviceRow['vendors'],
    name: row.name,
    note: row.note,
    named: row.named === 1,
    blocked: row.blocked === 1,
    platform: row.platform,
    deployment: row.deployment,
    os: row.os,
    app: row.app,
    version: row.version,
    address: row.address,
    firstAt: row.first_at,
    lastAt: row.last_at,
    gapFrom: row.gap_from,
    removedAt: row.removed_at,
  };
}

import { endsOf } from '../../site/standing.ts';
import type { SeatTable } from '../seats.ts';
import type { Gate } from './connection.ts';
import { packLeases, type SeatRow, seatOf } from './seat-codec.ts';

/** Without the ends of leases, which are for lists. */
const columns = [
  'device_no',
  'item_no',
  'since',
  'active',
  'held_until',
  'leases_json',
  'features_json',
  'handshake',
  'reservation',
  'machine',
  'reported',
  'reclaimed_until',
  'taken_by',
  'taken_at',
] as const satisfies readonly (keyof SeatRow)[];

const written = [...columns, 'live_until', 'offline_until', 'lease_end'];

export function prepareSeats(gate: Gate): SeatTable {
  const list = gate.prepare<SeatRow>(`SELECT ${columns} FROM seat WHERE device_no = ?`);
  const put = gate.prepare(`
    INSERT INTO seat (${written}) VALUES (${written.map(() => '?')})
    ON CONFLICT (device_no, item_no) DO UPDATE SET ${written.slice(2).map((column) => `${column} = excluded.${column}`)}`);
  const remove = gate.prepare('DELETE FROM seat WHERE device_no = ? AND item_no = ?');
  const listByMachine = gate.prepare<SeatRow & { uuid: string }>(`
    SELECT ${columns.map((column) => `seat.${column}`)}, device.uuid FROM seat JOIN device ON device.no = seat.device_no
    WHERE seat.item_no = ? AND seat.machine = ?`);

  return {
    list: (deviceNo) => list.all(deviceNo).map((row) => ({ itemNo: row.item_no, seat: seatOf(row) })),
    put(deviceNo, itemNo, seat) {
      const { liveUntil, offlineUntil, end } = endsOf(seat.leases);
      put.run(
        deviceNo,
        itemNo,
        seat.since,
        seat.active,
        seat.heldUntil,
        packLeases(seat.leases),
        JSON.stringify(seat.features),
        seat.handshake,
        seat.reservation,
        seat.machine,
        seat.reported ? 1 : 0,
        seat.reclaimedUntil,
        seat.takenOver?.by ?? null,
        seat.takenOver?.at ?? null,
        liveUntil,
        offlineUntil,
        end,
      );
    },
    remove: (deviceNo, itemNo) => void remove.run(deviceNo, itemNo),
    listByMachine: (itemNo, machine) =>
      listByMachine
        .all(itemNo, machine)
        .map((row) => ({ itemNo: row.item_no, deviceNo: row.device_no, device: row.uuid, seat: seatOf(row) })),
  };
}

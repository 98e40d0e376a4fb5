import type { SeatTable } from '../seats.ts';
import type { Gate } from './connection.ts';
import { packLeases, type SeatRow, seatOf } from './seat-codec.ts';

export function prepareSeats(gate: Gate): SeatTable {
  const list = gate.prepare<SeatRow>('SELECT * FROM seat WHERE device_no = ?');
  const put = gate.prepare(`
    INSERT INTO seat (device_no, item_no, since, active, held_until, leases_json, features_json, handshake, reservation,
      machine, reported, reclaimed_until, taken_by, taken_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (device_no, item_no) DO UPDATE SET since = excluded.since, active = excluded.active, held_until = excluded.held_until,
      leases_json = excluded.leases_json, features_json = excluded.features_json, handshake = excluded.handshake,
      reservation = excluded.reservation, machine = excluded.machine, reported = excluded.reported,
      reclaimed_until = excluded.reclaimed_until, taken_by = excluded.taken_by, taken_at = excluded.taken_at`);
  const remove = gate.prepare('DELETE FROM seat WHERE device_no = ? AND item_no = ?');
  const listByMachine = gate.prepare<SeatRow & { uuid: string }>(`
    SELECT seat.*, device.uuid FROM seat JOIN device ON device.no = seat.device_no
    WHERE seat.item_no = ? AND seat.machine = ?`);

  return {
    list: (deviceNo) => list.all(deviceNo).map((row) => ({ itemNo: row.item_no, seat: seatOf(row) })),
    put: (deviceNo, itemNo, seat) =>
      void put.run(
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
      ),
    remove: (deviceNo, itemNo) => void remove.run(deviceNo, itemNo),
    listByMachine: (itemNo, machine) =>
      listByMachine
        .all(itemNo, machine)
        .map((row) => ({ itemNo: row.item_no, deviceNo: row.device_no, device: row.uuid, seat: seatOf(row) })),
  };
}

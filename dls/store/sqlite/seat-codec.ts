import type { Seat, SeatLease } from '../../../licensing/seat.ts';

/** A lease as it stands in `seat.leases_json`: chain, renewal, app, process, iat, exp, instances, request, returnHash. */
type Packed = readonly [
  number,
  number,
  string | null,
  string | null,
  number,
  number,
  number,
  (string | null)?,
  (string | null)?,
];

export function packLeases(leases: readonly SeatLease[]): string {
  return JSON.stringify(
    leases.map(({ chain, renewal, app, process, iat, exp, instances, offline }) =>
      offline === null
        ? [chain, renewal, app, process, iat, exp, instances]
        : [chain, renewal, app, process, iat, exp, instances, offline.request, offline.returnHash],
    ),
  );
}

export function unpackLeases(text: string): readonly SeatLease[] {
  return (JSON.parse(text) as readonly Packed[]).map(
    ([chain, renewal, app, process, iat, exp, instances, request, returnHash]) => ({
      chain,
      renewal,
      app,
      process,
      iat,
      exp,
      instances,
      offline: request == null || returnHash == null ? null : { request, returnHash },
    }),
  );
}

export type SeatRow = {
  readonly device_no: number;
  readonly item_no: number;
  readonly since: number;
  readonly active: number;
  readonly held_until: number;
  readonly leases_json: string;
  readonly features_json: string;
  readonly handshake: string | null;
  readonly reservation: string | null;
  readonly machine: string | null;
  readonly reported: number;
  readonly reclaimed_until: number | null;
  readonly taken_by: string | null;
  readonly taken_at: number | null;
};

export function seatOf(row: SeatRow): Omit<Seat, 'item'> {
  return {
    since: row.since,
    active: row.active,
    heldUntil: row.held_until,
    leases: unpackLeases(row.leases_json),
    features: JSON.parse(row.features_json) as readonly string[],
    handshake: row.handshake,
    reservation: row.reservation,
    machine: row.machine,
    reported: row.reported === 1,
    reclaimedUntil: row.reclaimed_until,
    takenOver: row.taken_by === null || row.taken_at === null ? null : { by: row.taken_by, at: row.taken_at },
  };
}

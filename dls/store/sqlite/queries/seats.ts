import { endsOf, type Standing, standingAt } from '../../../site/standing.ts';
import type { ReadConnection } from '../read-connection.ts';
import { unpackLeases } from '../seat-codec.ts';

/** A seat as a console shows it. */
export type ShownSeat = {
  readonly vendor: string;
  readonly item: string;
  readonly product: string;
  readonly metric: string;
  readonly handshake: string | null;
  readonly since: number;
  readonly active: number;
  readonly heldUntil: number;
  readonly reservation: string | null;
  readonly reclaimedUntil: number | null;
  /** Whether usage was reported on it: until then a new grant can be undone. */
  readonly reported: boolean;
  readonly state: Standing;
  readonly leases: readonly ShownLease[];
};

export type ShownLease = {
  readonly chain: number;
  readonly renewal: number;
  readonly app: string | null;
  readonly process: string | null;
  readonly iat: number;
  readonly exp: number;
  readonly count: number;
  readonly off: boolean;
};

type Raw = Omit<ShownSeat, 'reported' | 'state' | 'leases'> & {
  readonly itemNo: number;
  readonly reported: number;
  readonly leases_json: string;
};

const seatsOfDevice = `
  SELECT item.vendor, item.id AS item, item.product, item.metric, seat.item_no AS itemNo, seat.handshake, seat.since,
    seat.active, seat.held_until AS heldUntil, seat.reservation, seat.reclaimed_until AS reclaimedUntil, seat.reported,
    seat.leases_json
  FROM seat JOIN item ON item.no = seat.item_no WHERE seat.device_no = :no ORDER BY item.vendor, item.id`;

/** `graceSeconds` of each item's latest term, by item number: after so long without a renewal a device is lost. */
export function listGraces(db: ReadConnection): ReadonlyMap<number, number> {
  const rows = db.all<{ no: number; grace: number | null }>(
    `SELECT item_no AS no, term_json ->> 'graceSeconds' AS grace FROM term ORDER BY item_no, start`,
  );
  return new Map(rows.map(({ no, grace }) => [no, grace ?? 0]));
}

/** The same as a value for a statement: `:graces ->> item_no`. */
export function gracesValue(db: ReadConnection): string {
  const graces: number[] = [];
  for (const [itemNo, grace] of listGraces(db)) graces[itemNo] = grace;
  return JSON.stringify(graces);
}

/** Every seat a device has or had, with its leases in force. */
export function listSeats(
  db: ReadConnection,
  { no, now, graces }: { readonly no: number; readonly now: number; readonly graces: ReadonlyMap<number, number> },
): readonly ShownSeat[] {
  return db.all<Raw>(seatsOfDevice, { no }).map(({ itemNo, reported, leases_json, ...seat }) => {
    const leases = unpackLeases(leases_json);
    return {
      ...seat,
      reported: reported === 1,
      state: standingAt(now, endsOf(leases), graces.get(itemNo) ?? 0),
      leases: leases
        .filter(({ exp }) => exp > now)
        .map(({ instances, offline, ...lease }) => ({ ...lease, count: instances, off: offline !== null })),
    };
  });
}

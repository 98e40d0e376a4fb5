import { isListed, type Visitor } from './access.ts';
import type { AcquireState, ItemState, RankedItem } from './acquire.ts';
import type { ItemCounts } from './counter.ts';
import { isConcurrent, isRegistered } from './defaults.ts';
import type { Item } from './item.ts';
import { heldBack, toleranceOf } from './quota-limit.ts';
import type { Seat, SeatLease } from './seat.ts';
import { findReplaced, isHeld } from './seat-grant.ts';

/** What a request would take of one item. */
export type Claim = {
  readonly state: AcquireState;
  readonly ranked: RankedItem;
  readonly counts: ItemCounts;
  /** The device's own seat on the item, when it is held now. */
  readonly held: Seat | null;
  /** `server`: the seat of another device with the same machine hash, which the grant takes over. */
  readonly takesOver: ItemState['machineSeat'];
  /** The seat that the grant goes on from, held or not. */
  readonly before: Seat | null;
  readonly replaced: SeatLease | null;
  /** Units the item counts more after the grant than before; negative when `instances` fell. Not for `usage` and `domain`. */
  readonly units: number;
  /** The reservation the seat is, or would be, held from. */
  readonly reservation: string | null;
};

/** `within` quota, beyond it but tolerated (`overage`), or refused. */
export type QuotaVerdict = 'within' | 'overage' | 'exhausted';

/** What a request would take of a ranked item whose counts were brought to now. */
export function claimOf(state: AcquireState, ranked: RankedItem, { counts, machineSeat }: ItemState): Claim {
  const { request, device, time } = state;
  const { item, seat } = ranked;
  const held = isHeld(seat, time.now) ? seat : null;
  const foreign = machineSeat !== null && machineSeat.device !== device.uuid && isHeld(machineSeat.seat, time.now);
  const takesOver = foreign ? machineSeat : null;
  const before = takesOver === null ? seat : seatTakenOver(takesOver.seat, seat);
  const replaced = findReplaced(before, request, time.now);
  const reservation = held?.reservation ?? takesOver?.seat.reservation ?? findReservation(state, item, counts);
  const units = unitsClaimed({ state, item, held, takesOver, replaced });
  return { state, ranked, counts, held, takesOver, before, replaced, units, reservation };
}

/** The last check of rules.md section 3: quota, overage and what stops new seats for a time. */
export function judgeQuota(claim: Claim): QuotaVerdict {
  const { state, ranked, counts, held, units } = claim;
  const { item, term } = ranked;
  const { metric } = item;
  if (state.newSeatsPaused && takesNewSeat(claim)) return 'exhausted';
  if (held === null && isConcurrent(metric) && waitsAfterRestore(claim)) return 'exhausted';
  if (state.request.offline !== null && !hasOfflineSeat(claim)) return 'exhausted';
  // While the machine does not match the license there is full service within quota, but no overage (section 1).
  const tolerant = item.mismatchSince === null;
  if (metric === 'domain') return 'within';
  if (metric === 'usage') {
    if (counts.used < term.quota) return 'within';
    return tolerant && counts.used < term.quota + toleranceOf(metric, term) ? 'overage' : 'exhausted';
  }
  // Reservations keep others from new seats; nobody loses the one he has to them.
  const reserved = units > 0 ? heldBack(item, counts.reserved, claim.reservation) : 0;
  const seen = term.quota - reserved;
  const excess = counts.all.units + units - seen;
  if (units > 0 && counts.overAdopted && counts.all.units > term.quota) return 'exhausted';
  if (isRegistered(metric)) {
    // A registered device goes on; only a new one needs room.
    if (units === 0 || excess <= 0) return 'within';
    return tolerant && excess <= toleranceOf(metric, term) ? 'overage' : 'exhausted';
  }
  if (excess <= 0) return 'within';
  const { spent, booked } = counts.overage;
  const affordable = excess <= term.quota && excess - booked <= term.overageSlots - spent;
  return tolerant && affordable ? 'overage' : 'exhausted';
}

/**
 * A seat that is taken over goes on for the new device, with the age and the usage it has. An offline lease that is out
 * goes with it: the machine works on by it, and the seat is held until its end.
 */
function seatTakenOver(seat: Seat, own: Seat | null): Seat {
  return { ...seat, leases: seat.leases.filter(({ offline }) => offline !== null), features: own?.features ?? [] };
}

/**
 * Whether the device would get a seat that it has not. One that its machine has already goes on for it, and what it once
 * was leased of `usage` and `domain` never comes free (section 4), but for a reclaim, which makes it a new device.
 */
function takesNewSeat({ ranked: { item, seat }, held, takesOver }: Claim): boolean {
  if (held !== null || takesOver !== null) return false;
  return isConcurrent(item.metric) || isRegistered(item.metric) || seat === null || seat.reclaimedUntil !== null;
}

/** After a restore, new seats wait one `leaseSeconds`, so that those who held one can come back (section 8). */
function waitsAfterRestore({ state, ranked }: Claim): boolean {
  const { now, restoredAt } = state.time;
  return restoredAt !== null && now < restoredAt + ranked.term.leaseSeconds;
}

/** Whether another offline lease may be out, or the device's own only goes on. */
function hasOfflineSeat({ state, ranked, counts, before }: Claim): boolean {
  const { now } = state.time;
  const out = before?.leases.some(({ offline, exp }) => offline !== null && exp > now) === true;
  return out || counts.offline < ranked.term.offlineSeats;
}

function unitsClaimed({
  state,
  item,
  held,
  takesOver,
  replaced,
}: Pick<Claim, 'state' | 'held' | 'takesOver' | 'replaced'> & { readonly item: Item }): number {
  if (item.metric !== 'concurrent-instance') return held === null && takesOver === null ? 1 : 0;
  let before = 0;
  let after = state.request.instances;
  for (const lease of held?.leases ?? []) {
    if (lease.exp <= state.time.now) continue;
    before = Math.max(before, lease.instances);
    if (lease !== replaced) after = Math.max(after, lease.instances);
  }
  return after - before;
}

/** The first reservation with room whose group the device belongs to. */
function findReservation({ device, request }: AcquireState, item: Item, { reserved }: ItemCounts): string | null {
  if (item.reservations.length === 0 || item.metric === 'usage' || item.metric === 'domain') return null;
  const visitor: Visitor = {
    uuid: device.uuid,
    names: [device.name, request.name],
    address: request.address,
  };
  const own = item.reservations.find(
    ({ name, seats, devices }) => (reserved[name] ?? 0) < seats && isListed(devices, visitor),
  );
  return own?.name ?? null;
}

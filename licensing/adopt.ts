import type { CounterChange, ItemCounts } from './counter.ts';
import { applyChanges, changesOf } from './counter-change.ts';
import { isRegistered } from './defaults.ts';
import { bookOverage } from './grant.ts';
import type { Item, Term } from './item.ts';
import type { Seat, SeatLease } from './seat.ts';
import { holdingEnd, isHeld } from './seat-grant.ts';
import type { EpochSeconds } from './time.ts';

/** A lease that a device presents, and what the ledger knows of its item and seat. */
export type AdoptionState = {
  readonly item: Item;
  /** The running term. */
  readonly term: Term;
  /** The presenting device's seat on the item as the ledger knows it; null: none. */
  readonly seat: Seat | null;
  /** Brought to `now`. */
  readonly counts: ItemCounts;
  /** The lease that was presented and verified, with the app that presented it. */
  readonly lease: SeatLease;
  readonly features: readonly string[];
  readonly handshake: string | null;
  readonly machine: string | null;
  readonly now: EpochSeconds;
};

/** The seat and the counts with the adopted lease, and what it changed of the counters. */
export type Adoption = {
  readonly seat: Seat;
  readonly changes: readonly CounterChange[];
  readonly counts: ItemCounts;
};

/**
 * Adopts a live lease that a restore or rollback lost (rules.md section 8): it counts again, even beyond quota, where it
 * spends overage; while over, nothing new is granted. Null: the lease is over, reclaimed or known, and nothing changes.
 */
export function decideAdoption(state: AdoptionState): Adoption | null {
  const { item, term, seat, counts, lease, now } = state;
  const isKnown = seat?.leases.some(({ chain, exp }) => chain === lease.chain && exp >= lease.exp) === true;
  const isReclaimed = seat !== null && seat.reclaimedUntil !== null && now < seat.reclaimedUntil;
  if (lease.exp <= now || isKnown || isReclaimed) return null;
  const before = isHeld(seat, now) ? seat : null;
  const after = seatAfter(state, before);
  const changes = changesOf(item.metric, before, after, now);
  const adopted = bookOverage(item, term, applyChanges(counts, changes));
  const overAdopted = adopted.all.units > counts.all.units && adopted.all.units > term.quota;
  return { seat: after, changes, counts: { ...adopted, overAdopted: counts.overAdopted || overAdopted } };
}

/**
 * The seat of a lease that a restore or rollback lost and that is over by now: nothing counts again, but what it leased is
 * known, so that the device can report what it counted under it (protocol.md section 5). Null: it is known already.
 */
export function lapsedSeat({ item, seat, lease, features, handshake }: LapsedLease): Seat | null {
  if (seat !== null) {
    const known = new Set([...seat.features, ...features]);
    return known.size === seat.features.length ? null : { ...seat, features: [...known] };
  }
  return {
    item: item.id,
    since: lease.iat,
    active: lease.iat,
    heldUntil: lease.exp,
    leases: [],
    features,
    handshake,
    reservation: null,
    machine: null,
    reported: true,
    reclaimedUntil: null,
    takenOver: null,
  };
}

type LapsedLease = Pick<AdoptionState, 'item' | 'seat' | 'lease' | 'features' | 'handshake'>;

function seatAfter(
  { item, term, seat, lease, features, handshake, machine, now }: AdoptionState,
  held: Seat | null,
): Seat {
  const others = (held?.leases ?? []).filter(({ chain, exp }) => chain !== lease.chain && exp > now);
  const leases = [...others, lease];
  const windowEnd = isRegistered(item.metric) ? lease.iat + term.activeWindow : now;
  return {
    item: item.id,
    since: held?.since ?? lease.iat,
    active: Math.max(held?.active ?? 0, lease.iat),
    heldUntil: Math.max(held?.heldUntil ?? 0, holdingEnd(item, leases, Math.max(windowEnd, lease.exp))),
    leases,
    features: [...new Set([...(seat?.features ?? []), ...features])],
    handshake,
    reservation: held?.reservation ?? null,
    machine: item.metric === 'server' ? machine : null,
    // What was reported in the lost time is unknown, so the grant cannot pass for an unused one.
    reported: true,
    reclaimedUntil: null,
    takenOver: null,
  };
}

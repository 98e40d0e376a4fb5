import { DEFAULTS, isRegistered } from './defaults.ts';
import type { Item, Term } from './item.ts';
import type { AcquireRequest } from './request.ts';
import type { Seat, SeatLease } from './seat.ts';
import type { EpochSeconds } from './time.ts';

/** Whether a device holds a seat: `false` too for one that came free. */
export function isHeld(seat: Seat | null, now: EpochSeconds): seat is Seat {
  return seat !== null && seat.heldUntil > now;
}

/**
 * The live lease that a new one replaces: that of the same `app` and `process` (missing counts as equal) on the same
 * item. Leases of never-connected devices are replaced only by one another: the device goes on using them.
 */
export function findReplaced(
  seat: Seat | null,
  { app, process, offline }: Pick<AcquireRequest, 'app' | 'process' | 'offline'>,
  now: EpochSeconds,
): SeatLease | null {
  for (const lease of seat?.leases ?? []) {
    const same = lease.app === app && lease.process === process && (lease.offline === null) === (offline === null);
    if (same && lease.exp > now) return lease;
  }
  return null;
}

/** A new lease, and the seat it goes to. */
export type SeatGrant = {
  /** The device's seat so far, held or not. */
  readonly seat: Seat | null;
  readonly item: Item;
  readonly term: Term;
  readonly now: EpochSeconds;
  readonly lease: SeatLease;
  readonly replaced: SeatLease | null;
  readonly features: readonly string[];
  readonly handshake: string | null;
  readonly reservation: string | null;
  readonly machine: string | null;
};

/** The seat after a lease was granted on it. A seat that had come free begins anew, but for what was ever leased. */
export function grantOn(grant: SeatGrant): Seat {
  const { seat, item, term, now, lease, handshake, reservation, machine } = grant;
  const held = isHeld(seat, now);
  const leases = [...liveLeases(grant), lease];
  return {
    item: item.id,
    since: held ? seat.since : now,
    active: now,
    heldUntil: holdingEnd(item, leases, isRegistered(item.metric) ? now + term.activeWindow : now),
    leases,
    features: addedTo(seat?.features ?? [], grant.features),
    handshake,
    reservation,
    machine: item.metric === 'server' ? machine : null,
    reported: held && seat.reported,
    reclaimedUntil: null,
    takenOver: null,
  };
}

/** Until when leases and, where there is one, the active window hold a seat. */
export function holdingEnd(
  { metric }: Pick<Item, 'metric'>,
  leases: readonly SeatLease[],
  windowEnd: EpochSeconds,
): EpochSeconds {
  let end = windowEnd;
  for (const { exp, offline } of leases) {
    // A registered seat is held for its window, whatever its leases; an offline lease may outlast that.
    if (exp > end && (offline !== null || !isRegistered(metric))) end = exp;
  }
  return end;
}

/** The other leases that are live; when there are too many, the ones that end first make room. */
function liveLeases({ seat, replaced, now }: SeatGrant): readonly SeatLease[] {
  if (seat === null || (seat.leases.length === 1 && seat.leases[0] === replaced)) return [];
  const live = seat.leases.filter((lease) => lease !== replaced && lease.exp > now);
  const surplus = live.length + 1 - DEFAULTS.leasesPerSeat;
  return surplus <= 0 ? live : live.sort((a, b) => a.exp - b.exp).slice(surplus);
}

function addedTo(known: readonly string[], leased: readonly string[]): readonly string[] {
  return leased.every((feature) => known.includes(feature)) ? known : [...new Set([...known, ...leased])];
}

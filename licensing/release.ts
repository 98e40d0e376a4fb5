import type { CounterChange } from './counter.ts';
import { changesOf } from './counter-change.ts';
import { isConcurrent, isRegistered } from './defaults.ts';
import type { Item, Term } from './item.ts';
import type { Seat, SeatLease } from './seat.ts';
import { holdingEnd } from './seat-grant.ts';
import type { EpochSeconds } from './time.ts';

/** A lease was given up: the seat without it, and whether that came free. */
export type Released = {
  readonly outcome: 'released';
  readonly seat: Seat;
  readonly changes: readonly CounterChange[];
  readonly freed: boolean;
};

/** Answered as done, but nothing changes. */
export type WithoutEffect = { readonly outcome: 'none' };

/** A lease that a device gives up. */
export type ReleaseState = {
  readonly item: Pick<Item, 'metric'>;
  /** The seat of the device that asks, on that item; null: it has none. */
  readonly seat: Seat | null;
  /** The chain that the lease belongs to: a replaced lease names its successor. */
  readonly chain: number;
  readonly now: EpochSeconds;
};

/**
 * Release (protocol.md section 5): frees a seat only if the lease is the device's own, live, on a `concurrent-*` item;
 * else without effect. An offline lease is given back by its return file: `return_required`.
 */
export function decideRelease({
  item,
  seat,
  chain,
  now,
}: ReleaseState): Released | WithoutEffect | { readonly outcome: 'problem'; readonly code: 'return_required' } {
  const lease = findLease(seat, chain);
  if (seat === null || lease === undefined || lease.exp <= now) return { outcome: 'none' };
  if (lease.offline !== null) return { outcome: 'problem', code: 'return_required' };
  if (!isConcurrent(item.metric)) return { outcome: 'none' };
  return without(lease, { item, seat, now, windowEnd: now });
}

/** An offline lease that comes back by file. */
export type ReturnState = ReleaseState & {
  /** The running term, by whose active window other leases go on holding a registered seat. */
  readonly term: Pick<Term, 'activeWindow'>;
  /** base64url SHA-256 of the return key that the file carries. */
  readonly returnHash: string;
};

/**
 * Early return of an offline lease (protocol.md section 6): a return key that fits frees the seat, whatever the metric,
 * unless other live leases of the device hold it. Without effect when the lease is over, returned or reclaimed.
 */
export function decideReturn({
  item,
  seat,
  chain,
  now,
  term,
  returnHash,
}: ReturnState): Released | WithoutEffect | { readonly outcome: 'problem'; readonly code: 'return_invalid' } {
  const lease = findLease(seat, chain);
  if (seat === null || lease === undefined || lease.exp <= now) return { outcome: 'none' };
  if (lease.offline?.returnHash !== returnHash) return { outcome: 'problem', code: 'return_invalid' };
  const others = seat.leases.some((other) => other !== lease && other.exp > now);
  const windowEnd = others && isRegistered(item.metric) ? seat.active + term.activeWindow : now;
  return without(lease, { item, seat, now, windowEnd });
}

function findLease(seat: Seat | null, chain: number): SeatLease | undefined {
  return seat?.leases.find((lease) => lease.chain === chain);
}

type Held = Pick<ReleaseState, 'item' | 'now'> & { readonly seat: Seat; readonly windowEnd: EpochSeconds };

function without(lease: SeatLease, { item, seat, now, windowEnd }: Held): Released {
  const leases = seat.leases.filter((other) => other !== lease && other.exp > now);
  const heldUntil = holdingEnd(item, leases, Math.max(windowEnd, now));
  const after: Seat = { ...seat, leases, heldUntil };
  const freed = heldUntil <= now;
  const left = freed ? { ...after, reservation: null } : after;
  return { outcome: 'released', seat: left, changes: changesOf(item.metric, seat, left, now), freed };
}

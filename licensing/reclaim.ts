import type { CounterChange } from './counter.ts';
import { changesOf } from './counter-change.ts';
import { DEFAULTS } from './defaults.ts';
import type { Item, Term } from './item.ts';
import type { WithoutEffect } from './release.ts';
import type { Seat } from './seat.ts';
import { isHeld } from './seat-grant.ts';
import type { EpochSeconds } from './time.ts';

/** A seat was taken back before its time. */
export type Reclaimed = {
  /** `undone`: an unused grant, which uses up no reclaim. */
  readonly outcome: 'reclaimed' | 'undone';
  readonly seat: Seat;
  readonly changes: readonly CounterChange[];
  /** Until when the device is `lease_reclaimed`: the end of its last lease; null: it had no live one. */
  readonly until: EpochSeconds | null;
};

/** A seat that an administrator wants back, and the reclaims of the last year on its item. */
export type ReclaimState = {
  readonly item: Pick<Item, 'metric'>;
  readonly term: Pick<Term, 'reclaimsPerYear'>;
  readonly seat: Seat;
  /** Reclaims on the item since `reclaimsSince(now)`; undone grants are not among them. */
  readonly reclaims: number;
  readonly now: EpochSeconds;
};

/** What the vendor allows on an item within a year, and what is left of it. */
export type ReclaimAllowance = { readonly perYear: number; readonly left: number };

/**
 * The vendor's allowance, `reclaimsPerYear`, and what the reclaims of the last year leave of it (rules.md section 4).
 */
export function reclaimAllowance({ term, reclaims }: Pick<ReclaimState, 'term' | 'reclaims'>): ReclaimAllowance {
  return { perYear: term.reclaimsPerYear, left: Math.max(0, term.reclaimsPerYear - reclaims) };
}

/** The moment from which on reclaims count against the allowance: one year of 365 days ago. */
export function reclaimsSince(now: EpochSeconds): EpochSeconds {
  return now - DEFAULTS.reclaimYear;
}

/**
 * Reclaim (rules.md section 4): frees a seat before its time. A grant that can be undone is; any other uses up a reclaim
 * of the vendor's allowance, beyond which it is `reclaim_exhausted`. Without effect on a seat that is free.
 */
export function decideReclaim(
  state: ReclaimState,
): Reclaimed | WithoutEffect | { readonly outcome: 'problem'; readonly code: 'reclaim_exhausted' } {
  if (!isHeld(state.seat, state.now)) return { outcome: 'none' };
  const undone = decideUndo(state);
  if (undone !== null) return undone;
  if (reclaimAllowance(state).left === 0) return { outcome: 'problem', code: 'reclaim_exhausted' };
  return takeBack(state, 'reclaimed');
}

/** Undoes a grant less than 24 h old on which nothing was reported; null: it cannot be undone. */
export function decideUndo(state: Omit<ReclaimState, 'term' | 'reclaims'>): Reclaimed | null {
  const { seat, now } = state;
  const unused = isHeld(seat, now) && !seat.reported && now < seat.since + DEFAULTS.undoWithin;
  return unused ? takeBack(state, 'undone') : null;
}

function takeBack(
  { item, seat, now }: Pick<ReclaimState, 'item' | 'seat' | 'now'>,
  outcome: Reclaimed['outcome'],
): Reclaimed {
  const end = seat.leases.reduce((latest, lease) => Math.max(latest, lease.exp), now);
  const until = end > now ? end : null;
  const after: Seat = { ...seat, heldUntil: now, leases: [], reservation: null, reclaimedUntil: until };
  return { outcome, seat: after, changes: changesOf(item.metric, seat, after, now), until };
}

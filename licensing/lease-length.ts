import { DEFAULTS, isConcurrent, isRegistered } from './defaults.ts';
import type { Metric, Term } from './item.ts';
import type { AcquireRequest } from './request.ts';
import type { SeatLease } from './seat.ts';
import { DAY, type EpochSeconds, roundHalfUp, type Seconds } from './time.ts';

/** What the end of a lease depends on. */
export type LeaseTerms = {
  readonly metric: Metric;
  readonly term: Term;
  readonly now: EpochSeconds;
  /** What is added to `now` to judge the vendor's terms. */
  readonly termOffset: Seconds;
  readonly offline: AcquireRequest['offline'];
  /** The live lease that this one replaces. */
  readonly replaced: SeatLease | null;
};

/**
 * When a lease made at `now` ends (rules.md section 4): by metric, for an offline lease by the days asked for, and never
 * after the term's end plus grace.
 */
export function leaseEnd({ metric, term, now, termOffset, offline, replaced }: LeaseTerms): EpochSeconds {
  const latest = graceEnd(term) - termOffset;
  if (offline === null) return Math.min(now + onlineLength(metric, term), latest);
  // The device has the lease before this one in hand: asking again extends it and never cuts it short.
  const end = Math.max(now + offlineDays(offline.days, term) * DAY, replaced?.exp ?? 0);
  return Math.min(end, latest);
}

/** End of the term and of the grace days after it, in the vendor's term time. */
export function graceEnd(term: Pick<Term, 'end' | 'graceDays'>): EpochSeconds {
  return term.end + term.graceDays * DAY;
}

/** Seconds after `iat` from which a device renews: half of the lease, at most 24 h. */
export function renewAfterOf(length: Seconds): Seconds {
  return Math.min(roundHalfUp(length / 2), DEFAULTS.longestRenewAfter);
}

/** Below 3 days count as 3, above the item's `offlineDays` are cut (protocol.md section 6). */
function offlineDays(asked: number, term: Term): number {
  return Math.min(Math.max(asked, DEFAULTS.leastOfflineDays), term.offlineDays);
}

function onlineLength(metric: Metric, term: Term): Seconds {
  if (isConcurrent(metric)) return term.leaseSeconds;
  const allowance = term.offlineDays * DAY;
  if (isRegistered(metric)) return Math.min(term.activeWindow, allowance);
  return metric === 'usage' ? Math.min(allowance, DEFAULTS.usageLeaseDays * DAY) : allowance;
}

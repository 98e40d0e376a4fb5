import type { Metric } from './item.ts';
import { DAY, HOUR, MINUTE, roundHalfUp } from './time.ts';

/** Every default and fixed figure of rules.md and protocol.md that a decision needs, each with its source. */
export const DEFAULTS = {
  /** Section 2: length of the public trial. */
  trialDays: 7,
  /** Section 4: `activeWindow` of `device` and `server`. */
  activeWindow: 7_776_000,
  /** Section 4: `leaseSeconds` of `concurrent-*`. */
  leaseSeconds: 180,
  /** Section 4: offline allowance, its least, and the most that a `usage` lease lasts. */
  offlineDays: 7,
  leastOfflineDays: 3,
  usageLeaseDays: 3,
  /** Section 4: `renewAfter` is at most this. */
  longestRenewAfter: 24 * HOUR,
  /** Section 4: a reclaim allowance of at least two, or this share of the quota; counted over one year. */
  leastReclaims: 2,
  reclaimPercent: 10,
  reclaimYear: 365 * DAY,
  /** Section 4: an unused grant younger than this is undone without a reclaim. */
  undoWithin: 24 * HOUR,
  /** Section 4, `server`: an old UUID that returns within this after a take-over is a clone. */
  takeOverWithin: 24 * HOUR,
  /** Section 4: devices without a seat that were not seen for so long are removed by themselves. */
  inactiveDays: 90,
  /** Section 5: tolerance beyond quota and term. */
  usageOveragePercent: 5,
  seatOveragePercent: 10,
  overageSlotsPerUnit: 1_000,
  graceDays: 7,
  /** Section 7: grace of a device that reaches no server. */
  graceSeconds: 3 * DAY,
  concurrentGraceSeconds: 4 * HOUR,
  /** Section 1: full service within quota on a machine that does not match the license. */
  mismatchDays: 30,
  /** Protocol section 5: the most units of one record when the license says nothing. */
  maxPerSlot: 1_000_000_000,
  /** Section 8: a system clock this far behind the mark is not trusted; this far, only recent holders are served. */
  clockTolerance: 5 * MINUTE,
  clockDistrust: 24 * HOUR,
  recentSeat: 30 * DAY,
  /** Section 8: jumps forward that wait for an administrator, while running and over a stop. */
  jumpRunning: 24 * HOUR,
  jumpStopped: 30 * DAY,
  /** Section 8 and protocol section 8: how far the first height of a new epoch lies above every known height. */
  epochStep: 1_000_000,
  /** Leases of one device on one item that are remembered; the one that ends first makes room (no rule; a bound). */
  leasesPerSeat: 100,
} as const;

/** `overagePercent` of a metric (section 5); `concurrent-*` have a budget of slots instead, `domain` has no quota. */
export function defaultOveragePercent(metric: Metric): number {
  if (metric === 'usage') return DEFAULTS.usageOveragePercent;
  return metric === 'device' || metric === 'server' ? DEFAULTS.seatOveragePercent : 0;
}

/** `graceSeconds` of a metric (section 7). */
export function defaultGraceSeconds(metric: Metric): number {
  return isConcurrent(metric) ? DEFAULTS.concurrentGraceSeconds : DEFAULTS.graceSeconds;
}

/** `reclaimsPerYear` for a quota: max(2, 10 % of quota) (section 4). */
export function defaultReclaims(quota: number): number {
  return Math.max(DEFAULTS.leastReclaims, roundHalfUp((DEFAULTS.reclaimPercent * quota) / 100));
}

/** Whether seats of the metric are held by live leases alone. */
export function isConcurrent(metric: Metric): boolean {
  return metric === 'concurrent-device' || metric === 'concurrent-instance';
}

/** Whether a seat of the metric is registered for its active window. */
export function isRegistered(metric: Metric): boolean {
  return metric === 'device' || metric === 'server';
}

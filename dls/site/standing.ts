import { renewAfterOf } from '../../licensing/lease-length.ts';
import type { SeatLease } from '../../licensing/seat.ts';
import type { EpochSeconds, Seconds } from '../../licensing/time.ts';

/**
 * How a device stands, as far as its leases tell: `live` (renews when it should), `never-connected` (out with an offline
 * lease), `offline` (a lease in force, but no renewal when it was due), `grace` (its lease ran out and its own grace may
 * still carry it), `lost` (that is over too), `idle` (gave everything back). Best first.
 */
export const STANDINGS = Object.freeze(['live', 'never-connected', 'offline', 'grace', 'lost', 'idle'] as const);

export type Standing = (typeof STANDINGS)[number];

/** What the leases of a seat say of its device at any time. */
export type LeaseEnds = {
  /** When a device that renews should have renewed at the latest; 0: no lease of one. */
  readonly liveUntil: EpochSeconds;
  /** End of its offline lease; 0: none. */
  readonly offlineUntil: EpochSeconds;
  /** End of all of them; 0: there is none. */
  readonly end: EpochSeconds;
};

export function endsOf(leases: readonly SeatLease[]): LeaseEnds {
  let [liveUntil, offlineUntil, end] = [0, 0, 0];
  for (const { iat, exp, offline } of leases) {
    end = Math.max(end, exp);
    if (offline !== null) offlineUntil = Math.max(offlineUntil, exp);
    // One missed renewal is a device that was switched off over night; two are a device that cannot reach its server.
    else liveUntil = Math.max(liveUntil, Math.min(exp, iat + 2 * renewAfterOf(exp - iat)));
  }
  return { liveUntil, offlineUntil, end };
}

/** @param grace `graceSeconds` of the item */
export function standingAt(now: EpochSeconds, { liveUntil, offlineUntil, end }: LeaseEnds, grace: Seconds): Standing {
  if (end === 0) return 'idle';
  if (now < liveUntil) return 'live';
  if (now < offlineUntil) return 'never-connected';
  if (now < end) return 'offline';
  return now < end + grace ? 'grace' : 'lost';
}

/** The best of several, such as those of all seats of a device; `idle` when there is none. */
export function bestOf(standings: readonly Standing[]): Standing {
  return STANDINGS.find((standing) => standings.includes(standing)) ?? 'idle';
}

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

/** What a lease's end and its last renewal say at `now`. `grace`: `graceSeconds` of the item. */
export function standingOf(
  leases: readonly SeatLease[],
  { now, grace }: { readonly now: EpochSeconds; readonly grace: Seconds },
): Standing {
  return bestOf(leases.map((lease) => standingOfLease(lease, now, grace)));
}

/** The best of several, such as those of all seats of a device; `idle` when there is none. */
export function bestOf(standings: readonly Standing[]): Standing {
  // Nearly every device has one seat with one lease, and a list looks at all of them.
  if (standings.length < 2) return standings[0] ?? 'idle';
  const place = Math.min(...standings.map((standing) => STANDINGS.indexOf(standing)));
  return STANDINGS[place] ?? 'idle';
}

function standingOfLease({ iat, exp, offline }: SeatLease, now: EpochSeconds, grace: Seconds): Standing {
  if (now >= exp + grace) return 'lost';
  if (now >= exp) return 'grace';
  if (offline !== null) return 'never-connected';
  // One missed renewal is a device that was switched off over night; two are a device that cannot reach its server.
  return now < iat + 2 * renewAfterOf(exp - iat) ? 'live' : 'offline';
}

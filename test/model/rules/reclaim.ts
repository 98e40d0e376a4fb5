import type { History, SeatName } from './facts.ts';
import { DAY, roundHalfUp } from './facts.ts';
import { findHolding, isOn, registeredSeats } from './seats.ts';
import { findItem, metricOf, termAt } from './terms.ts';

export type ReclaimOutcome = 'reclaimed' | 'undone' | 'reclaim_exhausted' | 'none';

/** A grant less than 24 h old on which nothing was reported is undone; any other uses up one of the year's reclaims. */
export function judgeReclaim({ facts, now }: History, seat: SeatName): ReclaimOutcome {
  const item = findItem(facts, seat.vendor, seat.item);
  const holding = item && findHolding(facts, item, seat.device, now);
  if (!item || !holding) return 'none';
  if (now < holding.since + DAY && !holding.isReported) return 'undone';
  const { quota, reclaimsPerYear } = termAt(item, now);
  const counted = facts.filter(
    (fact) => fact.kind === 'reclaimed' && !fact.undone && isOn(item, fact.seat) && fact.at > now - 365 * DAY,
  );
  const allowed = reclaimsPerYear ?? Math.max(2, roundHalfUp(quota / 10));
  return counted.length < allowed ? 'reclaimed' : 'reclaim_exhausted';
}

/** The device, or for `server` the machine, that the seat is counted by. */
export function unitHeld({ facts, now }: History, { vendor, item: id, device }: SeatName): string {
  const item = findItem(facts, vendor, id);
  const seat = item && registeredSeats(facts, item, now).find((held) => held.device === device);
  return seat && metricOf(item) === 'server' ? seat.unit : device;
}

import type { AcquireOutcome } from './acquire.ts';
import { asked, isOtherMachine } from './asked.ts';
import { isBlocked } from './codes.ts';
import type { Fact, FileTrial, Grant, History, Request } from './facts.ts';
import { DAY } from './facts.ts';
import { endOfLease, renewAfter } from './lease.ts';
import { isLocked, isRevoked } from './locks.ts';
import { hasOfflineSeat } from './quota.ts';
import { grantsTo, reclaimedUntil, registeredSeats } from './seats.ts';
import type { Item } from './terms.ts';
import { filesOf, findItem, vendorAhead } from './terms.ts';

/** The last row of the table of rules.md section 2: a device to which nothing of that vendor was ever granted. */
export function judgeTrial(history: History, request: Request, trial: FileTrial, lease: number): AcquireOutcome {
  const { facts, now } = history;
  const { vendor, device } = request;
  const first = grantsTo(facts, device).find(({ grant }) => grant.vendor === vendor);
  const end = (first?.at ?? now) + (trial.days ?? 7) * DAY;
  const isOther = first !== undefined && !(first.grant.trial && first.grant.item === trial.id);
  if (isOther || now >= end) return { denial: 'trial_used' };
  if (isBlocked(history, null, request)) return { denial: 'device_blocked' };
  if (isOtherMachine(history, request)) return { denial: 'device_cloned' };
  if (!request.features.every((feature) => trial.features.includes(feature))) return { denial: 'feature_not_licensed' };
  if (isRevoked(facts, vendor, trial.id)) return { denial: 'license_revoked' };
  if (isLocked(facts, vendor, trial.id)) return { denial: 'license_locked' };
  const item = asItem(vendor, trial, end);
  if (now < reclaimedUntil(facts, item, device)) return { denial: 'lease_reclaimed' };
  const seats = registeredSeats(facts, item, now);
  const isHeld = seats.some((seat) => seat.device === device);
  const isFull = !isHeld && (history.isPaused || seats.length >= trial.quota);
  if (isFull || !hasOfflineSeat(history, request, item)) return { denial: 'quota_exhausted' };
  const exp = endOfLease(history, request, item);
  return {
    status: isHeld ? 200 : 201,
    state: seats.length > trial.quota ? 'overage' : 'trial',
    until: end + vendorAhead(facts, vendor),
    renew: renewAfter(exp - now),
    grant: { ...asked(request, trial.features), vendor, item: trial.id, exp, trial: true, lease },
  };
}

/** The item that a grant is on, or the trial that stands for one. */
export function findGranted(
  facts: readonly Fact[],
  { vendor, item: id }: Pick<Grant, 'vendor' | 'item'>,
): Item | undefined {
  const trials = filesOf(facts, vendor).flatMap((file) => file.trials);
  const trial = trials.findLast((offered) => offered.id === id);
  return findItem(facts, vendor, id) ?? (trial && asItem(vendor, trial, Number.MAX_SAFE_INTEGER));
}

/** A trial counts like a `device` item, but its end depends on the device and nothing is tolerated after it. */
const asItem = (vendor: string, { id, product, quota, features }: FileTrial, end: number): Item => ({
  vendor,
  organization: '',
  id,
  terms: [{ id, product, metric: 'device', quota, features, start: 0, end, graceDays: 0 }],
  ahead: 0,
});

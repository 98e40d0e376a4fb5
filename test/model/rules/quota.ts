import type { Fact, FileItem, History, Request } from './facts.ts';
import { roundHalfUp } from './facts.ts';
import { overageSpent, spentInSlot } from './overage.ts';
import { withheldFrom } from './reservations.ts';
import {
  countLive,
  holdsSeat,
  isConcurrent,
  isOn,
  isRegistering,
  offlineUnits,
  registeredSeats,
  unitOf,
} from './seats.ts';
import type { Item } from './terms.ts';
import { mismatchSince, syncState, termAt, termName } from './terms.ts';
import { unitsUsed } from './usage.ts';

/** How a grant would stand: within quota, tolerated beyond it, or refused; and whether its lease says `overage`. */
export type Standing = { readonly room: 'within' | 'tolerated' | 'none'; readonly isOver: boolean };

const none: Standing = { room: 'none', isOver: false };

export function standingOf(history: History, request: Request, item: Item): Standing {
  if (history.isPaused && wouldBeNew(history.facts, request, item, history.now)) return none;
  if (waitsAfterRestore(history, request, item)) return none;
  if (!hasOfflineSeat(history, request, item)) return none;
  const term = termAt(item, history.now);
  const standing = standingByMetric(history, request, item, term);
  // On a machine that does not match there is full service within quota, but no overage.
  const isTolerant = mismatchSince(history.facts, item) === undefined;
  return standing.room === 'tolerated' && !isTolerant ? { ...standing, room: 'none' } : standing;
}

function standingByMetric(history: History, request: Request, item: Item, term: FileItem): Standing {
  switch (term.metric) {
    case 'domain':
      return { room: 'within', isOver: false };
    case 'usage':
      return usageStanding(unitsUsed(history.facts, item, termName(item, history.now)), term);
    case 'device':
    case 'server':
      return registeredStanding(history, request, item, term);
    case 'concurrent-device':
    case 'concurrent-instance':
      return concurrentStanding(history, request, item, term);
  }
}

const toleranceOf = (term: FileItem, percent: number): number =>
  roundHalfUp(((term.overagePercent ?? percent) * term.quota) / 100);

function usageStanding(used: number, term: FileItem): Standing {
  if (used < term.quota) return { room: 'within', isOver: false };
  return { room: used < term.quota + toleranceOf(term, 5) ? 'tolerated' : 'none', isOver: true };
}

/** Who holds a seat goes on, and stays on that item rather than taking a second seat elsewhere; others need room. */
function registeredStanding({ facts, now }: History, request: Request, item: Item, term: FileItem): Standing {
  const seats = registeredSeats(facts, item, now);
  const isNew = !seats.some((seat) => seat.unit === unitOf(item, request));
  const counted = seats.length + (isNew ? 1 : 0);
  const isOver = counted > term.quota;
  if (!isNew) return { room: 'within', isOver };
  const excess = counted - (term.quota - withheldFrom(facts, item, request.device, now));
  if (excess <= 0) return { room: 'within', isOver };
  return { room: excess <= toleranceOf(term, 10) ? 'tolerated' : 'none', isOver };
}

function concurrentStanding(history: History, request: Request, item: Item, term: FileItem): Standing {
  const { facts, now } = history;
  const before = countLive(facts, item, now);
  const after = countLive([...facts, supposed(history, request, item)], item, now);
  const isOver = after > term.quota;
  const withheld = after > before ? withheldFrom(facts, item, request.device, now) : 0;
  const excess = after - (term.quota - withheld);
  if (excess <= 0) return { room: 'within', isOver };
  const left = (term.overageSlots ?? 1000 * term.quota) - overageSpent(facts, item, now);
  const isTolerated = excess <= term.quota && excess - spentInSlot(facts, item, now) <= left;
  return { room: isTolerated ? 'tolerated' : 'none', isOver };
}

/** The grant that is being thought about, as if it had happened. */
const supposed = ({ now }: History, request: Request, { vendor, id }: Item): Fact => ({
  kind: 'granted',
  at: now,
  grant: {
    ...{ lease: -1, vendor, item: id, device: request.device, instances: request.instances },
    ...(request.app === undefined ? {} : { app: request.app }),
    ...(request.process === undefined ? {} : { process: request.process }),
    ...{ features: [], exp: now + 1, offline: request.offlineDays !== undefined, trial: false },
  },
});

/**
 * While new seats are paused, who holds one goes on. What a device once got of `usage` and `domain` it holds for good: of
 * these nothing comes free, but by a reclaim.
 */
export function wouldBeNew(facts: readonly Fact[], request: Request, item: Item, now: number): boolean {
  if (isConcurrent(item)) return !holdsSeat(facts, item, request.device, now);
  if (isRegistering(item))
    return !registeredSeats(facts, item, now).some((seat) => seat.unit === unitOf(item, request));
  const last = facts.findLast(
    (fact) =>
      (fact.kind === 'granted' && isOn(item, fact.grant) && fact.grant.device === request.device) ||
      (fact.kind === 'reclaimed' && isOn(item, fact.seat) && fact.seat.device === request.device),
  );
  return last?.kind !== 'granted';
}

/** "After a restore, new seats on `concurrent-*` items wait one `leaseSeconds`." */
function waitsAfterRestore({ facts, now }: History, request: Request, item: Item): boolean {
  const restored = facts.findLast((fact) => fact.kind === 'restored')?.at;
  if (restored === undefined || !isConcurrent(item) || holdsSeat(facts, item, request.device, now)) return false;
  return now < restored + (termAt(item, now).leaseSeconds ?? 180);
}

/** `offlineSeats` caps how many are out; one that is out already only goes on. */
export function hasOfflineSeat({ facts, now }: History, request: Request, item: Item): boolean {
  if (request.offlineDays === undefined) return true;
  const term = termAt(item, now);
  const out = offlineUnits(facts, item, now);
  const most = term.offlineSeats ?? (term.metric === 'domain' ? Number.POSITIVE_INFINITY : term.quota);
  return out.has(unitOf(item, request)) || out.size < most;
}

/** In the grace stage of its term or of its acknowledgement. */
export function isInGrace({ facts, now }: History, item: Item): boolean {
  return now >= termAt(item, now).end || syncState(facts, item, now) === 'grace';
}

import type { History, Metric, Request } from './facts.ts';
import { DAY, roundHalfUp } from './facts.ts';
import { liveLeases, unitOf } from './seats.ts';
import type { Item } from './terms.ts';
import { endOfGrace, termAt } from './terms.ts';

/** The last column of the table of rules.md section 4. */
export function endOfLease(history: History, request: Request, item: Item): number {
  const { now } = history;
  const term = termAt(item, now);
  const allowance = (term.offlineDays ?? 7) * DAY;
  if (request.offlineDays !== undefined) {
    const end = now + Math.min(Math.max(request.offlineDays, 3) * DAY, allowance);
    return Math.min(Math.max(end, ownOfflineEnd(history, request, item)), endOfGrace(term));
  }
  const lengths: Readonly<Record<Metric, number>> = {
    device: Math.min(term.activeWindow ?? 90 * DAY, allowance),
    server: Math.min(term.activeWindow ?? 90 * DAY, allowance),
    'concurrent-device': term.leaseSeconds ?? 180,
    'concurrent-instance': term.leaseSeconds ?? 180,
    usage: Math.min(allowance, 3 * DAY),
    domain: allowance,
  };
  return Math.min(now + lengths[term.metric], endOfGrace(term));
}

/** A new request before the end extends the same seat and never cuts short what the device has in hand. */
function ownOfflineEnd({ facts, now }: History, request: Request, item: Item): number {
  const own = liveLeases(facts, item, now).filter(
    (grant) =>
      unitOf(item, grant) === unitOf(item, request) &&
      grant.offline &&
      grant.app === request.app &&
      grant.process === request.process,
  );
  return Math.max(0, ...own.map((grant) => grant.exp));
}

/** "`renewAfter` is half a lease's length, at most 24 h." */
export const renewAfter = (length: number): number => Math.min(roundHalfUp(length / 2), DAY);

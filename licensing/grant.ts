import type { Granted, LeaseState } from './acquire.ts';
import type { Claim } from './claim.ts';
import type { VendorConfiguration } from './configuration.ts';
import type { CounterChange, ItemCounts, OverageBook } from './counter.ts';
import { applyChanges, changesOf, mergeChanges } from './counter-change.ts';
import { isConcurrent } from './defaults.ts';
import type { Item, Term } from './item.ts';
import { leaseEnd, renewAfterOf } from './lease-length.ts';
import type { Seat, SeatLease } from './seat.ts';
import { grantOn } from './seat-grant.ts';
import { slotOf } from './time.ts';

/** The grant of a claim that the quota allows: the lease, and what it changes. */
export function grant(claim: Claim): Granted {
  const { state, ranked, held, takesOver } = claim;
  const { request, ranking, time, vendor } = state;
  const { item, term } = ranked;
  const { now } = time;
  const features = request.features.length > 0 ? request.features : term.features;
  // Items are ranked for a known vendor only.
  const lease = leaseOf(claim, (vendor as VendorConfiguration).termOffset);
  const seat = grantOn({
    seat: claim.before,
    item,
    term,
    now,
    lease,
    replaced: claim.replaced,
    features,
    handshake: ranking.handshake,
    reservation: claim.reservation,
    machine: request.machine,
  });
  const remaining = takesOver === null ? null : takenOver(takesOver.seat, state.device.uuid, now);
  const own = changesOf(item.metric, held, seat, now);
  const changes = takesOver === null ? own : mergeChanges(changesOf(item.metric, takesOver.seat, remaining, now), own);
  const counts = countsAfter(claim, changes);
  return {
    outcome: 'granted',
    item,
    term,
    handshake: ranking.handshake,
    newSeat: held === null,
    lease,
    features,
    state: leaseState(item, term, counts, ranked.grace),
    renewAfter: renewAfterOf(lease.exp - now),
    graceSeconds: term.graceSeconds,
    until: term.end,
    seat,
    changes,
    counts,
    takenFrom: takesOver === null || remaining === null ? null : { device: takesOver.device, seat: remaining },
  };
}

/** Books what live seats beyond quota spend in the current slot, as its peak rises (rules.md section 5). */
export function bookOverage(item: Item, term: Term, counts: ItemCounts): ItemCounts {
  const excess = counts.all.units - term.quota;
  const overage = openBook(counts, term);
  if (!isConcurrent(item.metric) || excess <= overage.booked) return counts;
  const spent = overage.spent + excess - overage.booked;
  const raised: OverageBook = { ...overage, spent, booked: excess };
  return { ...counts, overage: raised };
}

/** The book of the term that was granted from: an item of which nothing was given away before has none yet. */
function openBook({ overage, all }: ItemCounts, { start }: Term): OverageBook {
  return overage.termStart === start ? overage : { termStart: start, spent: 0, slot: slotOf(all.at), booked: 0 };
}

function leaseOf({ state, ranked, replaced }: Claim, termOffset: number): SeatLease {
  const { request, time, nextChain } = state;
  const { now } = time;
  const { app, process, instances, offline } = request;
  const end = leaseEnd({ metric: ranked.item.metric, term: ranked.term, now, termOffset, offline, replaced });
  return {
    chain: replaced?.chain ?? nextChain,
    renewal: replaced === null ? 0 : replaced.renewal + 1,
    app,
    process,
    iat: now,
    exp: end,
    instances,
    offline: offline === null ? null : { request: offline.request, returnHash: offline.returnHash },
  };
}

/** What remains of a seat that another device UUID with the same machine hash took over (section 4, `server`). */
function takenOver(seat: Seat, by: string, at: number): Seat {
  return { ...seat, heldUntil: at, leases: [], machine: null, reservation: null, takenOver: { by, at } };
}

function countsAfter({ ranked, counts }: Claim, changes: readonly CounterChange[]): ItemCounts {
  return bookOverage(ranked.item, ranked.term, applyChanges(counts, changes));
}

/** `overage` iff used ≥ quota (`usage`) or counted > quota after the grant, `grace` after the term, `trial` (section 5). */
function leaseState({ metric, trial }: Item, { quota }: Term, counts: ItemCounts, grace: boolean): LeaseState {
  if (metric !== 'domain' && (metric === 'usage' ? counts.used >= quota : counts.all.units > quota)) return 'overage';
  if (grace) return 'grace';
  return trial ? 'trial' : 'ok';
}

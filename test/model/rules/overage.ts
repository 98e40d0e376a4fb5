import type { Fact, FileItem } from './facts.ts';
import { DAY, SLOT } from './facts.ts';
import { countUnits, isConcurrent, isRegistering, leasesOut, registeredSeats } from './seats.ts';
import type { Item } from './terms.ts';
import { findItem, termAt, termName } from './terms.ts';

/** What one slot spent: how far its peak of live seats rose above the quota. */
export type SlotSpent = { readonly slot: number; readonly spent: number };

/** How many units were out at an instant, and under which term. */
type Moment = { readonly at: number; readonly units: number; readonly term: FileItem; readonly name: number };

const slotOf = (instant: number): number => instant - (instant % SLOT);

/** What each slot of the term that runs at `now` has spent so far. */
export function spentInTerm(facts: readonly Fact[], item: Item, now: number): readonly SlotSpent[] {
  if (!isConcurrent(item) || now < termAt(item, now).start) return [];
  const spent = new Map<number, number>();
  for (const { at, units, term, name } of momentsOf(facts, item, { from: 0, now, step: SLOT })) {
    if (name !== termName(item, now) || at < term.start) continue;
    const excess = units - term.quota;
    if (excess > (spent.get(slotOf(at)) ?? 0)) spent.set(slotOf(at), excess);
  }
  return [...spent].map(([slot, units]) => ({ slot, spent: units }));
}

export const overageSpent = (facts: readonly Fact[], item: Item, now: number): number =>
  spentInTerm(facts, item, now).reduce((sum, { spent }) => sum + spent, 0);

export const spentInSlot = (facts: readonly Fact[], item: Item, now: number): number =>
  spentInTerm(facts, item, now).find(({ slot }) => slot === slotOf(now))?.spent ?? 0;

/** The highest number of units that were out at once on the UTC day of `now`. */
export function peakOfDay(facts: readonly Fact[], item: Item, now: number): number {
  let peak = 0;
  for (const { units } of momentsOf(facts, item, { from: now - (now % DAY), now, step: DAY }))
    peak = Math.max(peak, units);
  return peak;
}

type Span = { readonly from: number; readonly now: number; readonly step: number };

/** Every moment at which units can reach a new height: after each event, and as a slot (or day) or a term begins. */
function* momentsOf(facts: readonly Fact[], item: Item, { from, now, step }: Span): Generator<Moment> {
  const about = facts.filter((fact) => isAbout(fact, item));
  for (const [place, fact] of about.entries()) {
    const next = about[place + 1]?.at ?? now;
    if (next < from) continue;
    const past = about.slice(0, place + 1);
    const then = findItem(past, item.vendor, item.id);
    if (!then) continue;
    const unitsAt = unitsSince(past, then);
    if (fact.at >= from)
      yield { at: fact.at, units: unitsAt(fact.at), term: termAt(then, fact.at), name: termName(then, fact.at) };
    let at = nextBeginning(then, step, Math.max(fact.at, from - 1));
    // Until the next event units only fall, so nothing is missed once there are none.
    while (at <= next && unitsAt(at) > 0) {
      yield { at, units: unitsAt(at), term: termAt(then, at), name: termName(then, at) };
      at = nextBeginning(then, step, at);
    }
  }
}

/** How many units are out at an instant when nothing but time passes after these events. */
function unitsSince(past: readonly Fact[], item: Item): (at: number) => number {
  if (isRegistering(item)) {
    const seats = registeredSeats(past, item, past.at(-1)!.at);
    return (at) => seats.filter((seat) => seat.until > at).length;
  }
  const leases = leasesOut(past, item);
  return (at) =>
    countUnits(
      item,
      leases.filter((lease) => lease.exp > at),
    );
}

/** Where the next slot or day, or a term, begins. */
function nextBeginning(item: Item, step: number, after: number): number {
  const starts = item.terms.map((term) => term.start).filter((start) => start > after);
  return Math.min(after - (after % step) + step, ...starts);
}

function isAbout(fact: Fact, { vendor, id }: Item): boolean {
  switch (fact.kind) {
    case 'granted':
    case 'released':
      return fact.grant.vendor === vendor && fact.grant.item === id;
    case 'reclaimed':
      return fact.seat.vendor === vendor && fact.seat.item === id;
    case 'imported':
      return fact.file.vendor === vendor && fact.file.items.some((entry) => entry.id === id);
    case 'reported':
      return fact.report.records.some((record) => record.vendor === vendor && record.item === id);
    case 'returned':
      return fact.grant.vendor === vendor && fact.grant.item === id;
    case 'acknowledged':
      return fact.acknowledgement.vendor === vendor;
    default:
      return false;
  }
}

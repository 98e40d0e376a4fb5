import type { Fact, Grant, History } from '../rules/facts.ts';
import { DAY, SLOT } from '../rules/facts.ts';
import { findHolding, grantsTo, isOn, isRegistering, registeredSeats, takenOverAt } from '../rules/seats.ts';
import { allItems, endOfGrace, findItem, mismatchSince, syncDue, termAt } from '../rules/terms.ts';
import type { Step } from './step.ts';

type Kind = (Step & { kind: 'wait' })['until'];
type End = (Step & { kind: 'at the end' })['of'];

/** The instants to come at which something of that kind ends or begins, the next one first. */
export function momentsToCome(history: History, kind: Kind): readonly number[] {
  const instants = instantsOf(history, kind).filter((instant) => instant > history.now + 1);
  return [...new Set(instants)].toSorted((a, b) => a - b);
}

function instantsOf({ facts, now }: History, kind: Kind): readonly number[] {
  const items = allItems(facts);
  const nextOf = (step: number) => [0, 1, 2].map((place) => now - (now % step) + step * (place + 1));
  switch (kind) {
    case 'lease':
      return facts.flatMap((fact) => (fact.kind === 'granted' ? [fact.grant.exp] : []));
    case 'slot':
      return nextOf(SLOT);
    case 'day':
      return nextOf(DAY);
    case 'term':
      return items.flatMap((item) => item.terms).flatMap((term) => [term.start, term.end]);
    case 'grace':
      return items.flatMap((item) => item.terms).map(endOfGrace);
    case 'seat': {
      const seats = items.filter(isRegistering).flatMap((item) => registeredSeats(facts, item, now));
      return seats.map((seat) => seat.until);
    }
  }
}

/** The end of what a grant has to do with; undefined: there is no such end. */
export function endOf({ facts, now, codes }: History, grant: Grant, end: End): number | undefined {
  const { vendor, item: id, device } = grant;
  const item = findItem(facts, vendor, id);
  const plus = (instant: number | undefined, span: number) => (instant === undefined ? undefined : instant + span);
  const last = (isMeant: (fact: Fact) => boolean) => facts.findLast(isMeant)?.at;
  if (end === 'lease') return grant.exp;
  if (end === 'trial') return plus(grantsTo(facts, device)[0]?.at, 7 * DAY);
  if (!item) return undefined;
  const term = termAt(item, now);
  switch (end) {
    case 'seat':
      return registeredSeats(facts, item, now).find((seat) => seat.device === device)?.until;
    case 'term':
      return term.end;
    case 'next term':
      return item.terms.find(({ start }) => start > now)?.start;
    case 'grace':
      return endOfGrace(term);
    case 'undo':
      return plus(findHolding(facts, item, device, now)?.since, DAY);
    case 'take-over':
      return plus(takenOverAt(facts, item, device), DAY);
    case 'mismatch':
      return plus(mismatchSince(facts, item), 30 * DAY);
    case 'sync':
      return syncDue(facts, item, now);
    case 'sync grace':
      return plus(syncDue(facts, item, now), (term.graceDays ?? 7) * DAY);
    case 'year':
      return plus(
        last((fact) => fact.kind === 'reclaimed' && isOn(item, fact.seat) && !fact.undone),
        365 * DAY,
      );
    case 'restore':
      return plus(
        last((fact) => fact.kind === 'restored'),
        term.leaseSeconds ?? SLOT,
      );
    case 'password':
      return codes.flatMap(({ passwords }) => passwords.flatMap(({ until }) => until ?? [])).find((at) => at > now);
  }
}

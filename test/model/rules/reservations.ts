import type { Fact, Reservation } from './facts.ts';
import { countLive, holdsSeat, isConcurrent, isOn, isRegistering, registeredSeats } from './seats.ts';
import type { Item } from './terms.ts';

/** The reservations of an item as the administrator last left them. */
export function reservationsOn(facts: readonly Fact[], item: Item): readonly Reservation[] {
  const last = facts.findLast(
    (fact) => fact.kind === 'reserved' && fact.vendor === item.vendor && fact.item === item.id,
  );
  return last?.kind === 'reserved' ? last.reservations : [];
}

/** What others do not see of the quota: seats that are reserved and unused, for groups other than the device's own. */
export function withheldFrom(facts: readonly Fact[], item: Item, device: string, now: number): number {
  const taken = takenFrom(facts, item, now);
  const own = ownOf(facts, item, device, now, taken);
  return reservationsOn(facts, item)
    .filter(({ name }) => name !== own)
    .map(({ name, seats }) => Math.max(0, seats - unitsOf(facts, item, taken, name, now)))
    .reduce((sum, unused) => sum + unused, 0);
}

type Taken = ReadonlyMap<string, string>;

/** Which reservation each device's seat is held from: decided at a grant or renewal, and kept as long as the seat. */
function takenFrom(facts: readonly Fact[], item: Item, now: number): Taken {
  const taken = new Map<string, string>();
  if (!facts.some((fact) => fact.kind === 'reserved')) return taken;
  const forget = (past: readonly Fact[], at: number) => {
    for (const device of taken.keys()) if (!holdsSeat(past, item, device, at)) taken.delete(device);
  };
  facts.forEach((fact, place) => {
    if (fact.kind === 'reclaimed' || fact.kind === 'released') forget(facts.slice(0, place + 1), fact.at);
    if (fact.kind !== 'granted' || !isOn(item, fact.grant)) return;
    const { device, machine } = fact.grant;
    const past = facts.slice(0, place);
    forget(past, fact.at);
    const before = registeredSeats(past, item, fact.at).find((seat) => seat.unit === machine)?.device;
    const kept = taken.get(device) ?? (before === undefined ? undefined : taken.get(before));
    const name = kept ?? freeFor(past, item, device, fact.at, taken);
    if (before !== undefined) taken.delete(before);
    if (name !== undefined) taken.set(device, name);
  });
  forget(facts, now);
  return taken;
}

const ownOf = (facts: readonly Fact[], item: Item, device: string, now: number, taken: Taken): string | undefined =>
  taken.get(device) ?? freeFor(facts, item, device, now, taken);

/** The first reservation with room whose group the device belongs to. */
function freeFor(facts: readonly Fact[], item: Item, device: string, now: number, taken: Taken): string | undefined {
  if (!isRegistering(item) && !isConcurrent(item)) return undefined;
  return reservationsOn(facts, item).find(
    ({ name, seats, devices }) => devices.includes(device) && unitsOf(facts, item, taken, name, now) < seats,
  )?.name;
}

function unitsOf(facts: readonly Fact[], item: Item, taken: Taken, name: string, now: number): number {
  const devices = [...taken].filter(([, from]) => from === name).map(([device]) => device);
  if (isRegistering(item)) {
    return registeredSeats(facts, item, now).filter((seat) => devices.includes(seat.device)).length;
  }
  return countLive(facts, item, now, devices);
}

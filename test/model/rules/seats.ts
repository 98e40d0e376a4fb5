import type { Fact, Grant } from './facts.ts';
import { DAY } from './facts.ts';
import type { Item } from './terms.ts';
import { metricOf } from './terms.ts';

type Named = { readonly vendor: string; readonly item: string };

export const isOn = (item: Item, named: Named): boolean => named.vendor === item.vendor && named.item === item.id;

type Asking = { readonly machine?: string; readonly device: string };

/** What a seat is counted by: a device, or for `server` the machine that its last device stands for. */
export const unitOf = (item: Item, { machine = '', device }: Asking): string =>
  metricOf(item) === 'server' ? machine : device;

/**
 * A grant replaces the live lease of the same unit, app and process. Leases of devices that never connect are replaced
 * only by one another: the device goes on using them.
 */
export const replaces = (item: Item, later: Grant, earlier: Grant): boolean =>
  isOn(item, later) &&
  unitOf(item, later) === unitOf(item, earlier) &&
  earlier.app === later.app &&
  earlier.process === later.process &&
  earlier.offline === later.offline;

/** The leases on an item that are neither replaced, released, reclaimed nor past their end. */
export const liveLeases = (facts: readonly Fact[], item: Item, now: number): readonly Grant[] =>
  leasesOut(facts, item).filter((grant) => grant.exp > now);

/** The leases that nothing but time has ended. */
export function leasesOut(facts: readonly Fact[], item: Item): readonly Grant[] {
  const leases: Grant[] = [];
  for (const [place, fact] of facts.entries()) {
    if (fact.kind !== 'granted' || !isOn(item, fact.grant)) continue;
    const { grant } = fact;
    if (!facts.some((later, at) => at > place && ends(item, later, grant))) leases.push(grant);
  }
  return leases;
}

function ends(item: Item, later: Fact, grant: Grant): boolean {
  if (later.kind === 'granted') return replaces(item, later.grant, grant) || takesOver(item, later.grant, grant);
  if (later.kind === 'released' || later.kind === 'returned') return later.grant.lease === grant.lease;
  return later.kind === 'reclaimed' && isOn(item, later.seat) && later.unit === unitOf(item, grant);
}

/**
 * A `server` seat goes to the last device that came with the machine's hash, and the leases of the one before end; but
 * not one of a device that never connects, by which the machine works on.
 */
const takesOver = (item: Item, later: Grant, earlier: Grant): boolean =>
  metricOf(item) === 'server' &&
  isOn(item, later) &&
  later.machine === earlier.machine &&
  later.device !== earlier.device &&
  !earlier.offline;

/** Devices with a live lease, or for `concurrent-instance` the sum of what each device has open. */
export function countLive(facts: readonly Fact[], item: Item, now: number, among?: readonly string[]): number {
  const live = liveLeases(facts, item, now).filter((grant) => among?.includes(grant.device) ?? true);
  return countUnits(item, live);
}

export function countUnits(item: Item, live: readonly Grant[]): number {
  const largest = new Map<string, number>();
  for (const { device, instances } of live) largest.set(device, Math.max(instances, largest.get(device) ?? 0));
  if (metricOf(item) !== 'concurrent-instance') return largest.size;
  return [...largest.values()].reduce((sum, instances) => sum + instances, 0);
}

/** A registered seat: its unit is a device, or for `server` a machine that its last device stands for. */
export type Registered = {
  readonly unit: string;
  readonly device: string;
  readonly since: number;
  /** The last grant, renewal or usage report on it. */
  readonly active: number;
  readonly until: number;
  readonly isReported: boolean;
};

/** Walks through everything that happened and keeps the seats that have not come free by now. */
export function registeredSeats(facts: readonly Fact[], item: Item, now: number): readonly Registered[] {
  let seats: Registered[] = [];
  const window = item.terms[0]!.activeWindow ?? 90 * DAY;
  const put = (seat: Registered) => {
    seats = [...seats.filter((other) => other.unit !== seat.unit), seat];
  };
  for (const fact of facts) {
    seats = seats.filter((seat) => seat.until > fact.at);
    if (fact.kind === 'granted' && isOn(item, fact.grant)) {
      const { grant, at } = fact;
      const unit = unitOf(item, grant);
      const held = seats.find((seat) => seat.unit === unit);
      const until = Math.max(held?.until ?? 0, at + window, grant.offline ? grant.exp : 0);
      const since = held?.since ?? at;
      put({ unit, device: grant.device, since, active: at, until, isReported: held?.isReported ?? false });
    }
    if (fact.kind === 'reported' && fact.report.records.some((record) => isOn(item, record))) {
      const seat = seats.find((other) => other.device === fact.report.device);
      const until = Math.max(seat?.until ?? 0, fact.at + window);
      if (seat) put({ ...seat, active: fact.at, until, isReported: true });
    }
    if (fact.kind === 'returned' && isOn(item, fact.grant)) {
      const seat = seats.find((other) => other.unit === fact.unit);
      if (seat) put({ ...seat, until: untilAfterReturn(facts, item, seat, fact) });
    }
    if (fact.kind === 'reclaimed' && isOn(item, fact.seat)) {
      seats = seats.filter((seat) => seat.device !== fact.seat.device);
    }
  }
  return seats.filter((seat) => seat.until > now);
}

/** A return frees the seat, unless other leases hold it: then it stays for its active window, or for an offline one. */
function untilAfterReturn(facts: readonly Fact[], item: Item, seat: Registered, returned: Fact): number {
  const past = facts.slice(0, facts.indexOf(returned) + 1);
  const others = liveLeases(past, item, returned.at).filter((grant) => unitOf(item, grant) === seat.unit);
  if (others.length === 0) return returned.at;
  const offline = others.filter((grant) => grant.offline).map((grant) => grant.exp);
  return Math.max(seat.active + (item.terms[0]!.activeWindow ?? 90 * DAY), ...offline);
}

export const isRegistering = (item: Item): boolean => ['device', 'server'].includes(metricOf(item));

/** Only a `concurrent-*` seat comes free with a release. */
export const isConcurrent = (item: Item): boolean => metricOf(item).startsWith('concurrent-');

export function holdsSeat(facts: readonly Fact[], item: Item, device: string, now: number): boolean {
  return isRegistering(item)
    ? registeredSeats(facts, item, now).some((seat) => seat.device === device)
    : liveLeases(facts, item, now).some((grant) => grant.device === device);
}

/** Since when a device holds its seat, and whether it reported usage on it since; undefined: it holds none. */
export function findHolding(
  facts: readonly Fact[],
  item: Item,
  device: string,
  now: number,
): { readonly since: number; readonly isReported: boolean } | undefined {
  if (isRegistering(item)) return registeredSeats(facts, item, now).find((seat) => seat.device === device);
  if (!holdsSeat(facts, item, device, now)) return undefined;
  const first = facts.findLastIndex(
    (fact, place) =>
      fact.kind === 'granted' &&
      isOn(item, fact.grant) &&
      fact.grant.device === device &&
      !holdsSeat(facts.slice(0, place), item, device, fact.at),
  );
  const isReported = facts
    .slice(first)
    .some(
      (fact) =>
        fact.kind === 'reported' &&
        fact.report.device === device &&
        fact.report.records.some((record) => isOn(item, record)),
    );
  return { since: facts[first]!.at, isReported };
}

/** The instant at which a `server` seat of this device went to another device on the same machine. */
export function takenOverAt(facts: readonly Fact[], item: Item, device: string): number | undefined {
  let taken: number | undefined;
  facts.forEach((fact, place) => {
    if (fact.kind !== 'granted' || !isOn(item, fact.grant)) return;
    if (fact.grant.device === device) taken = undefined;
    const before = registeredSeats(facts.slice(0, place), item, fact.at);
    const seat = before.find((other) => other.unit === fact.grant.machine);
    if (seat?.device === device && fact.grant.device !== device) taken = fact.at;
  });
  return taken;
}

/** The end of the leases that a reclaim took from this device, unless it was granted something on the item since. */
export function reclaimedUntil(facts: readonly Fact[], item: Item, device: string): number {
  const reclaim = facts.findLastIndex(
    (fact) => fact.kind === 'reclaimed' && isOn(item, fact.seat) && fact.seat.device === device,
  );
  const fact = facts[reclaim];
  if (fact?.kind !== 'reclaimed') return 0;
  const leases = liveLeases(facts.slice(0, reclaim), item, fact.at);
  return Math.max(0, ...leases.filter((grant) => unitOf(item, grant) === fact.unit).map((grant) => grant.exp));
}

/** The offline leases that are out, by what they hold a seat of. */
export const offlineUnits = (facts: readonly Fact[], item: Item, now: number): ReadonlySet<string> =>
  new Set(
    liveLeases(facts, item, now)
      .filter((grant) => grant.offline)
      .map((grant) => unitOf(item, grant)),
  );

/** What the device ever got, of any vendor and item. */
export function grantsTo(facts: readonly Fact[], device: string): readonly { at: number; grant: Grant }[] {
  return facts.flatMap((fact) => (fact.kind === 'granted' && fact.grant.device === device ? [fact] : []));
}

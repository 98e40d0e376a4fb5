import { type AcquireState, type Denied, decideAcquire, type Granted } from '../../licensing/acquire.ts';
import { decideAdoption } from '../../licensing/adopt.ts';
import type { VendorConfiguration } from '../../licensing/configuration.ts';
import { advance, type CounterChange, emptyTally, type ItemCounts, type ItemTally } from '../../licensing/counter.ts';
import { recount } from '../../licensing/counter-change.ts';
import type { Item, Term } from '../../licensing/item.ts';
import { runningTerm } from '../../licensing/item.ts';
import { rankItems } from '../../licensing/rank.ts';
import { decideReclaim } from '../../licensing/reclaim.ts';
import { decideRelease, decideReturn } from '../../licensing/release.ts';
import { decideReport } from '../../licensing/report.ts';
import type { AcquireRequest } from '../../licensing/request.ts';
import type { Seat, SeatLease } from '../../licensing/seat.ts';
import { device, request } from './given.ts';

/** A site in memory: keeps what decisions change, and nothing that they do not say. */
export type Island = {
  now: number;
  vendor: VendorConfiguration;
  readonly seats: Map<string, Map<string, Seat>>;
  readonly tallies: Map<string, ItemTally>;
  /** Units of the counters beside `all`, and the endings of all, by item and subject. */
  readonly counters: Map<string, number>;
  readonly endings: Map<string, Map<number, number>>;
  readonly used: Map<string, number>;
  chain: number;
  newSeatsPaused: boolean;
};

export function island(vendor: VendorConfiguration, now: number): Island {
  return {
    now,
    vendor,
    seats: new Map(),
    tallies: new Map(),
    counters: new Map(),
    endings: new Map(),
    used: new Map(),
    chain: 1,
    newSeatsPaused: false,
  };
}

export function acquireOn(site: Island, uuid: string, asked: Partial<AcquireRequest> = {}): Granted | Denied {
  const given = {
    vendor: site.vendor,
    request: request(asked),
    device: device({ uuid, known: site.seats.has(uuid), seats: [...(site.seats.get(uuid)?.values() ?? [])] }),
    password: 'not needed' as const,
    proofRequired: false,
    time: { now: site.now, distrusted: false, restoredAt: null },
    newSeatsPaused: site.newSeatsPaused,
  };
  const ranking = rankItems(given);
  if (ranking.outcome === 'problem') throw new Error(ranking.code);
  if (ranking.outcome === 'denied') return ranking;
  const states: AcquireState['states'] = ranking.items.map(({ item }) => ({
    counts: countsOf(site, item),
    machineSeat: findMachineSeat(site, item, given.request.machine),
  }));
  const decision = decideAcquire({ ...given, ranking, states, nextChain: site.chain++ });
  if (decision.outcome === 'granted') {
    store(site, decision.item, uuid, decision.seat, decision.changes);
    const { all, overage, overAdopted, peak } = decision.counts;
    site.tallies.set(decision.item.id, { all, overage, overAdopted, peak });
    if (decision.takenFrom !== null) put(site, decision.takenFrom.device, decision.takenFrom.seat);
  }
  return decision;
}

export function releaseOn(site: Island, uuid: string, id: string, chain: number): boolean {
  const item = site.vendor.items.get(id)!;
  const decision = decideRelease({ item, seat: site.seats.get(uuid)?.get(id) ?? null, chain, now: site.now });
  if (decision.outcome === 'released') store(site, item, uuid, decision.seat, decision.changes);
  return decision.outcome === 'released';
}

export function returnOn(site: Island, uuid: string, id: string, lease: SeatLease): void {
  const item = site.vendor.items.get(id)!;
  const seat = site.seats.get(uuid)?.get(id) ?? null;
  const returnHash = lease.offline?.returnHash ?? '';
  const decision = decideReturn({ item, term: item.terms[0]!, seat, chain: lease.chain, returnHash, now: site.now });
  if (decision.outcome === 'released') store(site, item, uuid, decision.seat, decision.changes);
}

export function reclaimOn(site: Island, uuid: string, id: string): void {
  const item = site.vendor.items.get(id)!;
  const seat = site.seats.get(uuid)?.get(id);
  if (seat === undefined) return;
  const decision = decideReclaim({ item, term: item.terms[0]!, seat, reclaims: 0, now: site.now });
  if (decision.outcome === 'reclaimed' || decision.outcome === 'undone')
    store(site, item, uuid, decision.seat, decision.changes);
}

export function reportOn(site: Island, uuid: string, id: string, count: number): void {
  const seats = [...(site.seats.get(uuid)?.values() ?? [])];
  const decision = decideReport({
    configuration: { vendors: new Map([[site.vendor.vendor, site.vendor]]) },
    device: { firstGrant: 0, vendors: new Map([[site.vendor.vendor, { seats, trial: null }]]) },
    records: [{ vendor: site.vendor.vendor, slot: site.now - (site.now % 180), item: id, feature: 'qr', count }],
    gapFrom: null,
    now: site.now,
  });
  if (decision.outcome !== 'booked') return;
  for (const { item, units } of decision.used) site.used.set(item, (site.used.get(item) ?? 0) + units);
  for (const { item, seat, changes } of decision.touches) store(site, item, uuid, seat, changes);
}

export function adoptOn(site: Island, uuid: string, id: string, lease: SeatLease): void {
  const item = site.vendor.items.get(id)!;
  const term = item.terms[0]!;
  const counts = countsOf(site, item);
  const seat = site.seats.get(uuid)?.get(id) ?? null;
  const now = site.now;
  const adopted = decideAdoption({
    item,
    term,
    seat,
    counts,
    lease,
    features: ['qr'],
    handshake: '200001-default',
    machine: null,
    now,
  });
  if (adopted === null) return;
  store(site, item, uuid, adopted.seat, adopted.changes);
  const { all, overage, overAdopted, peak } = adopted.counts;
  site.tallies.set(id, { all, overage, overAdopted, peak });
}

/** Counts of an item brought to now. */
export function countsOf(site: Island, item: Item): ItemCounts {
  bringToNow(site, item);
  const reserved = Object.fromEntries(
    item.reservations.map(({ name }) => [name, site.counters.get(`${item.id} reservation:${name}`) ?? 0]),
  );
  return {
    ...site.tallies.get(item.id)!,
    offline: site.counters.get(`${item.id} offline`) ?? 0,
    reserved,
    used: site.used.get(item.id) ?? 0,
  };
}

/** What the item's counters would be if they were counted from the seats. */
export function recountOf(site: Island, item: Item): ReadonlyMap<string, number> {
  const seats = [...site.seats.values()].flatMap((own) => own.get(item.id) ?? []);
  return new Map(recount(item.metric, seats, site.now).map(({ subject, units }) => [subject, units]));
}

export function termNow(site: Island, item: Item): Term {
  return runningTerm(item, site.now + site.vendor.termOffset) ?? item.terms[0]!;
}

function bringToNow(site: Island, item: Item): void {
  const tally = site.tallies.get(item.id) ?? emptyTally(site.now);
  const due = takeDue(site, `${item.id} all`);
  site.tallies.set(item.id, advance(item, tally, due, { now: site.now, termOffset: site.vendor.termOffset }).tally);
  for (const subject of ['offline', ...item.reservations.map(({ name }) => `reservation:${name}`)]) {
    const key = `${item.id} ${subject}`;
    const ended = takeDue(site, key).reduce((sum, { units }) => sum + units, 0);
    site.counters.set(key, (site.counters.get(key) ?? 0) - ended);
  }
}

function takeDue(site: Island, key: string): { at: number; units: number }[] {
  const endings = site.endings.get(key) ?? new Map<number, number>();
  const due = [...endings].filter(([at]) => at <= site.now).sort(([a], [b]) => a - b);
  for (const [at] of due) endings.delete(at);
  return due.map(([at, units]) => ({ at, units }));
}

function store(site: Island, item: Item, uuid: string, seat: Seat, changes: readonly CounterChange[]): void {
  bringToNow(site, item);
  put(site, uuid, seat);
  for (const { subject, units, endings } of changes) {
    const key = `${item.id} ${subject}`;
    if (subject === 'all') {
      const tally = site.tallies.get(item.id)!;
      site.tallies.set(item.id, { ...tally, all: { units: tally.all.units + units, at: site.now } });
    } else site.counters.set(key, (site.counters.get(key) ?? 0) + units);
    const known = site.endings.get(key) ?? new Map<number, number>();
    site.endings.set(key, known);
    for (const ending of endings) {
      const left = (known.get(ending.at) ?? 0) + ending.units;
      if (left === 0) known.delete(ending.at);
      else known.set(ending.at, left);
    }
  }
}

function put(site: Island, uuid: string, seat: Seat): void {
  const own = site.seats.get(uuid) ?? new Map<string, Seat>();
  own.set(seat.item, seat);
  site.seats.set(uuid, own);
}

function findMachineSeat(site: Island, item: Item, machine: string | null) {
  if (item.metric !== 'server' || machine === null) return null;
  for (const [uuid, own] of site.seats) {
    const seat = own.get(item.id);
    if (seat?.machine === machine && seat.heldUntil > site.now) return { device: uuid, seat };
  }
  return null;
}

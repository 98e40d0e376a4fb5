import { decideAcquire, type Granted, type ItemState } from '../../../licensing/acquire.ts';
import type { ItemCounts } from '../../../licensing/counter.ts';
import type { Item, Term } from '../../../licensing/item.ts';
import { rankItems } from '../../../licensing/rank.ts';
import type { AcquireRequest } from '../../../licensing/request.ts';
import type { DeviceState } from '../../../licensing/seat.ts';
import { isHeld } from '../../../licensing/seat-grant.ts';
import type { Answer } from '../history/action.ts';
import type { Request } from '../rules/facts.ts';
import { type DeviceRow, type MemoryState, nameOf, putSeat, seatsOf } from './memory-state.ts';

/** Acquire and renew, as `dls/operations/acquire.ts` goes about it. */
export function acquireInMemory(state: MemoryState, asked: Request): Answer {
  const request = requestOf(asked, returnHashOf(state.leases.length));
  const input = {
    vendor: state.settings.find(asked.vendor),
    request,
    device: deviceOf(state, asked),
    password: state.settings.judgePassword(asked, state.now),
    proofRequired: false,
    time: { now: state.now, distrusted: false, restoredAt: state.restoredAt },
    newSeatsPaused: state.isPaused,
  };
  const ranking = rankItems(input);
  if (ranking.outcome !== 'ranked') return { code: ranking.code };
  const states = ranking.items.map(({ item, term }) => itemState(state, { item, term, request }));
  const decision = decideAcquire({ ...input, ranking, states, nextChain: state.leases.length + 1 });
  if (decision.outcome === 'denied') return { code: decision.code };
  apply(state, asked, decision);
  const { item, lease, until, renewAfter, features } = decision;
  return {
    status: decision.newSeat ? 201 : 200,
    ...{ item: item.id, state: decision.state, exp: lease.exp, until },
    ...{ count: lease.instances, renew: renewAfter, features },
  };
}

/** What stands for the hash of the return key of a lease. */
export const returnHashOf = (lease: number): string => `return ${lease}`;

export const hasSeats = ({ metric }: Item): boolean => metric !== 'usage' && metric !== 'domain';

function deviceOf({ devices, blocked }: MemoryState, { device, vendor }: Request): DeviceState {
  const row = devices.get(device);
  const own = row?.vendors.get(vendor);
  return {
    uuid: device,
    known: row !== undefined,
    blocked: blocked.has(device),
    name: row?.name ?? null,
    machine: own?.machine ?? null,
    everGranted: own !== undefined,
    trial: own?.trial ?? null,
    seats: seatsOf(row, vendor),
  };
}

type Ranked = { readonly item: Item; readonly term: Term; readonly request: AcquireRequest };

function itemState(state: MemoryState, { item, term, request }: Ranked): ItemState {
  const { counts, now } = state;
  const tally = hasSeats(item) ? counts.bringToNow(item, now) : counts.look(item, now);
  const reserved = item.reservations.map(({ name }) => [name, counts.read(item, `reservation:${name}`, now)]);
  const itemCounts: ItemCounts = {
    ...tally,
    offline: request.offline === null ? 0 : counts.read(item, 'offline', now),
    reserved: Object.fromEntries(reserved),
    used: item.metric === 'usage' ? counts.used(item, term.start) : 0,
  };
  return { counts: itemCounts, machineSeat: machineSeat(state, item, request.machine) };
}

function machineSeat({ devices, now }: MemoryState, item: Item, machine: string | null): ItemState['machineSeat'] {
  if (item.metric !== 'server' || machine === null) return null;
  for (const [device, { seats }] of devices) {
    const seat = seats.get(nameOf(item)) ?? null;
    if (seat?.machine === machine && isHeld(seat, now)) return { device, seat };
  }
  return null;
}

function apply(state: MemoryState, asked: Request, { item, seat, lease, takenFrom, ...granted }: Granted): void {
  const { devices, counts, now, leases } = state;
  const row: DeviceRow = devices.get(asked.device) ?? {
    ...{ firstAt: now, name: null, vendors: new Map(), seats: new Map(), reports: [] },
  };
  devices.set(asked.device, row);
  row.name = asked.name ?? row.name;
  const own = row.vendors.get(asked.vendor);
  row.vendors.set(asked.vendor, {
    machine: own?.machine ?? asked.machine ?? null,
    trial: own?.trial ?? (granted.state === 'trial' ? { id: item.id, since: now } : null),
  });
  putSeat(state, asked.device, item, seat);
  if (takenFrom !== null) putSeat(state, takenFrom.device, item, takenFrom.seat);
  counts.writeChanges(item, granted.changes, now);
  if (hasSeats(item)) counts.put(item, granted.counts);
  leases.push({ device: asked.device, chain: lease.chain });
}

function requestOf(asked: Request, returnHash: string): AcquireRequest {
  const { vendor, product, features, instances, address, offlineDays } = asked;
  return {
    ...{ vendor, product, features, instances, address },
    version: asked.version ?? null,
    platform: asked.platform ?? null,
    deployment: asked.deployment ?? null,
    app: asked.app ?? null,
    process: asked.process ?? null,
    org: asked.organization ?? null,
    handshake: asked.handshake ?? null,
    machine: asked.machine ?? null,
    name: asked.name ?? null,
    offline: offlineDays === undefined ? null : { request: 'request', days: offlineDays, returnHash },
  };
}

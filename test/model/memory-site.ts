import { decideAcquire, type ItemState } from '../../licensing/acquire.ts';
import type { ItemCounts as LicensingCounts } from '../../licensing/counter.ts';
import { type Item, runningTerm, type Term } from '../../licensing/item.ts';
import { rankItems } from '../../licensing/rank.ts';
import { decideReclaim, reclaimsSince } from '../../licensing/reclaim.ts';
import { decideRelease } from '../../licensing/release.ts';
import { decideReport } from '../../licensing/report.ts';
import { judgeReportNumber } from '../../licensing/report-number.ts';
import type { AcquireRequest } from '../../licensing/request.ts';
import type { DeviceState, Seat } from '../../licensing/seat.ts';
import { isHeld } from '../../licensing/seat-grant.ts';
import type { Action, Answer } from './action.ts';
import { createMemoryConfiguration } from './memory-configuration.ts';
import { createMemoryCounts } from './memory-counts.ts';
import type { ItemCounts } from './model.ts';

type DeviceRow = {
  firstAt: number;
  name: string | null;
  readonly vendors: Map<string, { machine: string | null; trial: DeviceState['trial'] }>;
  /** By vendor and item. */
  readonly seats: Map<string, Seat>;
  readonly digests: string[];
};

type Asked<K extends Action['kind']> = Action & { readonly kind: K };

/** The rules of `licensing/` on a state in memory: decisions are applied as the operations and the store of `dls/` do. */
export function createMemorySite(start: number) {
  let now = start;
  let restoredAt: number | null = null;
  const settings = createMemoryConfiguration();
  const counts = createMemoryCounts();
  const devices = new Map<string, DeviceRow>();
  const blocked = new Set<string>();
  const reclaims: { item: string; at: number }[] = [];
  const leases: { device: string; vendor: string; chain: number }[] = [];
  let chains = 0;

  const stateOf = (device: string, vendor: string): DeviceState => {
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
  };

  const itemState = (item: Item, term: Term, request: AcquireRequest): ItemState => {
    const hasSeats = item.metric !== 'usage' && item.metric !== 'domain';
    const tally = hasSeats ? counts.bringToNow(item, now) : counts.look(item, now);
    const reserved = item.reservations.map(({ name }) => [name, counts.read(item, `reservation:${name}`, now)]);
    const itemCounts: LicensingCounts = {
      ...tally,
      offline: request.offline === null ? 0 : counts.read(item, 'offline', now),
      reserved: Object.fromEntries(reserved),
      used: item.metric === 'usage' ? counts.used(item, term.start) : 0,
    };
    return { counts: itemCounts, machineSeat: machineSeat(item, request.machine) };
  };

  const machineSeat = (item: Item, machine: string | null): ItemState['machineSeat'] => {
    if (item.metric !== 'server' || machine === null) return null;
    for (const [device, { seats }] of devices) {
      const seat = seats.get(`${item.vendor} ${item.id}`);
      if (seat?.machine === machine && isHeld(seat, now)) return { device, seat };
    }
    return null;
  };

  const acquire = ({ request: asked }: Asked<'acquire'>): Answer => {
    const request = requestOf(asked);
    const input = {
      vendor: settings.find(asked.vendor),
      request,
      device: stateOf(asked.device, asked.vendor),
      password: settings.judgePassword(asked, now),
      proofRequired: false,
      time: { now, distrusted: false, restoredAt },
    };
    const ranking = rankItems(input);
    if (ranking.outcome !== 'ranked') return { code: ranking.code };
    const states = ranking.items.map(({ item, term }) => itemState(item, term, request));
    const decision = decideAcquire({ ...input, ranking, states, nextChain: ++chains });
    if (decision.outcome === 'denied') return { code: decision.code };
    const { item, seat, lease, state, features, takenFrom } = decision;
    const row: DeviceRow = devices.get(asked.device) ?? {
      ...{ firstAt: now, name: null, vendors: new Map(), seats: new Map(), digests: [] },
    };
    devices.set(asked.device, row);
    row.name = asked.name ?? row.name;
    const own = row.vendors.get(asked.vendor);
    row.vendors.set(asked.vendor, {
      machine: own?.machine ?? request.machine,
      trial: own?.trial ?? (state === 'trial' ? { id: item.id, since: now } : null),
    });
    row.seats.set(`${item.vendor} ${item.id}`, seat);
    if (takenFrom !== null) devices.get(takenFrom.device)?.seats.set(`${item.vendor} ${item.id}`, takenFrom.seat);
    counts.write(item, decision.changes, now);
    if (item.metric !== 'usage' && item.metric !== 'domain') counts.put(item, decision.counts);
    leases.push({ device: asked.device, vendor: asked.vendor, chain: lease.chain });
    return {
      status: decision.newSeat ? 201 : 200,
      ...{ item: item.id, state, exp: lease.exp, until: decision.until },
      ...{ count: lease.instances, renew: decision.renewAfter, features },
    };
  };

  const putSeat = (device: string, item: Item, seat: Seat): void => {
    devices.get(device)?.seats.set(`${item.vendor} ${item.id}`, seat);
  };

  const release = ({ lease: number, device }: Asked<'release'>): Answer => {
    const lease = leases[number];
    const row = devices.get(device);
    if (lease === undefined || row === undefined || lease.device !== device) return { done: 'release' };
    for (const [name, seat] of row.seats) {
      const item = settings.seatItem(name, now);
      if (item === undefined || !seat.leases.some(({ chain }) => chain === lease.chain)) continue;
      const decision = decideRelease({ item, seat, chain: lease.chain, now });
      if (decision.outcome === 'problem') return { code: decision.code };
      if (decision.outcome === 'none') break;
      putSeat(device, item, decision.seat);
      counts.apply(item, decision.changes, now);
    }
    return { done: 'release' };
  };

  const report = ({ report: { device, number, records } }: Asked<'report'>): Answer => {
    // The border refuses such a message before anything is asked.
    const misshapen = records.findIndex(({ slot }) => slot % 180 !== 0);
    if (misshapen >= 0) return { code: 'report_malformed', field: `records[${misshapen}].slot` };
    const row = devices.get(device);
    if (row === undefined) return { code: 'proof_required' };
    const digest = JSON.stringify(records);
    const judged = judgeReportNumber(
      { last: row.digests.length, digest: row.digests[number - 1] ?? null },
      { number, digest },
    );
    if (judged.outcome === 'duplicate') return { accepted: 0, duplicate: true };
    if (judged.outcome === 'problem') return { code: judged.code, expect: judged.expect };
    const vendors = new Map(
      [...row.vendors].map(([vendor, { trial }]) => [vendor, { trial, seats: seatsOf(row, vendor) }]),
    );
    const decision = decideReport({
      configuration: settings.configuration(),
      device: { firstGrant: row.firstAt, vendors },
      ...{ records, gapFrom: null, now },
    });
    if (decision.outcome === 'problem') return { code: decision.code, field: decision.field };
    row.digests.push(digest);
    for (const { vendor, item, termStart, units } of decision.used) {
      counts.addUsed({ vendor, id: item } as Item, termStart, units);
    }
    for (const { item, seat, changes } of decision.touches) {
      putSeat(device, item, seat);
      counts.apply(item, changes, now);
    }
    return { accepted: decision.records.length, duplicate: false };
  };

  const reclaim = ({ seat: named }: Asked<'reclaim'>): Answer => {
    const name = `${named.vendor} ${named.item}`;
    const item = settings.item(name);
    const seat = devices.get(named.device)?.seats.get(name);
    if (item === undefined || seat === undefined) return { done: 'none' };
    const counted = reclaims.filter((other) => other.item === name && other.at > reclaimsSince(now)).length;
    const term = runningTerm(item, now) ?? (item.terms[0] as Term);
    const decision = decideReclaim({ item, term, seat, reclaims: counted, now });
    if (decision.outcome === 'problem') return { code: decision.code };
    if (decision.outcome === 'none') return { done: 'none' };
    putSeat(named.device, item, decision.seat);
    counts.apply(item, decision.changes, now);
    if (decision.outcome === 'reclaimed') reclaims.push({ item: name, at: now });
    return { done: decision.outcome };
  };

  const act = (action: Action): Answer => {
    switch (action.kind) {
      case 'pass time':
        now = action.to;
        return { done: action.kind };
      case 'import':
        return settings.importFile(action, {
          now,
          bringToNow: (item) => counts.bringToNow(item, now),
          enterTerms: (item) => counts.enterTerms(item, now),
        });
      case 'acquire':
        return acquire(action);
      case 'release':
        return release(action);
      case 'report':
        return report(action);
      case 'reclaim':
        return reclaim(action);
      case 'block':
        if (action.isBlocked) blocked.add(action.device);
        else blocked.delete(action.device);
        return { done: action.kind };
      case 'restore':
        restoredAt = now;
        return { done: action.kind };
      default:
        return settings.change(action, now);
    }
  };

  return { act, counts: () => settings.items().map((item) => countsOf(item, now, counts)) };
}

function countsOf(item: Item, now: number, counts: ReturnType<typeof createMemoryCounts>): ItemCounts {
  const { all, overage, peak } = counts.look(item, now);
  const term = runningTerm(item, now) ?? item.terms[0];
  return {
    vendor: item.vendor,
    id: item.id,
    used: item.metric === 'usage' ? counts.used(item, term?.start ?? 0) : 0,
    units: all.units,
    overageSpent: overage.spent,
    peak: peak.units,
  };
}

function seatsOf(row: DeviceRow | undefined, vendor: string): Seat[] {
  return [...(row?.seats ?? [])].filter(([name]) => name.startsWith(`${vendor} `)).map(([, seat]) => seat);
}

function requestOf(asked: Asked<'acquire'>['request']): AcquireRequest {
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
    offline: offlineDays === undefined ? null : { request: 'request', days: offlineDays, returnHash: 'hash' },
  };
}

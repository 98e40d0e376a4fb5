import type { Item } from '../../../licensing/item.ts';
import { decideReclaim, reclaimsSince } from '../../../licensing/reclaim.ts';
import { decideRelease, decideReturn } from '../../../licensing/release.ts';
import { decideReport } from '../../../licensing/report.ts';
import { judgeReportNumber } from '../../../licensing/report-number.ts';
import type { Action, Answer } from '../history/action.ts';
import type { Report } from '../rules/facts.ts';
import type { ItemCounts } from '../rules/model.ts';
import { acquireInMemory, returnHashOf } from './memory-acquire.ts';
import { createMemoryConfiguration } from './memory-configuration.ts';
import { createMemoryCounts } from './memory-counts.ts';
import { findSeatOf, type MemoryState, putSeat, seatsOf, termOf } from './memory-state.ts';

type Asked<K extends Action['kind']> = Action & { readonly kind: K };

/** The rules of `licensing/` on a state in memory: decisions are applied as the operations and the store of `dls/` do. */
export function createMemorySite(start: number) {
  const settings = createMemoryConfiguration();
  const state: MemoryState = {
    ...{
      now: start,
      restoredAt: null,
      isPaused: false,
      settings,
      devices: new Map(),
      blocked: new Set(),
      reclaims: [],
      leases: [],
    },
    counts: createMemoryCounts((vendor) => settings.find(vendor)?.termOffset ?? 0),
    returned: new Set(),
  };
  return {
    act: (action: Action): Answer => act(state, action),
    counts: (): readonly ItemCounts[] => settings.items().map((item) => countsOf(state, item)),
  };
}

function act(state: MemoryState, action: Action): Answer {
  const { settings, counts, blocked, now } = state;
  const counting = {
    now,
    bringToNow: (item: Item) => counts.bringToNow(item, now),
    enterTerms: (item: Item) => counts.enterTerms(item, now),
  };
  switch (action.kind) {
    case 'pass time':
      state.now = action.to;
      return { done: action.kind };
    case 'import':
      return settings.importFile(action, counting);
    case 'acknowledge':
      return settings.acknowledge(action, counting);
    case 'acquire':
      return acquireInMemory(state, action.request);
    case 'release':
      return release(state, action);
    case 'report':
      return bookReport(state, action.report);
    case 'give back':
      return giveBack(state, action);
    case 'reclaim':
      return reclaim(state, action);
    case 'block':
      if (action.isBlocked) blocked.add(action.device);
      else blocked.delete(action.device);
      return { done: action.kind };
    case 'pause new seats':
      state.isPaused = action.isPaused;
      return { done: action.kind };
    case 'restore':
      state.restoredAt = now;
      return { done: action.kind };
    default:
      return settings.change(action);
  }
}

function release(state: MemoryState, action: Asked<'release'>): Answer {
  const found = findSeatOf(state, action);
  if (found === null) return { done: 'release' };
  const { item, seat, chain } = found;
  const decision = decideRelease({ item, seat, chain, now: state.now });
  if (decision.outcome === 'problem') return { code: decision.code };
  if (decision.outcome === 'none') return { done: 'release' };
  putSeat(state, action.device, item, decision.seat);
  state.counts.apply(item, decision.changes, state.now);
  return { done: 'release' };
}

function giveBack(state: MemoryState, action: Asked<'give back'>): Answer {
  const { lease, device, isKeyRight } = action;
  if (!isKeyRight) return { code: 'return_invalid' };
  if (state.returned.has(lease)) return { done: 'already imported' };
  const found = findSeatOf(state, action);
  const term = found && termOf(state, found.item);
  const decision =
    found && term ? decideReturn({ ...found, term, returnHash: returnHashOf(lease), now: state.now }) : null;
  if (decision?.outcome === 'problem') return { code: decision.code };
  state.returned.add(lease);
  if (found === null || decision?.outcome !== 'released') return { done: 'nothing' };
  putSeat(state, device, found.item, decision.seat);
  state.counts.apply(found.item, decision.changes, state.now);
  return { done: 'returned' };
}

function bookReport(state: MemoryState, { device, number, records }: Report): Answer {
  const { devices, settings, counts, now } = state;
  // The border refuses such a message before anything is asked.
  const misshapen = records.findIndex(({ slot }) => slot % 180 !== 0);
  if (misshapen >= 0) return { code: 'report_malformed', field: `records[${misshapen}].slot` };
  const row = devices.get(device);
  if (row === undefined) return { code: 'proof_required' };
  const digest = JSON.stringify(records);
  const known = { last: row.reports.length, digest: row.reports[number - 1] ?? null };
  const judged = judgeReportNumber(known, { number, digest });
  if (judged.outcome === 'duplicate') return { accepted: 0, duplicate: true };
  if (judged.outcome === 'problem') return { code: judged.code, expect: judged.expect };
  const vendors = [...row.vendors].map(
    ([vendor, { trial }]) => [vendor, { trial, seats: seatsOf(row, vendor) }] as const,
  );
  const decision = decideReport({
    configuration: settings.configuration(),
    device: { firstGrant: row.firstAt, vendors: new Map(vendors) },
    ...{ records, gapFrom: null, now },
  });
  if (decision.outcome === 'problem') return { code: decision.code, field: decision.field };
  row.reports.push(digest);
  for (const { vendor, item: id, termStart, units } of decision.used) counts.addUsed({ vendor, id }, termStart, units);
  for (const { item, seat, changes } of decision.touches) {
    putSeat(state, device, item, seat);
    counts.apply(item, changes, now);
  }
  return { accepted: decision.records.length, duplicate: false };
}

function reclaim(state: MemoryState, { seat: named }: Asked<'reclaim'>): Answer {
  const { settings, devices, counts, now } = state;
  const name = `${named.vendor} ${named.item}`;
  const item = settings.item(name);
  const seat = devices.get(named.device)?.seats.get(name);
  if (item === undefined || seat === undefined) return { done: 'none' };
  const reclaims = state.reclaims.filter((other) => other.item === name && other.at > reclaimsSince(now)).length;
  const decision = decideReclaim({ item, term: termOf(state, item), seat, reclaims, now });
  if (decision.outcome === 'problem') return { code: decision.code };
  if (decision.outcome === 'none') return { done: 'none' };
  putSeat(state, named.device, item, decision.seat);
  counts.apply(item, decision.changes, now);
  if (decision.outcome === 'reclaimed') state.reclaims.push({ item: name, at: now });
  return { done: decision.outcome };
}

function countsOf(state: MemoryState, item: Item): ItemCounts {
  const { all, overage, peak } = state.counts.look(item, state.now);
  return {
    vendor: item.vendor,
    id: item.id,
    used: item.metric === 'usage' ? state.counts.used(item, termOf(state, item).start) : 0,
    units: all.units,
    overageSpent: overage.spent,
    peak: peak.units,
  };
}

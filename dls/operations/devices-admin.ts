import { type Item, runningTerm } from '../../licensing/item.ts';
import { decideReclaim, decideUndo, type Reclaimed, reclaimsSince } from '../../licensing/reclaim.ts';
import type { Seat } from '../../licensing/seat.ts';
import { isHeld } from '../../licensing/seat-grant.ts';
import type { EpochSeconds } from '../../licensing/time.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../http/problem.ts';
import type { DeviceRow } from '../store/devices.ts';
import type { Tx } from '../store/tx.ts';
import { applySeat, mustItemNo } from './item-counts.ts';
import { actOnce, type Once } from './once.ts';

export type DeviceDeps = Pick<Deps, 'store' | 'snapshot' | 'events'>;

type DeviceChange = {
  readonly device: string;
  /** Null: none; the device may name itself again. */
  readonly name?: string | null | undefined;
  readonly note?: string | undefined;
  readonly blocked?: boolean | undefined;
  readonly actor: string;
};

/** What the administrator says of a device. A blocked one is refused from its next request on. @throws Refusal `not_found` */
export async function changeDevice(
  deps: DeviceDeps,
  { device, name, note, blocked, actor }: DeviceChange,
): Promise<void> {
  await deps.store.transact(async (tx) => {
    const row = await mustDevice(tx, device);
    const named = name === undefined ? {} : { name: name === '' ? null : name, named: name !== null && name !== '' };
    const next = { ...row, ...named, note: note ?? row.note, blocked: blocked ?? row.blocked };
    const data = {
      ...(next.name !== row.name && { name: next.name }),
      ...(next.note !== row.note && { note: next.note }),
      ...(next.blocked !== row.blocked && { blocked: next.blocked }),
    };
    if (Object.keys(data).length === 0 && next.named === row.named) return;
    await tx.devices.update(next);
    await tx.ledger.append({ kind: 'device-changed', actor, deviceNo: row.no, data: { device, ...data } });
    tx.afterCommit(() => deps.events.emit({ topic: 'devices' }));
  });
}

type Reclaim = {
  readonly device: string;
  /** Left out: the one item on which the device holds a seat. */
  readonly item?: string | undefined;
  readonly vendor?: string | undefined;
  /** True: only if the grant can be undone without using up a reclaim. */
  readonly undo: boolean;
  readonly actor: string;
  readonly once: Once | null;
};

export type ReclaimOutcome = {
  readonly outcome: Reclaimed['outcome'];
  readonly vendor: string;
  readonly item: string;
  /** Until when the device is `lease_reclaimed`; null: it had no live lease. */
  readonly until: EpochSeconds | null;
  /** Reclaims of the item that are left within the vendor's yearly allowance. */
  readonly left: number;
};

/**
 * Takes a seat back before its time (rules.md section 4).
 * @throws Refusal `not_found`, `reclaim_exhausted`, or `request_conflict` when nothing can be taken back or undone
 */
export function reclaimSeat(deps: DeviceDeps, input: Reclaim): Promise<ReclaimOutcome> {
  return deps.store.transact((tx) => actOnce(tx, input.once, () => reclaimInUnit(deps, tx, input)));
}

async function reclaimInUnit(deps: DeviceDeps, tx: Tx, input: Reclaim): Promise<ReclaimOutcome> {
  const { device, undo, actor } = input;
  const { now } = tx.time;
  const row = await mustDevice(tx, device);
  const { item, seat } = await mustSeat(deps, tx, row, input);
  const itemNo = mustItemNo(deps.snapshot.current, item);
  const offset = deps.snapshot.current.vendors.get(item.vendor)?.termOffset ?? 0;
  const term = runningTerm(item, now + offset) ?? item.terms[0];
  if (term === undefined) throw new Error('an item has a term');
  const reclaims = await tx.reclaims.count(itemNo, reclaimsSince(now));
  const state = { item, term, seat, reclaims, now };
  const decision = undo ? (decideUndo(state) ?? { outcome: 'none' as const }) : decideReclaim(state);
  if (decision.outcome === 'problem') throw new Refusal(decision.code);
  if (decision.outcome === 'none') throw nothingToTake(undo);
  const kind = decision.outcome === 'undone' ? 'undo' : 'reclaim';
  await applySeat(deps.snapshot.current, tx, {
    deviceNo: row.no,
    item,
    seat: decision.seat,
    changes: decision.changes,
  });
  await tx.reclaims.insert({ itemNo, device, at: now, kind });
  const { until } = decision;
  const data = { vendor: item.vendor, device, item: item.id, ...(until !== null && { until }) };
  await tx.ledger.append({ kind, actor, deviceNo: row.no, data });
  tx.afterCommit(() => deps.events.emit({ topic: 'devices' }));
  const used = reclaims + (kind === 'reclaim' ? 1 : 0);
  const left = Math.max(0, term.reclaimsPerYear - used);
  return { outcome: decision.outcome, vendor: item.vendor, item: item.id, until, left };
}

type HeldOn = { readonly item: Item; readonly seat: Seat };

/** The seat that is meant: the named one, or the only one the device holds. */
async function mustSeat(deps: DeviceDeps, tx: Tx, row: DeviceRow, { item, vendor }: Reclaim): Promise<HeldOn> {
  const held: HeldOn[] = [];
  for (const { itemNo, seat } of await tx.seats.list(row.no)) {
    const known = deps.snapshot.current.items.get(itemNo);
    if (known === undefined || (vendor !== undefined && known.vendor !== vendor)) continue;
    if (item !== undefined ? known.id !== item : !isHeld({ item: known.id, ...seat }, tx.time.now)) continue;
    held.push({ item: known, seat: { item: known.id, ...seat } });
  }
  const [first, second] = held;
  if (first === undefined) {
    throw new Refusal('not_found', {
      detail: 'The device holds no such seat. Look at its seats in the list of devices.',
    });
  }
  if (second !== undefined) {
    throw new Refusal('request_malformed', {
      field: item === undefined ? 'item' : 'vendor',
      detail: 'The device holds more than one seat. Name the item and the vendor of the one to take back.',
    });
  }
  return first;
}

async function mustDevice(tx: Tx, device: string): Promise<DeviceRow> {
  const row = await tx.devices.find(device);
  if (row === undefined || row.removedAt !== null) {
    throw new Refusal('not_found', { detail: 'There is no device of that UUID.' });
  }
  return row;
}

function nothingToTake(undo: boolean): Refusal {
  return new Refusal('request_conflict', {
    detail: undo
      ? 'This grant cannot be undone: it is older than 24 hours, or usage was reported on it. Reclaim the seat instead.'
      : 'The device does not hold this seat any more; there is nothing to take back.',
  });
}

import type { Granted, ItemState, RankedItem } from '../../licensing/acquire.ts';
import type { CounterChange, ItemCounts } from '../../licensing/counter.ts';
import { advance } from '../../licensing/counter.ts';
import type { Item } from '../../licensing/item.ts';
import { DAY, type EpochSeconds, slotOf } from '../../licensing/time.ts';
import type { Snapshot } from '../site/snapshot.ts';
import type { StoredCounts } from '../store/counts.ts';
import type { Tx } from '../store/tx.ts';

/** Metrics whose seats are counted; the others have nothing that could be full but their usage. */
const hasSeats = (item: Item): boolean => item.metric !== 'usage' && item.metric !== 'domain';

/** The item's counters brought to now, with what ended on the way written back. */
export async function readItemState(
  snapshot: Snapshot,
  tx: Tx,
  { item, term, machine }: RankedItem & { readonly machine: string | null },
): Promise<ItemState> {
  const itemNo = mustItemNo(snapshot, item);
  const { now } = tx.time;
  const stored = hasSeats(item) ? await bringToNow(tx, itemNo, item) : emptyCounts(now);
  const reserved: Record<string, number> = {};
  for (const { name } of item.reservations) reserved[name] = await tx.counts.read(itemNo, `reservation:${name}`, now);
  const counts: ItemCounts = {
    ...stored,
    offline: await tx.counts.read(itemNo, 'offline', now),
    reserved,
    used: item.metric === 'usage' ? await tx.counts.used(itemNo, term.start) : 0,
  };
  return { counts, machineSeat: await findMachineSeat(tx, itemNo, item, machine) };
}

/** Reads the counter of all units and takes off what has ended since it was written; books what passed on the way. */
export async function bringToNow(tx: Tx, itemNo: number, item: Item): Promise<StoredCounts> {
  const { now } = tx.time;
  const stored = await tx.counts.find(itemNo);
  if (stored === undefined) return emptyCounts(now);
  if (stored.all.at >= now) return stored;
  const due = await tx.counts.listEndings(itemNo, 'all', now);
  const advanced = advance(item, stored, due, now);
  if (due.length > 0) await tx.counts.dropEndings(itemNo, 'all', now);
  await writeCounts(tx, itemNo, stored, advanced);
  return advanced;
}

async function writeCounts(tx: Tx, itemNo: number, before: StoredCounts, after: StoredCounts): Promise<void> {
  await tx.counts.put(itemNo, after);
  if (after.peak.day !== before.peak.day) await tx.counts.putPeak(itemNo, before.peak.day, before.peak.units);
  if (after.overage.termStart !== before.overage.termStart && before.overage.spent > 0) {
    await tx.counts.putOverageSpent(itemNo, before.overage.termStart, before.overage.spent);
  }
}

function emptyCounts(now: EpochSeconds): StoredCounts {
  return {
    all: { units: 0, at: now },
    overage: { termStart: 0, spent: 0, slot: slotOf(now), booked: 0 },
    peak: { day: now - (now % DAY), units: 0 },
  };
}

async function findMachineSeat(
  tx: Tx,
  itemNo: number,
  item: Item,
  machine: string | null,
): Promise<ItemState['machineSeat']> {
  if (item.metric !== 'server' || machine === null) return null;
  const held = (await tx.seats.listByMachine(itemNo, machine)).find(({ seat }) => seat.takenOver === null);
  return held === undefined ? null : { device: held.device, seat: { item: item.id, ...held.seat } };
}

/** Writes the seat of a grant and what it did to the item's counters. */
export async function applyGrant(
  snapshot: Snapshot,
  tx: Tx,
  { deviceNo, granted }: { readonly deviceNo: number; readonly granted: Granted },
): Promise<void> {
  const itemNo = mustItemNo(snapshot, granted.item);
  await tx.seats.put(deviceNo, itemNo, granted.seat);
  await applyChanges(tx, itemNo, granted.item, granted.changes, granted.overage);
}

/** Adds counter changes of any decision; the counter of all units must have been brought to now in this unit. */
export async function applyChanges(
  tx: Tx,
  itemNo: number,
  item: Item,
  changes: readonly CounterChange[],
  overage?: StoredCounts['overage'],
): Promise<void> {
  const { now } = tx.time;
  for (const change of changes) {
    await tx.counts.addEndings(itemNo, change);
    if (change.subject !== 'all') {
      await tx.counts.add(itemNo, change.subject, change.units, now);
      continue;
    }
    const before = await bringToNow(tx, itemNo, item);
    const units = before.all.units + change.units;
    const peak = units > before.peak.units ? { day: before.peak.day, units } : before.peak;
    const after = { all: { units, at: now }, overage: overage ?? before.overage, peak };
    if (change.units !== 0 || isOtherBook(after.overage, before.overage)) await tx.counts.put(itemNo, after);
  }
}

function isOtherBook(a: StoredCounts['overage'], b: StoredCounts['overage']): boolean {
  return a.spent !== b.spent || a.slot !== b.slot || a.booked !== b.booked || a.termStart !== b.termStart;
}

export function mustItemNo(snapshot: Snapshot, { vendor, id }: Pick<Item, 'vendor' | 'id'>): number {
  const no = snapshot.itemNo(vendor, id);
  if (no === undefined) throw new Error('an item of the snapshot has no number');
  return no;
}

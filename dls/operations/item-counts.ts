import type { Granted, ItemState, RankedItem } from '../../licensing/acquire.ts';
import {
  type Advanced,
  advance,
  type CounterChange,
  emptyTally,
  type ItemCounts,
  type ItemTally,
} from '../../licensing/counter.ts';
import { applyChanges } from '../../licensing/counter-change.ts';
import type { Item } from '../../licensing/item.ts';
import type { AcquireRequest } from '../../licensing/request.ts';
import type { Seat } from '../../licensing/seat.ts';
import type { Snapshot } from '../site/snapshot.ts';
import type { Tx } from '../store/tx.ts';

/** Metrics whose seats are counted; the others have nothing that could be full but their usage. */
export const hasSeats = (item: Item): boolean => item.metric !== 'usage' && item.metric !== 'domain';

/** The state of an item that a request may be granted, its counters brought to now. */
export async function readItemState(
  snapshot: Snapshot,
  tx: Tx,
  { item, term, request }: Pick<RankedItem, 'item' | 'term'> & { readonly request: AcquireRequest },
): Promise<ItemState> {
  const itemNo = mustItemNo(snapshot, item);
  const { now } = tx.time;
  const tally = hasSeats(item) ? await bringToNow(snapshot, tx, item) : emptyTally(now);
  const counts: ItemCounts = {
    ...tally,
    offline: request.offline === null ? 0 : await tx.counts.read(itemNo, 'offline', now),
    reserved: await readReserved(tx, itemNo, item),
    used: item.metric === 'usage' ? await tx.counts.used(itemNo, term.start) : 0,
  };
  return { counts, machineSeat: await findMachineSeat(tx, itemNo, item, request.machine) };
}

const noReservation: ItemCounts['reserved'] = {};

async function readReserved(tx: Tx, itemNo: number, { reservations }: Item): Promise<ItemCounts['reserved']> {
  if (reservations.length === 0) return noReservation;
  const reserved: Record<string, number> = {};
  for (const { name } of reservations) {
    reserved[name] = await tx.counts.read(itemNo, `reservation:${name}`, tx.time.now);
  }
  return reserved;
}

/** Takes off what has ended since the tally was written, and writes back what `advance` booked on the way. */
export async function bringToNow(snapshot: Snapshot, tx: Tx, item: Item): Promise<ItemTally> {
  const itemNo = mustItemNo(snapshot, item);
  const { now } = tx.time;
  const stored = await tx.counts.find(itemNo);
  if (stored === undefined) return emptyTally(now);
  if (stored.all.at >= now) return stored;
  const due = await tx.counts.listEndings(itemNo, 'all', now);
  const termOffset = snapshot.vendors.get(item.vendor)?.termOffset ?? 0;
  if (due.length > 0) await tx.counts.dropEndings(itemNo, 'all', now);
  return writeAdvanced(tx, { itemNo, stored, advanced: advance(item, stored, due, { now, termOffset }) });
}

/**
 * Has the counts of an item go by its terms, and the vendor's time, as a file changed them: what is out beyond a smaller
 * quota, or when a new term begins, counts from now on. They were brought to now before, by what held until then.
 */
export async function enterTerms(snapshot: Snapshot, tx: Tx, item: Item): Promise<void> {
  const itemNo = snapshot.itemNo(item.vendor, item.id);
  const stored = itemNo === undefined ? undefined : await tx.counts.find(itemNo);
  if (itemNo === undefined || stored === undefined) return;
  const { termOffset = 0 } = (await tx.vendors.find(item.vendor)) ?? {};
  const advanced = advance(item, stored, [], { now: tx.time.now, termOffset });
  await writeAdvanced(tx, { itemNo, stored, advanced });
}

type Advancing = { readonly itemNo: number; readonly stored: ItemTally; readonly advanced: Advanced };

async function writeAdvanced(tx: Tx, { itemNo, stored, advanced }: Advancing): Promise<ItemTally> {
  const { tally, days, terms } = advanced;
  const { termStart, spent } = tally.overage;
  // The vendor's time may have gone back into a term that was left before: what that had spent is spent.
  const before = termStart === stored.overage.termStart ? 0 : await tx.counts.overageSpent(itemNo, termStart);
  const entered = before === 0 ? tally : { ...tally, overage: { ...tally.overage, spent: before + spent } };
  await tx.counts.put(itemNo, entered);
  for (const { day, units } of days) await tx.counts.putPeak(itemNo, day, units);
  for (const left of terms) await tx.counts.putOverageSpent(itemNo, left.termStart, left.spent);
  return entered;
}

async function findMachineSeat(
  tx: Tx,
  itemNo: number,
  item: Item,
  machine: string | null,
): Promise<ItemState['machineSeat']> {
  if (item.metric !== 'server' || machine === null) return null;
  const held = (await tx.seats.listByMachine(itemNo, machine)).find(({ seat }) => seat.heldUntil > tx.time.now);
  return held === undefined ? null : { device: held.device, seat: { item: item.id, ...held.seat } };
}

/** Writes the seat of a grant, what is left of the seat it took over, and what both did to the counters. */
export async function applyGrant(
  snapshot: Snapshot,
  tx: Tx,
  { deviceNo, granted, before }: { readonly deviceNo: number; readonly granted: Granted; readonly before: ItemCounts },
): Promise<void> {
  const { item, seat, changes, counts, takenFrom } = granted;
  const itemNo = mustItemNo(snapshot, item);
  await tx.seats.put(deviceNo, itemNo, seat);
  if (takenFrom !== null) {
    const other = await tx.devices.find(takenFrom.device);
    if (other !== undefined) await tx.seats.put(other.no, itemNo, takenFrom.seat);
  }
  await writeChanges(tx, itemNo, changes);
  if (hasSeats(item) && isOther(before, counts)) await tx.counts.put(itemNo, counts);
}

export type SeatChange = {
  readonly deviceNo: number;
  readonly item: Item;
  readonly seat: Seat;
  readonly changes: readonly CounterChange[];
  /** The counts after it, where the decision made them; else they follow from the changes. */
  readonly counts?: ItemCounts;
};

/** Writes a seat that a decision other than a grant changed, with its counters. */
export async function applySeat(
  snapshot: Snapshot,
  tx: Tx,
  { deviceNo, item, seat, changes, counts }: SeatChange,
): Promise<void> {
  const itemNo = mustItemNo(snapshot, item);
  await tx.seats.put(deviceNo, itemNo, seat);
  if (changes.length === 0) return;
  const tally = await bringToNow(snapshot, tx, item);
  await writeChanges(tx, itemNo, changes);
  const after = counts ?? applyChanges({ ...tally, offline: 0, reserved: noReservation, used: 0 }, changes);
  if (hasSeats(item) && isOther(tally, after)) await tx.counts.put(itemNo, after);
}

/** Endings of every subject, and the units of all but `all`, whose tally the caller writes. */
async function writeChanges(tx: Tx, itemNo: number, changes: readonly CounterChange[]): Promise<void> {
  for (const change of changes) {
    if (change.subject !== 'all') await tx.counts.add(itemNo, change.subject, change.units, tx.time.now);
    await tx.counts.addEndings(itemNo, change);
  }
}

function isOther(a: ItemTally, b: ItemTally): boolean {
  return (
    a.all.units !== b.all.units ||
    a.all.at !== b.all.at ||
    a.overage !== b.overage ||
    a.overAdopted !== b.overAdopted ||
    a.peak.units !== b.peak.units ||
    a.peak.day !== b.peak.day
  );
}

export function mustItemNo(snapshot: Snapshot, { vendor, id }: Pick<Item, 'vendor' | 'id'>): number {
  const no = snapshot.itemNo(vendor, id);
  if (no === undefined) throw new Error('an item of the snapshot has no number');
  return no;
}

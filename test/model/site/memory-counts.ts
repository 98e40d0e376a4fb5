import {
  type Advanced,
  advance,
  type CounterChange,
  type CounterSubject,
  type Ending,
  emptyTally,
  type ItemTally,
} from '../../../licensing/counter.ts';
import { applyChanges } from '../../../licensing/counter-change.ts';
import type { Item } from '../../../licensing/item.ts';

export type MemoryCounts = ReturnType<typeof createMemoryCounts>;

/**
 * Counters and their endings in memory, brought to now and written as the store does it.
 * @param aheadOf how far a vendor's time is ahead
 */
export function createMemoryCounts(aheadOf: (vendor: string) => number) {
  const tallies = new Map<string, ItemTally>();
  const endings = new Map<string, Map<number, number>>();
  const counters = new Map<string, number>();
  const used = new Map<string, number>();
  /** What terms had spent when they were left. */
  const spentBefore = new Map<string, number>();

  const endingsOf = (key: string): Map<number, number> => {
    const known = endings.get(key) ?? new Map<number, number>();
    endings.set(key, known);
    return known;
  };
  const dueOf = (key: string, now: number): readonly Ending[] =>
    [...endingsOf(key)]
      .filter(([at, units]) => at <= now && units !== 0)
      .map(([at, units]) => ({ at, units }))
      .sort((a, b) => a.at - b.at);
  const drop = (key: string, now: number): void => {
    for (const at of endingsOf(key).keys()) if (at <= now) endingsOf(key).delete(at);
  };

  /** As `writeAdvanced` of `dls/` does it: a term that is entered again goes on with what it had spent. */
  const goOn = (item: Item, stored: ItemTally, due: readonly Ending[], now: number): Advanced => {
    const advanced = advance(item, stored, due, { now, termOffset: aheadOf(item.vendor) });
    const { overage } = advanced.tally;
    if (overage.termStart === stored.overage.termStart) return advanced;
    const spent = overage.spent + (spentBefore.get(`${keyOf(item)} ${overage.termStart}`) ?? 0);
    return { ...advanced, tally: { ...advanced.tally, overage: { ...overage, spent } } };
  };

  const write = (item: Item, { tally, terms }: Advanced): ItemTally => {
    for (const { termStart, spent } of terms) spentBefore.set(`${keyOf(item)} ${termStart}`, spent);
    tallies.set(keyOf(item), tally);
    return tally;
  };

  /** What the tally is at `now`, without writing it. */
  const look = (item: Item, now: number): ItemTally => {
    const stored = tallies.get(keyOf(item));
    if (stored === undefined) return emptyTally(now);
    return stored.all.at >= now ? stored : goOn(item, stored, dueOf(`${keyOf(item)} all`, now), now).tally;
  };

  const bringToNow = (item: Item, now: number): ItemTally => {
    const stored = tallies.get(keyOf(item));
    if (stored === undefined || stored.all.at >= now) return look(item, now);
    const due = dueOf(`${keyOf(item)} all`, now);
    drop(`${keyOf(item)} all`, now);
    return write(item, goOn(item, stored, due, now));
  };

  const read = (item: Item, subject: CounterSubject, now: number): number => {
    const key = `${keyOf(item)} ${subject}`;
    const due = dueOf(key, now);
    const units = due.reduce((left, ending) => left - ending.units, counters.get(key) ?? 0);
    drop(key, now);
    counters.set(key, units);
    return units;
  };

  const writeChanges = (item: Item, changes: readonly CounterChange[], now: number): void => {
    for (const { subject, units, endings: ends } of changes) {
      const key = `${keyOf(item)} ${subject}`;
      if (subject !== 'all') counters.set(key, read(item, subject, now) + units);
      for (const ending of ends) endingsOf(key).set(ending.at, (endingsOf(key).get(ending.at) ?? 0) + ending.units);
    }
  };

  return {
    look,
    read,
    bringToNow,
    writeChanges,
    /** After a file: the book goes by the item's terms, and the vendor's time, as they are from now on. */
    enterTerms: (item: Item, now: number): void => {
      const stored = tallies.get(keyOf(item));
      if (stored !== undefined) write(item, goOn(item, stored, [], now));
    },
    put: (item: Item, tally: ItemTally): void => {
      tallies.set(keyOf(item), tally);
    },
    /** Writes what a decision other than a grant changed. */
    apply: (item: Item, changes: readonly CounterChange[], now: number): void => {
      if (changes.length === 0) return;
      const tally = bringToNow(item, now);
      writeChanges(item, changes, now);
      tallies.set(keyOf(item), applyChanges({ ...tally, offline: 0, reserved: {}, used: 0 }, changes));
    },
    used: (item: Named, termStart: number): number => used.get(`${keyOf(item)} ${termStart}`) ?? 0,
    addUsed: (item: Named, termStart: number, units: number): void => {
      const key = `${keyOf(item)} ${termStart}`;
      used.set(key, (used.get(key) ?? 0) + units);
    },
  };
}

/** What counters are kept by. */
type Named = Pick<Item, 'vendor' | 'id'>;

const keyOf = ({ vendor, id }: Named): string => `${vendor} ${id}`;

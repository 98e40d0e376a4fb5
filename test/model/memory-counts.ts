import {
  advance,
  type CounterChange,
  type CounterSubject,
  type Ending,
  emptyTally,
  type ItemTally,
} from '../../licensing/counter.ts';
import { applyChanges } from '../../licensing/counter-change.ts';
import type { Item } from '../../licensing/item.ts';

export type MemoryCounts = ReturnType<typeof createMemoryCounts>;

/** Counters and their endings in memory, brought to now and written as the store does it. */
export function createMemoryCounts() {
  const tallies = new Map<string, ItemTally>();
  const endings = new Map<string, Map<number, number>>();
  const counters = new Map<string, number>();
  const used = new Map<string, number>();

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

  /** What the tally is at `now`, without writing it. */
  const look = (item: Item, now: number): ItemTally => {
    const stored = tallies.get(keyOf(item));
    if (stored === undefined) return emptyTally(now);
    if (stored.all.at >= now) return stored;
    return advance(item, stored, dueOf(`${keyOf(item)} all`, now), { now, termOffset: 0 }).tally;
  };

  const read = (item: Item, subject: CounterSubject, now: number): number => {
    const key = `${keyOf(item)} ${subject}`;
    const due = dueOf(key, now);
    const units = due.reduce((left, ending) => left - ending.units, counters.get(key) ?? 0);
    drop(key, now);
    counters.set(key, units);
    return units;
  };

  const bringToNow = (item: Item, now: number): ItemTally => {
    const stored = tallies.get(keyOf(item));
    const tally = look(item, now);
    if (stored === undefined || stored.all.at >= now) return tally;
    drop(`${keyOf(item)} all`, now);
    tallies.set(keyOf(item), tally);
    return tally;
  };

  const write = (item: Item, changes: readonly CounterChange[], now: number): void => {
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
    write,
    /** After an import: the book goes by the item's terms as they are from now on. */
    enterTerms: (item: Item, now: number): void => {
      const stored = tallies.get(keyOf(item));
      if (stored !== undefined) tallies.set(keyOf(item), advance(item, stored, [], { now, termOffset: 0 }).tally);
    },
    put: (item: Item, tally: ItemTally): void => {
      tallies.set(keyOf(item), tally);
    },
    /** Writes what a decision other than a grant changed. */
    apply: (item: Item, changes: readonly CounterChange[], now: number): void => {
      if (changes.length === 0) return;
      const tally = bringToNow(item, now);
      write(item, changes, now);
      tallies.set(keyOf(item), applyChanges({ ...tally, offline: 0, reserved: {}, used: 0 }, changes));
    },
    used: (item: Item, termStart: number): number => used.get(`${keyOf(item)} ${termStart}`) ?? 0,
    addUsed: (item: Item, termStart: number, units: number): void => {
      const key = `${keyOf(item)} ${termStart}`;
      used.set(key, (used.get(key) ?? 0) + units);
    },
  };
}

const keyOf = ({ vendor, id }: Item): string => `${vendor} ${id}`;

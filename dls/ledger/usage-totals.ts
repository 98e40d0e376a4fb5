import type { EpochSeconds } from '../../licensing/time.ts';
import type { LedgerSource } from '../store/ledger-source.ts';

/** What reports told, by `<vendor>/<item id>`. */
export type ToldUnits = ReadonlyMap<string, number>;

/**
 * Whether the totals of usage, which are kept in several ways, say the same: by day, which is kept for good, what the reports
 * and the ledger's events add up to; by term, which quotas are judged by, and by slot and hour what the days say. Null: they
 * do; else what does not.
 */
export function findWrongTotals(source: LedgerSource, told: ToldUnits): string | null {
  const names = source.itemNames();
  const nameOf = (itemNo: number): string => names.get(itemNo) ?? '';
  const booked = addUp(source);
  return (
    findUntold(booked.items, told, nameOf) ??
    findWrongTerm(source, booked.terms, nameOf) ??
    findWrongDay(source, booked.days, nameOf)
  );
}

type Booked = {
  readonly items: ReadonlyMap<number, number>;
  /** By item and term, and by item and day. */
  readonly terms: ReadonlyMap<string, number>;
  readonly days: ReadonlyMap<string, number>;
};

function addUp(source: LedgerSource): Booked {
  const items = new Map<number, number>();
  const terms = new Map<string, number>();
  const days = new Map<string, number>();
  for (const { day, itemNo, termStart, units } of source.bookedUnits()) {
    items.set(itemNo, (items.get(itemNo) ?? 0) + units);
    add(terms, keyOf(itemNo, termStart), units);
    add(days, keyOf(itemNo, day), units);
  }
  return { items, terms, days };
}

type NameOf = (itemNo: number) => string;

function findUntold(items: ReadonlyMap<number, number>, told: ToldUnits, nameOf: NameOf): string | null {
  const left = new Map(told);
  for (const [itemNo, units] of items) {
    const name = nameOf(itemNo);
    if ((left.get(name) ?? 0) !== units) {
      return `The daily totals of ${name} do not add up to the usage that was reported.`;
    }
    left.delete(name);
  }
  const missing = [...left].find(([, units]) => units > 0);
  return missing === undefined ? null : `The daily totals of ${missing[0]} are missing.`;
}

function findWrongTerm(source: LedgerSource, terms: ReadonlyMap<string, number>, nameOf: NameOf): string | null {
  for (const { itemNo, termStart, units } of source.usedUnits()) {
    if ((terms.get(keyOf(itemNo, termStart)) ?? 0) !== units) {
      return `What is counted as used of ${nameOf(itemNo)} is not what its daily totals add up to.`;
    }
  }
  return null;
}

function findWrongDay(source: LedgerSource, days: ReadonlyMap<string, number>, nameOf: NameOf): string | null {
  const left = new Map(days);
  const begin = source.firstTimed();
  if (begin === null) return null;
  for (const { day, itemNo, units } of source.timedUnits()) {
    if (day >= begin && (left.get(keyOf(itemNo, day)) ?? 0) !== units) return wrongDay(day, nameOf(itemNo));
    left.delete(keyOf(itemNo, day));
  }
  for (const [key, units] of left) {
    const [itemNo = 0, day = 0] = key.split(' ').map(Number);
    if (day >= begin && units > 0) return wrongDay(day, nameOf(itemNo));
  }
  return null;
}

function wrongDay(day: EpochSeconds, name: string): string {
  const date = new Date(day * 1_000).toISOString().slice(0, 10);
  return `The totals of ${name} by slot or hour of ${date} do not add up to that day's.`;
}

const keyOf = (itemNo: number, at: EpochSeconds): string => `${itemNo} ${at}`;

function add(sums: Map<string, number>, key: string, units: number): void {
  sums.set(key, (sums.get(key) ?? 0) + units);
}

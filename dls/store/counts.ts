import type { Counter, CounterChange, Ending, ItemCounts, OverageBook } from '../../licensing/counter.ts';
import type { EpochSeconds } from '../../licensing/time.ts';
import type { Awaitable } from './port.ts';

/** Counts of an item as they were last written; `advance` of `licensing/` brings them to now. */
export type StoredCounts = {
  readonly all: Counter;
  readonly overage: OverageBook;
  readonly peak: { readonly day: EpochSeconds; readonly units: number };
};

export type CountTable = {
  find(itemNo: number): Awaitable<StoredCounts | undefined>;
  put(itemNo: number, counts: StoredCounts): Awaitable<void>;
  /** Endings of `subject` at or before `until`, in order. */
  listEndings(itemNo: number, subject: string, until: EpochSeconds): Awaitable<readonly Ending[]>;
  /** Forgets the endings at or before `until`, after `find` and `put` accounted for them. */
  dropEndings(itemNo: number, subject: string, until: EpochSeconds): Awaitable<void>;
  /** A counter other than `all`, brought to `now`. */
  read(itemNo: number, subject: string, now: EpochSeconds): Awaitable<number>;
  /** Adds units to a counter other than `all`. */
  add(itemNo: number, subject: string, units: number, now: EpochSeconds): Awaitable<void>;
  addEndings(itemNo: number, change: CounterChange): Awaitable<void>;
  /** Units booked to the term that starts at `termStart` (`usage`). */
  used(itemNo: number, termStart: EpochSeconds): Awaitable<number>;
  addUsed(itemNo: number, termStart: EpochSeconds, units: number): Awaitable<void>;
  overageSpent(itemNo: number, termStart: EpochSeconds): Awaitable<number>;
  putOverageSpent(itemNo: number, termStart: EpochSeconds, spent: number): Awaitable<void>;
  /** Raises the peak of a day. */
  putPeak(itemNo: number, day: EpochSeconds, peak: number): Awaitable<void>;
};

export type { ItemCounts };

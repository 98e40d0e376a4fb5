import type { CounterChange, Ending, ItemTally } from '../../licensing/counter.ts';
import type { EpochSeconds } from '../../licensing/time.ts';
import type { Awaitable } from './port.ts';

export type CountTable = {
  /** As it was last written; `advance` of `licensing/` brings it to now. */
  find(itemNo: number): Awaitable<ItemTally | undefined>;
  put(itemNo: number, tally: ItemTally): Awaitable<void>;
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
  /** Raises the peak of an hour. */
  putHourPeak(itemNo: number, hour: EpochSeconds, peak: number): Awaitable<void>;
  /** Forgets the peaks of hours before that one. @returns how many */
  dropHourPeaks(before: EpochSeconds, limit: number): Awaitable<number>;
};

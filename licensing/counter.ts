import type { EpochSeconds } from './time.ts';

/**
 * A number of units that falls by itself as holdings end. The store keeps, for every counter, how many units end at
 * which second (`Ending`), so that a seat is free the very second it lapses and nobody has to sweep.
 */
export type Counter = {
  /** Units at `at`; endings at or before `at` are already taken off. */
  readonly units: number;
  readonly at: EpochSeconds;
};

/** That many units end at that second. Positive: they end; a change may hold negative ones, which take endings back. */
export type Ending = { readonly at: EpochSeconds; readonly units: number };

/** Which of an item's counters: all its units, those of one reservation, or the offline leases that are out. */
export type CounterSubject = 'all' | 'offline' | `reservation:${string}`;

/** What a decision does to a counter that was brought to `now`: units now, and endings from now on. */
export type CounterChange = {
  readonly subject: CounterSubject;
  readonly units: number;
  readonly endings: readonly Ending[];
};

/** What the store keeps of an item between decisions; `advance` brings it to `now`. */
export type ItemTally = {
  /** `concurrent-*`: live units. `device` and `server`: seats registered. Unused by `usage` and `domain`. */
  readonly all: Counter;
  /** Overage of `concurrent-*`: seat-slots spent in the running term, and what the slot that starts at `slot` has booked. */
  readonly overage: OverageBook;
  /** Leases adopted after a rollback took it beyond quota: nothing new is granted until it is back within quota. */
  readonly overAdopted: boolean;
  /** The highest `all` of the UTC day that starts at `day`. */
  readonly peak: DayPeak;
};

/** What an item has given away, everything brought to `now`. */
export type ItemCounts = ItemTally & {
  /** Offline leases that are out. */
  readonly offline: number;
  /** Units held out of each reservation, by its name. */
  readonly reserved: Readonly<Record<string, number>>;
  /** Units booked to the running term (`usage`). */
  readonly used: number;
};

/** The highest number of units in the UTC day that starts at `day`. */
export type DayPeak = { readonly day: EpochSeconds; readonly units: number };

export type OverageBook = {
  readonly termStart: EpochSeconds;
  readonly spent: number;
  readonly slot: EpochSeconds;
  readonly booked: number;
};

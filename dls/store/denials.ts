import type { EpochSeconds } from '../../licensing/time.ts';
import type { Awaitable } from './port.ts';

/** A refused request, kept as data. Empty texts stand for what the request did not name. */
export type DenialRecord = {
  readonly vendor: string;
  readonly code: string;
  readonly handshake: string;
  readonly product: string;
  readonly device: string;
  readonly address: string;
  readonly item: string | null;
  /** It would have been granted, were new seats not paused. */
  readonly paused: boolean;
  /** The vendor to count it on when it folds; null where there is none of that id. */
  readonly knownVendor: string | null;
  /** The code to count it on, where there is such a code of such a vendor; null for made-up ones. */
  readonly knownCode: { readonly vendor: string; readonly handshake: string } | null;
};

/** How often a code refused, or granted (`code` empty), within one minute. */
export type MinuteCount = {
  readonly minute: EpochSeconds;
  readonly vendor: string;
  readonly handshake: string;
  readonly code: string;
  readonly count: number;
};

export type DenialTable = {
  /** Counts the refusal on its row of the day; past the rows that a day may have it folds into one without names. */
  add(denial: DenialRecord, at: EpochSeconds): Awaitable<void>;
  /** Adds grants and renewals of a code, which are counted in memory, to their minute. */
  addGrants(counts: readonly Omit<MinuteCount, 'minute' | 'code'>[], at: EpochSeconds): Awaitable<void>;
  /** Counts of the minutes from `from` on and before `until`, by minute. */
  listMinutes(from: EpochSeconds, until: EpochSeconds): Awaitable<readonly MinuteCount[]>;
  dropMinutes(before: EpochSeconds): Awaitable<void>;
  /** Forgets rows of days before `day`; at most `limit` of them at once. Answers how many. */
  dropDays(day: EpochSeconds, limit: number): Awaitable<number>;
};

/** A flood of devices that codes refuse stays within this many rows a day. */
export const maxRowsPerDay = 10_000;

/** A flood of requests without a code that there is, such as made-up ones, stays within this many rows a day. */
export const maxMadeUpPerDay = 1_000;

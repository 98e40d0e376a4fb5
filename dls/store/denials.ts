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
};

export type DenialTable = {
  /** Counts the refusal on its row of the day; past `maxRowsPerDay` rows it folds into one without names. */
  add(denial: DenialRecord, at: EpochSeconds): Awaitable<void>;
};

/** A flood of made-up codes or devices stays within this many rows a day. */
export const maxRowsPerDay = 10_000;

import type { EpochSeconds } from '../../licensing/time.ts';

/** Where the outcome of the last verification is kept. */
export const VERIFICATION_KEY = 'verification';

/** What the last walk over ledger and database found. */
export type LastVerification = {
  readonly at: EpochSeconds;
  readonly ok: boolean;
  /** Of the first event that does not fit, or else of the last one that was looked at. */
  readonly height: number;
  /** What is wrong, as a sentence; null: nothing. */
  readonly reason: string | null;
};

/** @param text as it is stored; undefined: the records were never verified. */
export function parseVerification(text: string | undefined): LastVerification | null {
  return text === undefined ? null : (JSON.parse(text) as LastVerification);
}

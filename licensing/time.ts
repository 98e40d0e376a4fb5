/** An instant: whole UTC seconds since 1970. All intervals are half-open: at their end it is over. */
export type EpochSeconds = number;

/** A span in seconds. */
export type Seconds = number;

/** Spans in seconds. */
export const MINUTE: Seconds = 60;
export const HOUR: Seconds = 3_600;
export const DAY: Seconds = 86_400;

/** The length of a slot, the 3-minute window of UTC in which usage and overage are counted. */
export const SLOT: Seconds = 180;

/** The start of the slot that contains `at`. */
export function slotOf(at: EpochSeconds): EpochSeconds {
  return at - (at % SLOT);
}

/** The start of the UTC day that contains `at`. */
export function dayOf(at: EpochSeconds): EpochSeconds {
  return at - (at % DAY);
}

/** Rounds to the nearest integer, halves up (rules.md, opening paragraph). */
export function roundHalfUp(value: number): number {
  return Math.floor(value + 0.5);
}

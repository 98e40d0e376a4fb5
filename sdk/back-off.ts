import type { Random } from './ports.ts';

const SHORTEST = 1_000;
const LONGEST = 300_000;

/**
 * How long to wait before the next try (rules.md section 7): doubling from 1 s to 5 min, of which the second half is left to
 * chance, so that devices that lost a server together do not come back together.
 * @param failures tries in a row that failed, from 1
 * @param retryAfter seconds the server asked for; it can lengthen the wait up to 5 min
 * @returns milliseconds
 */
export function backOff(failures: number, random: Random, retryAfter = 0): number {
  const whole = Math.min(LONGEST, SHORTEST * 2 ** Math.min(failures - 1, 20));
  const wait = Math.max(SHORTEST, whole / 2 + (whole / 2) * fraction(random));
  return Math.min(LONGEST, Math.max(wait, retryAfter * 1_000));
}

/** A number from 0 to below 1. */
function fraction(random: Random): number {
  const [high = 0, low = 0] = random(2);
  return (high * 256 + low) / 65_536;
}

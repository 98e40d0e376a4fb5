/**
 * A number from 0 to just below 1 that follows from a seed and up to three whole numbers: the same plant comes out
 * whatever is asked in between.
 */
export function chance(seed: number, a: number, b = 0, c = 0): number {
  let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(a + 1, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) ^ Math.imul(b + 0x165667b1, 0x27d4eb2f);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0x297a2d39) ^ Math.imul(c + 0x61c88647, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 4_294_967_296;
}

/** One of several, by such a number. */
export function pick<T>(list: readonly T[], at: number): T {
  const chosen = list[Math.floor(at * list.length)];
  if (chosen === undefined) throw new RangeError('nothing to pick from');
  return chosen;
}

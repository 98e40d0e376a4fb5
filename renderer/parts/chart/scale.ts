/** Marks of an axis from 0 upwards, at round figures; the last is at or above `max`. */
export function ticksUpTo(max: number, count = 5): readonly number[] {
  const step = roundStep(Math.max(1, max) / count);
  const marks = Math.max(1, Math.ceil(Math.max(1, max) / step));
  return Array.from({ length: marks + 1 }, (_, place) => place * step);
}

/** 1, 2 or 5 times a power of ten, never less than one unit. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, rough)));
  const factor = [1, 2, 5, 10].find((one) => one * power >= rough) ?? 10;
  return factor * power;
}

/** At most `count` places among `length`, evenly apart. */
export function evenPlaces(length: number, count: number): readonly number[] {
  const every = Math.max(1, Math.ceil(length / Math.max(1, count)));
  return Array.from({ length: Math.ceil(length / every) }, (_, index) => index * every);
}

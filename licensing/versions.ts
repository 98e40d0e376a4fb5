import type { VersionRange } from './item.ts';

/**
 * Whether a version lies in a range, compared as dot-separated numbers; a short bound is a prefix, so `to` 10.99 covers
 * 10.99.3 (rules.md section 3). What follows the numbers (`-beta.1`) does not count. A version that does not begin with
 * a number lies in no range.
 */
export function coversVersion(range: VersionRange, version: string | null): boolean {
  const parts = version === null ? [] : parseVersion(version);
  if (parts.length === 0) return false;
  if (range.from !== undefined && compareVersions(parts, parseVersion(range.from), false) < 0) return false;
  return range.to === undefined || compareVersions(parts, parseVersion(range.to), true) <= 0;
}

/** Orders ranges by width, the narrower first; of equally wide ones the one that begins later. */
export function compareWidth(a: VersionRange | null, b: VersionRange | null): number {
  if (a === b) return 0;
  const [one, other] = [boundsOf(a), boundsOf(b)];
  const length = Math.max(one.from.length, one.to.length, other.from.length, other.to.length);
  for (let i = 0; i < length; i++) {
    const widths = [widthAt(one, i), widthAt(other, i)] as const;
    if (widths[0] !== widths[1]) return widths[0] - widths[1];
  }
  return compareVersions(other.from, one.from, false);
}

/** The numbers a version begins with: none when it begins with something else. */
export function parseVersion(text: string): readonly number[] {
  const numbers = /^\d+(?:\.\d+)*/.exec(text)?.[0];
  return numbers === undefined ? [] : numbers.split('.').map(Number);
}

/** Compares number by number; missing ones of the bound are equal to anything (`prefix`) or 0. */
function compareVersions(version: readonly number[], bound: readonly number[], prefix: boolean): number {
  const length = prefix ? bound.length : Math.max(version.length, bound.length);
  for (let i = 0; i < length; i++) {
    const difference = (version[i] ?? 0) - (bound[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

type Bounds = { readonly from: readonly number[]; readonly to: readonly number[] };

function boundsOf(range: VersionRange | null): Bounds {
  return { from: parseVersion(range?.from ?? ''), to: parseVersion(range?.to ?? '') };
}

/** What is missing below is 0, what is missing above has no end. */
function widthAt({ from, to }: Bounds, i: number): number {
  return (to[i] ?? Number.POSITIVE_INFINITY) - (from[i] ?? 0);
}

import type { EpochSeconds } from '../../licensing/time.ts';

const numbers = new Intl.NumberFormat('en-US');

/** A number as people write it. */
export function count(value: number): string {
  return numbers.format(value);
}

/** `1 day`, `14 days`. */
export function day(days: number): string {
  return `${count(days)} ${days === 1 ? 'day' : 'days'}`;
}

/** Minutes are as exact as an administrator needs it. */
export function date(at: EpochSeconds): string {
  return `${new Date(at * 1_000).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** Whole percent, rounded down: 99.9 % is not all. */
export function percentOf(part: number, whole: number): number {
  return Math.floor((part * 100) / whole);
}

/** Sentences in a row, without those that are empty. */
export function sentence(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}

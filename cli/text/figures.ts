import type { Seconds } from '../../licensing/time.ts';
import { DAY, HOUR, MINUTE } from '../../licensing/time.ts';

/** A number with its thousands grouped: `12,345`. */
export function numberText(value: number): string {
  return grouped.format(value);
}

/** A count with its noun: `1 device`, `2,000 devices`. */
export function countText(count: number, one: string, many = `${one}s`): string {
  return `${numberText(count)} ${count === 1 ? one : many}`;
}

/** A size in the unit that people read: `512 bytes`, `1.4 MB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1_000) return countText(bytes, 'byte');
  const unit = units.findLast(({ size }) => bytes >= size) ?? { size: 1_000, name: 'kB' };
  const value = bytes / unit.size;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit.name}`;
}

/** A span in its largest unit, rounded down: `45 seconds`, `3 days`. */
export function spanText(seconds: Seconds): string {
  if (seconds >= 2 * DAY) return countText(Math.floor(seconds / DAY), 'day');
  if (seconds >= 2 * HOUR) return countText(Math.floor(seconds / HOUR), 'hour');
  if (seconds >= 2 * MINUTE) return countText(Math.floor(seconds / MINUTE), 'minute');
  return countText(Math.floor(seconds), 'second');
}

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

const units = [
  { size: 1e3, name: 'kB' },
  { size: 1e6, name: 'MB' },
  { size: 1e9, name: 'GB' },
  { size: 1e12, name: 'TB' },
];

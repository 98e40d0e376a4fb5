import type { EpochSeconds } from '../../licensing/time.ts';

/** An instant in the time of this machine, with its zone: `2026-06-01 14:05 CEST`. */
export function instantText(at: EpochSeconds, timeZone?: string): string {
  const parts = partsOf(at, timeZone);
  return `${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute} ${parts.timeZoneName}`;
}

/** The day of an instant in the time of this machine: `2026-06-01`. */
export function dayText(at: EpochSeconds, timeZone?: string): string {
  const { year, month, day } = partsOf(at, timeZone);
  return `${year}-${month}-${day}`;
}

type Parts = Readonly<Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'timeZoneName', string>>;

function partsOf(at: EpochSeconds, timeZone: string | undefined): Parts {
  const two = '2-digit';
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ year: 'numeric', month: two, day: two, hour: two, minute: two, hourCycle: 'h23', timeZoneName: 'short' },
    ...(timeZone !== undefined && { timeZone }),
  } as Intl.DateTimeFormatOptions);
  const parts = format.formatToParts(new Date(at * 1_000)).map(({ type, value }) => [type, value]);
  return Object.fromEntries(parts) as Parts;
}

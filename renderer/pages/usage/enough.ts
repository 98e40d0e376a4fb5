import type { Demand } from '../../api/usage.ts';
import type { WeekFigures } from '../../parts/chart/week-figures.ts';

export type Day = Demand['days'][number];

/** What would have been enough of an item that is counted in seats. */
export type Enough = {
  /** Seats that would have been enough on every day. */
  readonly seats: number;
  /** The day that wanted most. */
  readonly day: Day;
  /** Seats that were enough on that share of the days. */
  readonly shares: readonly { readonly share: number; readonly seats: number }[];
};

/**
 * Each day wanted its peak, and one seat more for every device that was refused for want of quota. Days without a grant
 * or refusal wanted none.
 * @param days the number of days that are looked at, those without a row included.
 */
export function countEnough(rows: readonly Day[], days: number): Enough | null {
  const most = rows.reduce<Day | null>((best, row) => (best === null || wanted(row) > wanted(best) ? row : best), null);
  if (most === null) return null;
  const sorted = rows.map(wanted).toSorted((a, b) => a - b);
  const empty = Math.max(0, days - sorted.length);
  const enoughOn = (share: number): number => {
    const place = Math.ceil(share * (empty + sorted.length)) - 1 - empty;
    return place < 0 ? 0 : (sorted[place] ?? 0);
  };
  const shares = [0.95, 0.9, 0.75].map((share) => ({ share, seats: enoughOn(share) }));
  return { seats: wanted(most), day: most, shares };
}

export const wanted = ({ peak, refused }: Day): number => peak + refused;

type Pace = {
  readonly used: number;
  readonly quota: number;
  /** End of the running term, epoch seconds. */
  readonly end: number;
  /** Units reported in the time that is looked at, and its length in days. */
  readonly units: number;
  readonly days: number;
  readonly now: number;
};

export type Projected = {
  readonly perDay: number;
  /** Units used at the end of the term, if it goes on like that. */
  readonly atEnd: number;
  /** When the quota is used up; null: not before the term ends. */
  readonly until: number | null;
};

/** How far a quota of units goes at the pace of a time. */
export function projectPace({ used, quota, end, units, days, now }: Pace): Projected {
  const perDay = units / Math.max(1, days);
  const left = Math.max(0, end - now) / 86_400;
  const atEnd = Math.round(used + perDay * left);
  const until = atEnd > quota && perDay > 0 ? now + (Math.max(0, quota - used) / perDay) * 86_400 : null;
  return { perDay, atEnd, until };
}

type Hourly = { readonly at: readonly number[]; readonly values: readonly number[] };

/** The figures of hours as a week of the local clock: the most, or the mean, of each weekday and hour. */
export function weekOf({ at, values }: Hourly, how: 'most' | 'mean'): WeekFigures {
  const cells = Array.from({ length: 7 }, () => Array.from({ length: 24 }, (): number[] => []));
  for (const [place, moment] of at.entries()) {
    const date = new Date(moment * 1_000);
    cells[(date.getDay() + 6) % 7]?.[date.getHours()]?.push(values[place] ?? 0);
  }
  return cells.map((row) => row.map((figures) => (figures.length === 0 ? null : summary(figures, how))));
}

function summary(figures: readonly number[], how: 'most' | 'mean'): number {
  if (how === 'most') return Math.max(...figures);
  return Math.round(figures.reduce((sum, figure) => sum + figure, 0) / figures.length);
}

import { DAY, dayOf, type EpochSeconds, HOUR } from '../../licensing/time.ts';

/** How many backups are kept: the newest of so many hours, days and months. */
export type KeepRule = { readonly keepHourly: number; readonly keepDaily: number; readonly keepMonthly: number };

/**
 * Decides which backups are kept: the newest of each of the last hours, days and months (UTC) in which one was made. The
 * newest of all is always kept.
 */
export function decideKept<Backup extends { readonly at: EpochSeconds }>(
  backups: readonly Backup[],
  rule: KeepRule,
): ReadonlySet<Backup> {
  const newestFirst = backups.toSorted((a, b) => b.at - a.at);
  const kept = new Set(newestFirst.slice(0, 1));
  const spans: readonly (readonly [count: number, spanOf: (at: EpochSeconds) => number])[] = [
    [rule.keepHourly, (at) => at - (at % HOUR)],
    [rule.keepDaily, dayOf],
    [rule.keepMonthly, monthOf],
  ];
  for (const [count, spanOf] of spans) {
    const seen = new Set<number>();
    for (const backup of newestFirst) {
      const span = spanOf(backup.at);
      if (seen.has(span)) continue;
      if (seen.size === count) break;
      seen.add(span);
      kept.add(backup);
    }
  }
  return kept;
}

/** The first day of the month, which no other month shares. */
function monthOf(at: EpochSeconds): number {
  const date = new Date(dayOf(at) * 1_000);
  return dayOf(at) - (date.getUTCDate() - 1) * DAY;
}

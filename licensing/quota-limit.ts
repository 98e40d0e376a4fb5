import { isRegistered } from './defaults.ts';
import type { Item, Metric, Term } from './item.ts';
import { roundHalfUp } from './time.ts';

/** Units beyond quota that `usage`, `device` and `server` items tolerate: round(`overagePercent` × quota) (section 5). */
export function toleranceOf(metric: Metric, term: Pick<Term, 'overagePercent' | 'quota'>): number {
  if (metric !== 'usage' && !isRegistered(metric)) return 0;
  return roundHalfUp((term.overagePercent * term.quota) / 100);
}

/** Units seats are held for and nobody of the group has taken yet, but for the reservation that is one's own. */
export function heldBack(
  { reservations }: Pick<Item, 'reservations'>,
  reserved: Readonly<Record<string, number>>,
  own: string | null,
): number {
  let units = 0;
  for (const { name, seats } of reservations) {
    if (name !== own) units += Math.max(0, seats - (reserved[name] ?? 0));
  }
  return units;
}

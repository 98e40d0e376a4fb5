import type { RankedItem } from './acquire.ts';
import type { Metric } from './item.ts';
import { isHeld } from './seat-grant.ts';
import type { EpochSeconds } from './time.ts';
import { compareWidth } from './versions.ts';

/** Metrics from the least restrictive one on (rules.md section 3). */
const METRICS: Readonly<Record<Metric, number>> = {
  domain: 0,
  usage: 1,
  device: 2,
  'concurrent-device': 3,
  'concurrent-instance': 4,
  server: 5,
};

/**
 * Orders items within a pass (rules.md section 3): an item on which the device holds a seat, the administrator's order
 * if there is one, closest end of term, fewest features, narrowest versions, least restrictive metric, item id.
 * @param items in the order in which they hang on their code
 * @param ordered whether that is an order the administrator made
 */
export function orderItems(items: RankedItem[], ordered: boolean, now: EpochSeconds): readonly RankedItem[] {
  if (items.length < 2) return items;
  return items.sort(
    (a, b) => Number(isHeld(b.seat, now)) - Number(isHeld(a.seat, now)) || (ordered ? 0 : compareByRule(a, b)),
  );
}

function compareByRule(a: RankedItem, b: RankedItem): number {
  return (
    a.term.end - b.term.end ||
    a.term.features.length - b.term.features.length ||
    compareWidth(a.term.versions, b.term.versions) ||
    METRICS[a.item.metric] - METRICS[b.item.metric] ||
    (a.item.id < b.item.id ? -1 : 1)
  );
}

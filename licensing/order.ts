import type { RankedItem } from './acquire.ts';
import type { HandshakeCode } from './configuration.ts';
import type { Metric } from './item.ts';
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
 * @param code the handshake code the items hang on; null: a public trial.
 */
export function orderItems(items: RankedItem[], code: HandshakeCode | null, now: EpochSeconds): readonly RankedItem[] {
  if (items.length < 2) return items;
  const places = code?.ordered ? new Map(code.items.map((id, place) => [id, place])) : null;
  return items.sort(
    (a, b) =>
      Number(isHeld(b, now)) - Number(isHeld(a, now)) ||
      (places !== null ? (places.get(a.item.id) ?? 0) - (places.get(b.item.id) ?? 0) : compareByRule(a, b)),
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

function isHeld({ seat }: RankedItem, now: EpochSeconds): boolean {
  return seat !== null && seat.heldUntil > now;
}

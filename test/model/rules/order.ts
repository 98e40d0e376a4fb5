import type { Code, FileItem, History, Metric, Request } from './facts.ts';
import { holdsSeat } from './seats.ts';
import type { Item } from './terms.ts';
import { metricOf, termAt } from './terms.ts';

const metrics: readonly Metric[] = ['domain', 'usage', 'device', 'concurrent-device', 'concurrent-instance', 'server'];

/** The order within a pass, rules.md section 3. */
export function inOrder(history: History, request: Request, code: Code, items: readonly Item[]): readonly Item[] {
  const { facts, now } = history;
  const held = (item: Item) => (holdsSeat(facts, item, request.device, now) ? 0 : 1);
  const byRule: readonly ((item: Item) => number)[] = [
    (item) => termAt(item, now).end,
    (item) => termAt(item, now).features.length,
    (item) => versionWidth(termAt(item, now)),
    (item) => -versionFrom(termAt(item, now)),
    (item) => metrics.indexOf(metricOf(item)),
  ];
  const criteria = [held, ...(code.isOrdered ? [(item: Item) => code.items.indexOf(item.id)] : byRule)];
  return items.toSorted((a, b) => {
    for (const criterion of criteria) {
      const [one, other] = [criterion(a), criterion(b)];
      if (one !== other) return one - other;
    }
    return a.id < b.id ? -1 : 1;
  });
}

/** How far apart the bounds are; what is open above has no end. */
const versionWidth = ({ versions }: FileItem): number =>
  versions?.to === undefined ? Number.MAX_VALUE : numberOf(versions.to) - numberOf(versions.from ?? '0');

const versionFrom = ({ versions }: FileItem): number => numberOf(versions?.from ?? '0');

/** A version of up to three numbers, each below a thousand, as one number. */
function numberOf(version: string): number {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return (major * 1000 + minor) * 1000 + patch;
}

import type { BundleLine, BundleUsage } from '../../protocol/bundle.ts';
import type { BundlePlace } from '../store/report-table.ts';
import type { Store } from '../store/store.ts';
import { dayNumber } from '../store/usage-table.ts';

/**
 * Books the lines of one bundle. Running totals keep the largest value of every key, so nothing counts twice, in whatever
 * order and however often bundles come. Belongs into one transaction.
 * @returns the number of lines, the header included, which was read before, and how many totals were below what is held
 */
export async function bookLines(
  store: Store,
  place: BundlePlace,
  lines: AsyncIterable<BundleLine>,
): Promise<{ readonly count: number; readonly fallen: number }> {
  const bookUsage = usageBooker(store, place.site);
  let count = 1;
  let fallen = 0;
  for await (const line of lines) {
    count += 1;
    switch (line.t) {
      case 'usage':
        if (bookUsage(line)) fallen += 1;
        break;
      case 'item':
        store.reports.putItem(place, line);
        break;
      case 'device':
        store.reports.putDevice(place, line);
        break;
      case 'denial':
        store.reports.putDenial(place, line);
        break;
      case 'event':
        store.reports.putEvent(place, line);
        break;
      case 'header':
      case 'end':
        break;
      default:
        line satisfies never;
    }
  }
  return { count, fallen };
}

/** Reads the lines of a bundle that cannot be booked yet, so that a damaged one is refused while its site is at hand. */
export async function countLines(lines: AsyncIterable<BundleLine>): Promise<number> {
  let count = 1;
  for await (const _ of lines) count += 1;
  return count;
}

/** Looks up each device, term and feature once per bundle. */
function usageBooker(store: Store, site: string): (line: BundleUsage) => boolean {
  const terms = new Map<string, number>();
  const devices = new Map<string, number>();
  const features = new Map<string, number>();
  return ({ item, term, day, device, feature, count }) => {
    const key = {
      term: remembered(terms, `${term} ${item}`, () => store.usage.termId(site, item, term)),
      day: dayNumber(day),
      device: remembered(devices, device, () => store.usage.deviceId(site, device)),
      feature: remembered(features, feature, () => store.usage.featureId(feature)),
    };
    return store.usage.put(key, count);
  };
}

function remembered(known: Map<string, number>, key: string, look: () => number): number {
  const held = known.get(key);
  if (held !== undefined) return held;
  const found = look();
  known.set(key, found);
  return found;
}

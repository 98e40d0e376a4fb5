import type { FileItem, History, Request } from './facts.ts';
import { DAY } from './facts.ts';
import { isLocked, isRevoked } from './locks.ts';
import { isWithinVersions, matchesDomain, matchesName } from './patterns.ts';
import { reclaimedUntil, takenOverAt } from './seats.ts';
import type { Item } from './terms.ts';
import { endOfGrace, mismatchSince, syncState, termAt } from './terms.ts';

/** The denial that an item meets in one filter of rules.md section 3, or null when it passes. */
type Filter = (history: History, request: Request, item: Item, term: FileItem) => string | null;

const filters: readonly Filter[] = [
  (_, request, __, term) => (term.product === request.product ? null : 'product_not_licensed'),
  (_, request, __, term) => {
    if (term.platforms === undefined) return null;
    return request.platform !== undefined && term.platforms.includes(request.platform) ? null : 'platform_not_covered';
  },
  (_, request, __, term) => {
    if (term.versions === undefined) return null;
    const { from, to } = term.versions;
    return request.version !== undefined && isWithinVersions(request.version, from, to) ? null : 'version_not_covered';
  },
  (_, request, __, term) =>
    request.features.every((feature) => term.features.includes(feature)) ? null : 'feature_not_licensed',
  (_, request, __, term) => (isPermitted(request, term) ? null : 'item_not_permitted'),
  ({ facts }, _, { vendor, id }) => (isRevoked(facts, vendor, id) ? 'license_revoked' : null),
  ({ facts }, _, { vendor, id }) => (isLocked(facts, vendor, id) ? 'license_locked' : null),
  ({ facts, now }, _, item) => {
    const since = mismatchSince(facts, item);
    return since !== undefined && now >= since + 30 * DAY ? 'machine_mismatch' : null;
  },
  ({ now }, _, __, term) => (now < term.start ? 'license_not_yet_valid' : null),
  ({ facts, now }, _, item, term) => {
    if (now >= endOfGrace(term)) return 'license_expired';
    return syncState(facts, item, now) === 'overdue' ? 'sync_overdue' : null;
  },
  ({ facts, now }, request, item, term) => {
    const taken = term.metric === 'server' ? takenOverAt(facts, item, request.device) : undefined;
    return taken !== undefined && now < taken + DAY ? 'device_cloned' : null;
  },
  ({ facts, now }, request, item) => (now < reclaimedUntil(facts, item, request.device) ? 'lease_reclaimed' : null),
];

function isPermitted(request: Request, term: FileItem): boolean {
  const asking = [request.app, request.process].filter((text) => text !== undefined);
  if (term.apps && !term.apps.some((entry) => asking.some((text) => matchesName(entry, text)))) return false;
  if (term.machines && !(request.machine !== undefined && term.machines.includes(request.machine))) return false;
  if (term.metric === 'domain' && !(request.app !== undefined && matchesDomain(term.domain ?? '', request.app))) {
    return false;
  }
  return term.metric !== 'server' || (request.deployment === 'server' && request.machine !== undefined);
}

export type Filtered = { readonly left: readonly Item[] } | { readonly denial: string };

/**
 * Each filter takes items out; the one that empties the set names the denial. Where its survivors fail it for
 * different reasons, the later code in the list wins (`sync_overdue` stands after `license_expired`).
 */
export function filterItems(history: History, request: Request, items: readonly Item[]): Filtered {
  let left = items;
  for (const filter of filters) {
    const failures = left.map((item) => filter(history, request, item, termAt(item, history.now)));
    const passed = left.filter((_, place) => failures[place] === null);
    if (passed.length === 0) {
      if (left.length === 0) return { denial: 'product_not_licensed' };
      return { denial: failures.includes('sync_overdue') ? 'sync_overdue' : failures[0]! };
    }
    left = passed;
  }
  return { left };
}

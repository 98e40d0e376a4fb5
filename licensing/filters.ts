import type { VendorConfiguration } from './configuration.ts';
import { DEFAULTS } from './defaults.ts';
import type { DenialCode } from './denial.ts';
import type { Item, Term } from './item.ts';
import { isLocked } from './item-lock.ts';
import { graceEnd } from './lease-length.ts';
import type { AcquireRequest } from './request.ts';
import type { Seat } from './seat.ts';
import { DAY, type EpochSeconds } from './time.ts';
import { matchesApps } from './validation.ts';
import { coversVersion } from './versions.ts';
import { matchesDomain } from './wildcard.ts';

/**
 * The filters on items in the order of rules.md section 3, by the code with which each refuses. Since each filter sees
 * only what the one before left, the refusal of a set is the code of the item that came furthest.
 */
export const FILTERS = [
  'product_not_licensed',
  'platform_not_covered',
  'version_not_covered',
  'feature_not_licensed',
  'item_not_permitted',
  'license_revoked',
  'license_locked',
  'machine_mismatch',
  'license_not_yet_valid',
  'license_expired',
  'sync_overdue',
  'device_cloned',
  'lease_reclaimed',
] as const satisfies readonly DenialCode[];

/** One item of a code, with all that the filters look at. */
export type FilterInput = {
  readonly vendor: VendorConfiguration;
  readonly request: AcquireRequest;
  readonly item: Item;
  /** The running term, or the first one of an item that has not begun. */
  readonly term: Term;
  /** The device's seat on the item, held or not. */
  readonly seat: Seat | null;
  readonly now: EpochSeconds;
};

/** The code of the first filter that an item fails for a request; null: it passes all of them. */
export function findFailure(input: FilterInput): (typeof FILTERS)[number] | null {
  return failsRequest(input) ?? failsStanding(input) ?? failsSeat(input);
}

/** Whether the item is in its grace stage: past its term, or past `syncDays` (sections 1 and 5). */
export function isInGrace({ vendor, item, term, now }: Omit<FilterInput, 'request' | 'seat'>): boolean {
  return now + vendor.termOffset >= term.end || now >= syncEnd(vendor, item, term);
}

/**
 * When `syncDays` are over, after which the grace stage of `graceDays` begins: counted from the last acknowledgement, or
 * from the item's import when that came later.
 */
export function syncEnd(
  vendor: Pick<VendorConfiguration, 'acknowledgedAt'>,
  item: Pick<Item, 'importedAt'>,
  term: Pick<Term, 'syncDays'>,
): EpochSeconds {
  if (term.syncDays === null) return Number.POSITIVE_INFINITY;
  return Math.max(vendor.acknowledgedAt, item.importedAt) + term.syncDays * DAY;
}

/** What the request asks for against what the item allows. A field that is restricted but missing fails. */
function failsRequest({ request, item, term }: FilterInput): (typeof FILTERS)[number] | null {
  if (item.product !== request.product) return 'product_not_licensed';
  if (term.platforms !== null && !includes(term.platforms, request.platform)) return 'platform_not_covered';
  if (term.versions !== null && !coversVersion(term.versions, request.version)) return 'version_not_covered';
  for (const feature of request.features) if (!term.features.includes(feature)) return 'feature_not_licensed';
  return isPermitted(request, item, term) ? null : 'item_not_permitted';
}

/** Item permits: `apps`, `machines`, `domain`, `server`. */
function isPermitted(request: AcquireRequest, { metric }: Item, term: Term): boolean {
  if (term.apps !== null && !matchesApps(term.apps, request)) return false;
  if (term.machines !== null && !includes(term.machines, request.machine)) return false;
  if (metric === 'domain') return request.app !== null && matchesDomain(term.domain ?? '', request.app);
  return metric !== 'server' || (request.deployment === 'server' && request.machine !== null);
}

/** What the vendor said about the item, and its times. */
function failsStanding({ vendor, item, term, now }: FilterInput): (typeof FILTERS)[number] | null {
  if (item.revoked) return 'license_revoked';
  if (isLocked(item, vendor.lock)) return 'license_locked';
  if (item.mismatchSince !== null && now >= item.mismatchSince + DEFAULTS.mismatchDays * DAY) return 'machine_mismatch';
  const termNow = now + vendor.termOffset;
  if (termNow < term.start) return 'license_not_yet_valid';
  if (termNow >= graceEnd(term)) return 'license_expired';
  return now >= syncEnd(vendor, item, term) + term.graceDays * DAY ? 'sync_overdue' : null;
}

/** What happened to the device's own seat on the item. */
function failsSeat({ seat, now }: FilterInput): (typeof FILTERS)[number] | null {
  if (seat === null) return null;
  const { takenOver, reclaimedUntil } = seat;
  if (takenOver !== null && now < takenOver.at + DEFAULTS.takeOverWithin) return 'device_cloned';
  return reclaimedUntil !== null && now < reclaimedUntil ? 'lease_reclaimed' : null;
}

function includes(list: readonly string[], value: string | null): boolean {
  return value !== null && list.includes(value);
}

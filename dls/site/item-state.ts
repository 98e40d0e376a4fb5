import type { VendorConfiguration } from '../../licensing/configuration.ts';
import { DEFAULTS } from '../../licensing/defaults.ts';
import { isInGrace, syncEnd } from '../../licensing/filters.ts';
import { type Item, runningTerm } from '../../licensing/item.ts';
import { isLocked } from '../../licensing/item-lock.ts';
import { graceEnd } from '../../licensing/lease-length.ts';
import { DAY, type EpochSeconds } from '../../licensing/time.ts';

/** What of an item keeps it from being granted, or that nothing does; in the order of the checks (rules.md section 3). */
export const ITEM_STATES = Object.freeze([
  'running',
  'grace',
  'not-yet-valid',
  'expired',
  'overdue',
  'mismatch',
  'locked',
  'revoked',
] as const);

export type ItemState = (typeof ITEM_STATES)[number];

type Known = Pick<VendorConfiguration, 'lock' | 'termOffset' | 'acknowledgedAt'>;

/** How an item stands at `now`, whatever a device asks for. */
export function itemStateOf(vendor: Known, item: Item, now: EpochSeconds): ItemState {
  if (item.revoked) return 'revoked';
  if (isLocked(item, vendor.lock)) return 'locked';
  if (item.mismatchSince !== null && now >= item.mismatchSince + DEFAULTS.mismatchDays * DAY) return 'mismatch';
  const term = runningTerm(item, now + vendor.termOffset);
  if (term === null) return 'not-yet-valid';
  if (now + vendor.termOffset >= graceEnd(term)) return 'expired';
  if (now >= syncEnd(vendor, item, term) + term.graceDays * DAY) return 'overdue';
  return isInGrace({ vendor: vendor as VendorConfiguration, item, term, now }) ? 'grace' : 'running';
}

import type { EpochSeconds, Seconds } from './time.ts';

/** How an item is counted (rules.md section 4). */
export type Metric = 'device' | 'concurrent-device' | 'concurrent-instance' | 'usage' | 'server' | 'domain';

/** `active windows` a `device` or `server` seat may have: one day, 30, 90 and 365 days. */
export type ActiveWindow = 86_400 | 2_592_000 | 7_776_000 | 31_536_000;

/** Bounds of the versions an item covers; a short bound is a prefix (rules.md section 3). */
export type VersionRange = { readonly from?: string; readonly to?: string };

/**
 * What the latest license file says of an item for the term that begins at `start`, with every default of rules.md
 * filled in. Terms of an item are told apart by `start` alone.
 */
export type Term = {
  readonly start: EpochSeconds;
  readonly end: EpochSeconds;
  /** Units of the metric that were bought; ignored for `domain`. */
  readonly quota: number;
  readonly features: readonly string[];
  readonly name: string;
  readonly unit: string | null;
  readonly versions: VersionRange | null;
  readonly platforms: readonly string[] | null;
  readonly apps: readonly string[] | null;
  readonly domain: string | null;
  /** Machine hashes (keyed by vendor id) the item is bound to; null: any machine. */
  readonly machines: readonly string[] | null;
  readonly offlineDays: number;
  readonly offlineSeats: number;
  readonly activeWindow: ActiveWindow;
  readonly leaseSeconds: Seconds;
  readonly graceSeconds: Seconds;
  readonly syncDays: number | null;
  readonly maxPerSlot: number;
  readonly overagePercent: number;
  /** Seat-slots that `concurrent-*` seats may spend beyond quota in this term. */
  readonly overageSlots: number;
  readonly graceDays: number;
  readonly reclaimsPerYear: number;
};

/** Seats of an item that the administrator holds for a named group of devices (rules.md section 2). */
export type Reservation = {
  readonly name: string;
  readonly seats: number;
  /** Who belongs to the group: device UUIDs, friendly names with `*`, addresses or CIDR ranges. */
  readonly devices: readonly string[];
};

/** What the vendor said about locking, and when: of two statements the one with the later `iat` holds. */
export type LockStatement = { readonly locked: boolean; readonly iat: EpochSeconds };

/** A license item of one vendor, as all license files imported so far make it. */
export type Item = {
  readonly vendor: string;
  readonly id: string;
  readonly organization: string;
  readonly product: string;
  readonly metric: Metric;
  readonly trial: boolean;
  /** When it was first imported: an item does not owe synchronization (`syncDays`) from before it was known. */
  readonly importedAt: EpochSeconds;
  /** At least one, ordered by `start`. */
  readonly terms: readonly Term[];
  readonly revoked: boolean;
  /** The latest statement on this very item; a later `lockSite` goes before it (`isLocked`). Null: none so far. */
  readonly lock: LockStatement | null;
  /** When the site's machine was first seen not to match the `machines` of the item's license file; null: it matches. */
  readonly mismatchSince: EpochSeconds | null;
  readonly reservations: readonly Reservation[];
};

/** A public trial of a product, for devices that have neither organization nor handshake code (rules.md section 2). */
export type PublicTrial = {
  readonly vendor: string;
  readonly id: string;
  readonly product: string;
  /** `iat` of the file that first offered it: the `start` of the one term that its usage is booked to. */
  readonly start: EpochSeconds;
  readonly days: number;
  readonly quota: number;
  readonly features: readonly string[];
  readonly revoked: boolean;
  readonly lock: LockStatement | null;
};

/** The running term at `at`: the latest with `start` ≤ `at`; null before the first term. */
export function runningTerm(item: Item, at: EpochSeconds): Term | null {
  let running: Term | null = null;
  for (const term of item.terms) if (term.start <= at) running = term;
  return running;
}

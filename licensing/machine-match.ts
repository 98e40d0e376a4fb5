import type { VendorConfiguration } from './configuration.ts';
import type { MachineClaim } from './license-claims.ts';
import type { EpochSeconds } from './time.ts';

/**
 * Whether a license file fits the machine: it names none, or one of its hashes is this machine's. A Windows Product ID
 * alone never satisfies it, for images and volume licenses share it (rules.md section 1).
 */
export function matchesMachine(bound: readonly MachineClaim[], machine: readonly MachineClaim[]): boolean {
  if (bound.length === 0) return true;
  return bound.some(
    ({ kind, hash }) => kind !== 'windows-product-id' && machine.some((own) => own.kind === kind && own.hash === hash),
  );
}

/**
 * Since when an item's 30 days of tolerance run; null: its license file fits the machine.
 * @param detected the first detection for that license file, which the ledger keeps; null: none so far
 */
export function mismatchSince(matches: boolean, detected: EpochSeconds | null, now: EpochSeconds): EpochSeconds | null {
  return matches ? null : (detected ?? now);
}

/** Whether an organization gets no new handshake codes, because the machine does not match a license of it. */
export function refusesNewCodes({ items }: Pick<VendorConfiguration, 'items'>, organization: string): boolean {
  for (const item of items.values()) {
    if (item.organization === organization && item.mismatchSince !== null) return true;
  }
  return false;
}

import { DEFAULTS, defaultGraceSeconds, defaultOveragePercent, defaultReclaims } from './defaults.ts';
import type { PublicTrial, Term } from './item.ts';
import type { ItemClaims, TrialClaims } from './license-claims.ts';
import type { EpochSeconds } from './time.ts';

/** The term that a license file gives an item, with every default of rules.md filled in. */
export function termOf(claims: ItemClaims): Term {
  const { metric, quota } = claims;
  return {
    start: claims.start,
    end: claims.end,
    quota,
    features: claims.features,
    name: claims.name ?? claims.id,
    unit: claims.unit ?? null,
    versions: claims.versions ?? null,
    platforms: restriction(claims.platforms),
    apps: restriction(claims.apps),
    domain: claims.domain ?? null,
    machines: restriction(claims.machines),
    offlineDays: claims.offlineDays ?? DEFAULTS.offlineDays,
    // The quota of a `domain` item is ignored, so it caps nothing.
    offlineSeats: claims.offlineSeats ?? (metric === 'domain' ? DEFAULTS.maxPerSlot : quota),
    activeWindow: claims.activeWindow ?? DEFAULTS.activeWindow,
    leaseSeconds: claims.leaseSeconds ?? DEFAULTS.leaseSeconds,
    graceSeconds: claims.graceSeconds ?? defaultGraceSeconds(metric),
    syncDays: claims.syncDays ?? null,
    maxPerSlot: claims.maxPerSlot ?? DEFAULTS.maxPerSlot,
    overagePercent: claims.overagePercent ?? defaultOveragePercent(metric),
    overageSlots: claims.overageSlots ?? DEFAULTS.overageSlotsPerUnit * quota,
    graceDays: claims.graceDays ?? DEFAULTS.graceDays,
    reclaimsPerYear: claims.reclaimsPerYear ?? defaultReclaims(quota),
  };
}

/** A public trial as a license file first offers it. */
export function trialOf(vendor: string, claims: TrialClaims, start: EpochSeconds): PublicTrial {
  const { id, product, days = DEFAULTS.trialDays, quota, features } = claims;
  return { vendor, id, product, start, days, quota, features, revoked: false, lock: null };
}

/** An empty list restricts nothing. */
function restriction(list: readonly string[] | undefined): readonly string[] | null {
  return list === undefined || list.length === 0 ? null : list;
}

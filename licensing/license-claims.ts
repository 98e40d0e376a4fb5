import type { ActiveWindow, Metric, VersionRange } from './item.ts';
import type { EpochSeconds, Seconds } from './time.ts';

/** A machine identifier as files carry it: only as a keyed hash. */
export type MachineClaim = { readonly kind: string; readonly hash: string };

/** One item as a license file says it (protocol.md section 3); what is missing has the defaults of rules.md. */
export type ItemClaims = {
  readonly id: string;
  readonly product: string;
  readonly metric: Metric;
  readonly quota: number;
  readonly features: readonly string[];
  readonly start: EpochSeconds;
  readonly end: EpochSeconds;
  readonly name?: string;
  readonly extends?: string;
  readonly unit?: string;
  readonly versions?: VersionRange;
  readonly platforms?: readonly string[];
  readonly apps?: readonly string[];
  readonly domain?: string;
  readonly machines?: readonly string[];
  readonly trial?: boolean;
  readonly offlineDays?: number;
  readonly offlineSeats?: number;
  readonly activeWindow?: ActiveWindow;
  readonly leaseSeconds?: Seconds;
  readonly graceSeconds?: Seconds;
  readonly syncDays?: number;
  readonly maxPerSlot?: number;
  readonly overagePercent?: number;
  readonly overageSlots?: number;
  readonly graceDays?: number;
  readonly reclaimsPerYear?: number;
};

/** One public trial as a license file says it; `days` are 7 by default. */
export type TrialClaims = {
  readonly id: string;
  readonly product: string;
  readonly days?: number;
  readonly quota: number;
  readonly features: readonly string[];
};

/** The payload of a verified license file, as far as rules judge it. */
export type LicenseClaims = {
  readonly iss: string;
  /** Organization id. */
  readonly sub: string;
  /** Site UUID. */
  readonly aud: string;
  readonly iat: EpochSeconds;
  readonly serial: number;
  readonly cnf: { readonly jkt: string };
  readonly machines: readonly MachineClaim[];
  readonly items: readonly ItemClaims[];
  readonly trials: readonly TrialClaims[];
  readonly revoked: readonly string[];
  readonly locked: readonly string[];
  readonly lockSite: boolean;
};

// What the reference model knows of a site: the list of everything that happened, in order, and the handshake codes as
// they stand. Nothing else is kept; every question is answered by counting through the list again.

export const SLOT = 180;
export const DAY = 86_400;

export type Metric = 'device' | 'concurrent-device' | 'concurrent-instance' | 'usage' | 'server' | 'domain';

/** An item as a license file carries it (protocol.md section 3). */
export type FileItem = {
  readonly id: string;
  readonly product: string;
  readonly metric: Metric;
  readonly quota: number;
  readonly features: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly extends?: string;
  readonly versions?: { readonly from?: string; readonly to?: string };
  readonly platforms?: readonly string[];
  readonly apps?: readonly string[];
  readonly domain?: string;
  readonly machines?: readonly string[];
  readonly trial?: boolean;
  readonly offlineDays?: number;
  readonly offlineSeats?: number;
  readonly activeWindow?: number;
  readonly leaseSeconds?: number;
  readonly syncDays?: number;
  readonly maxPerSlot?: number;
  readonly overagePercent?: number;
  readonly overageSlots?: number;
  readonly graceDays?: number;
  readonly reclaimsPerYear?: number;
};

export type FileTrial = {
  readonly id: string;
  readonly product: string;
  readonly days?: number;
  readonly quota: number;
  readonly features: readonly string[];
};

export type LicenseFile = {
  readonly vendor: string;
  readonly organization: string;
  /** Its `jti`: two files of one name are the same file. */
  readonly name: string;
  readonly serial: number;
  readonly iat: number;
  readonly items: readonly FileItem[];
  readonly trials: readonly FileTrial[];
  readonly revoked: readonly string[];
  readonly locked: readonly string[];
  readonly lockSite: boolean;
  /** Whether one of its `machines` is this machine, or it names none. */
  readonly isForThisMachine: boolean;
};

/** What a vendor's acknowledgement says beside the bundles that it covers. */
export type Acknowledgement = {
  readonly vendor: string;
  readonly iat: number;
  readonly locked: readonly string[];
  readonly unlocked: readonly string[];
  readonly revoked: readonly string[];
  readonly lockSite?: boolean;
  /** The vendor's own time, by which its terms are judged from then on. */
  readonly time?: number;
};

/** What a device asks. */
export type Request = {
  readonly device: string;
  readonly vendor: string;
  readonly product: string;
  readonly address: string;
  readonly organization?: string;
  readonly handshake?: string;
  readonly password?: string;
  readonly version?: string;
  readonly platform?: string;
  readonly deployment?: string;
  readonly app?: string;
  readonly process?: string;
  readonly machine?: string;
  readonly name?: string;
  readonly features: readonly string[];
  readonly instances: number;
  /** Days asked for by a device that never connects. */
  readonly offlineDays?: number;
};

export type Grant = {
  /** Names the lease, in the order in which they were given. */
  readonly lease: number;
  readonly vendor: string;
  readonly item: string;
  readonly device: string;
  readonly machine?: string;
  readonly name?: string;
  readonly app?: string;
  readonly process?: string;
  readonly instances: number;
  readonly features: readonly string[];
  readonly exp: number;
  readonly offline: boolean;
  /** A public trial. */
  readonly trial: boolean;
};

export type UsageRecord = {
  readonly vendor: string;
  readonly slot: number;
  readonly item: string;
  readonly feature: string;
  readonly count: number;
};

export type Report = {
  readonly device: string;
  readonly number: number;
  readonly records: readonly UsageRecord[];
};

export type SeatName = { readonly vendor: string; readonly item: string; readonly device: string };

/** Seats of an item that the administrator holds for named devices. */
export type Reservation = { readonly name: string; readonly seats: number; readonly devices: readonly string[] };

export type Fact =
  | { readonly kind: 'imported'; readonly at: number; readonly file: LicenseFile }
  | { readonly kind: 'acknowledged'; readonly at: number; readonly acknowledgement: Acknowledgement }
  | { readonly kind: 'granted'; readonly at: number; readonly grant: Grant }
  | { readonly kind: 'released'; readonly at: number; readonly grant: Grant }
  | { readonly kind: 'reported'; readonly at: number; readonly report: Report; readonly sent: Report }
  | {
      readonly kind: 'reclaimed';
      readonly at: number;
      readonly seat: SeatName;
      readonly unit: string;
      readonly undone: boolean;
    }
  | { readonly kind: 'returned'; readonly at: number; readonly grant: Grant; readonly unit: string }
  | {
      readonly kind: 'reserved';
      readonly at: number;
      readonly vendor: string;
      readonly item: string;
      readonly reservations: readonly Reservation[];
    }
  | { readonly kind: 'restored'; readonly at: number };

export type Code = {
  readonly vendor: string;
  readonly organization: string;
  readonly code: string;
  readonly isDefault: boolean;
  readonly items: readonly string[];
  /** `items` stand in an order that the administrator made. */
  readonly isOrdered: boolean;
  readonly passwords: readonly { readonly text: string; readonly until: number | null }[];
  readonly domains: readonly string[];
  readonly applications: readonly string[];
  readonly processes: readonly string[];
  readonly allow: readonly string[];
  readonly deny: readonly string[];
};

export type History = {
  readonly now: number;
  readonly facts: readonly Fact[];
  readonly codes: readonly Code[];
  readonly blocked: readonly string[];
  /** The administrator paused new seats. */
  readonly isPaused: boolean;
};

export const roundHalfUp = (value: number): number => Math.floor(value + 0.5);

import type { EpochSeconds } from './time.ts';

/**
 * A live or past lease of a device on an item. A renewal keeps the `chain` and raises `renewal`, so a lease that was
 * replaced still names its successor.
 */
export type SeatLease = {
  readonly chain: number;
  readonly renewal: number;
  readonly app: string | null;
  readonly process: string | null;
  readonly iat: EpochSeconds;
  readonly exp: EpochSeconds;
  readonly instances: number;
  readonly offline: { readonly request: string; readonly returnHash: string } | null;
};

/** What a device holds, or held, on one item. */
export type Seat = {
  readonly item: string;
  /** First grant of this holding: a seat that came free and was granted again begins anew. */
  readonly since: EpochSeconds;
  /** The last grant, renewal or usage report on it: the start of the active window. */
  readonly active: EpochSeconds;
  /**
   * Until when the device holds the seat, as it was booked. `device` and `server`: the end of the active window (or of
   * an offline lease that outlasts it); every other metric: the end of its longest lease. In the past: it came free.
   */
  readonly heldUntil: EpochSeconds;
  /** The leases that have not been released, replaced or reclaimed; those past their `exp` may still stand here. */
  readonly leases: readonly SeatLease[];
  /** Every feature ever leased on it; usage of another one is refused. */
  readonly features: readonly string[];
  /** The handshake code of the last grant; null for a public trial. */
  readonly handshake: string | null;
  /** The reservation the seat was granted from; null: none. */
  readonly reservation: string | null;
  /** Machine hash the seat counts as, for `server` items; null otherwise. */
  readonly machine: string | null;
  /** Whether any usage was reported on it since `since`; an unused grant can be undone. */
  readonly reported: boolean;
  /** An administrator took the seat back: until this moment the device is refused as `lease_reclaimed`. */
  readonly reclaimedUntil: EpochSeconds | null;
  /** `server` take-over: the device that took this seat over, and when; null otherwise. */
  readonly takenOver: { readonly by: string; readonly at: EpochSeconds } | null;
};

/** What the DLS remembers of a device, as far as decisions for one vendor need it. */
export type DeviceState = {
  readonly uuid: string;
  /** Whether the device has a row: it has had a grant and was not removed since. */
  readonly known: boolean;
  readonly blocked: boolean;
  /** The name the administrator or the device gave, for access rules. */
  readonly name: string | null;
  /** The machine hash it first came with, for the vendor of the request; null: none so far. */
  readonly machine: string | null;
  /** Whether anything of the vendor of the request was ever granted to it, and the public trial it began, if any. */
  readonly everGranted: boolean;
  readonly trial: { readonly id: string; readonly since: EpochSeconds } | null;
  /** Its seats on items of the vendor of the request. */
  readonly seats: readonly Seat[];
};

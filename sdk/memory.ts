import type { EpochSeconds } from '../licensing/time.ts';
import type { ProvenDenial } from './standing.ts';

/** What a device remembers between two runs, apart from usage. Small; kept as a whole. */
export type DeviceMemory = {
  /** 16 random bytes, base64url; made once. */
  readonly deviceKey: string;
  /** UUID of the site that is kept; null: none accepted so far. */
  readonly site: string | null;
  /** All delegations of the kept site's newest answer, also those by vendor keys that only a later app knows. */
  readonly delegations: readonly string[];
  /** Servers that the site named, main first. */
  readonly servers: readonly string[];
  /** The last lease and the delegation it was accepted under; null: none, or given up. */
  readonly lease: { readonly text: string; readonly delegation: string } | null;
  /** `iat` of the last lease ever accepted, which survives its release; null: none. */
  readonly lastLeaseAt: EpochSeconds | null;
  readonly denial: ProvenDenial | null;
  /** See `TimeMemory`. */
  readonly time: { readonly offset: number; readonly highest: EpochSeconds } | null;
  readonly offline: OfflineMemory | null;
};

/** What is open between a device request and the return of its lease (protocol.md section 6). */
export type OfflineMemory = {
  /** The requests that were made last and may still be answered, with what proves the return of their lease. */
  readonly requests: readonly { readonly id: string; readonly returnKey: string }[];
  /** The return key of the offline lease that is held; null: none is. */
  readonly returnKey: string | null;
  /** The return file that was made last, to be handed out again; null: none. */
  readonly returned: string | null;
};

/** The memory of a device that was never used. */
export function newMemory(deviceKey: string): DeviceMemory {
  return {
    deviceKey,
    site: null,
    delegations: [],
    servers: [],
    lease: null,
    lastLeaseAt: null,
    denial: null,
    time: null,
    offline: null,
  };
}

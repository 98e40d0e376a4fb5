/** What a device asks for (protocol.md section 5, *Acquire*), already parsed. Missing fields are null. */
export type AcquireRequest = {
  readonly vendor: string;
  readonly product: string;
  readonly version: string | null;
  readonly platform: string | null;
  readonly deployment: string | null;
  readonly app: string | null;
  readonly process: string | null;
  readonly org: string | null;
  readonly handshake: string | null;
  /** Empty: all features of the item. */
  readonly features: readonly string[];
  readonly instances: number;
  /** HMAC of a machine identifier, keyed by the vendor id. */
  readonly machine: string | null;
  readonly name: string | null;
  /** Address the request came from, as text; IPv4-mapped IPv6 already unmapped. */
  readonly address: string;
  /** Set for a device that never connects (protocol.md section 6). */
  readonly offline: OfflineRequest | null;
};

/** What a device that never connects adds to its request. */
export type OfflineRequest = {
  readonly request: string;
  readonly days: number;
  /** base64url SHA-256 of the return key. */
  readonly returnHash: string;
};

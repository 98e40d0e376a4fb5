import type { EpochSeconds, Seconds } from '../../licensing/time.ts';
import type { Awaitable } from './port.ts';

export type BundleRow = {
  readonly vendor: string;
  readonly epoch: number;
  readonly seq: number;
  /** The last of the consecutive bundles that were made together; mostly this one. */
  readonly lastSeq: number;
  readonly made: EpochSeconds;
  /** base64url SHA-256 of the bundle's JWS. */
  readonly digest: string;
  readonly prev: string | null;
  /** Name of the sealed file in the data folder's `bundles`. */
  readonly file: string;
  readonly size: number;
  readonly lines: number;
  /** The last report whose usage it holds. */
  readonly usageNo: number;
  readonly heightTo: number;
  /** Durably counted seconds when it was made, from which an acknowledgement's `time` goes on. */
  readonly elapsed: Seconds;
  readonly acknowledgedAt: EpochSeconds | null;
};

export type AcknowledgementRow = {
  readonly vendor: string;
  readonly digest: string;
  readonly jti: string;
  readonly iat: EpochSeconds;
  readonly epoch: number;
  readonly seq: number;
  readonly importedAt: EpochSeconds;
};

/** An answered request of a device that never connects. */
export type DeviceLeaseRow = {
  readonly request: string;
  readonly digest: string;
  readonly device: string;
  readonly vendor: string;
  readonly jti: string;
  /** base64url SHA-256 of the key that gives this lease back. */
  readonly returnHash: string;
  readonly answer: string;
  /** End of the lease. */
  readonly until: EpochSeconds;
  readonly at: EpochSeconds;
  readonly returnedDigest: string | null;
  readonly returnedAt: EpochSeconds | null;
};

export type GapTables = {
  readonly bundles: {
    list(vendor: string): Awaitable<readonly BundleRow[]>;
    find(vendor: string, epoch: number, seq: number): Awaitable<BundleRow | undefined>;
    /** The one made last, of the newest epoch. */
    findLast(vendor: string): Awaitable<BundleRow | undefined>;
    insert(row: BundleRow): Awaitable<void>;
    /** File names of all vendors' bundles. */
    listFiles(): Awaitable<readonly string[]>;
    /** The greatest height that any bundle tells of; 0 when there is none. */
    greatestHeight(): Awaitable<number>;
    /** Marks every bundle up to and with this one as acknowledged. */
    acknowledge(vendor: string, epoch: number, seq: number, at: EpochSeconds): Awaitable<void>;
  };
  readonly acknowledgements: {
    find(vendor: string, digest: string): Awaitable<AcknowledgementRow | undefined>;
    insert(row: AcknowledgementRow): Awaitable<void>;
  };
  readonly deviceLeases: {
    find(request: string): Awaitable<DeviceLeaseRow | undefined>;
    findByJti(jti: string): Awaitable<DeviceLeaseRow | undefined>;
    insert(row: DeviceLeaseRow): Awaitable<void>;
    markReturned(request: string, digest: string, at: EpochSeconds): Awaitable<void>;
  };
};

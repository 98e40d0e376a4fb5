import type { AccessRules, Statement } from '../../licensing/configuration.ts';
import type { Metric, Reservation, Term } from '../../licensing/item.ts';
import type { EpochSeconds, Seconds } from '../../licensing/time.ts';
import type { TrustedKey } from '../../protocol/token.ts';
import type { Awaitable } from './port.ts';

export type VendorRow = {
  readonly vendor: string;
  readonly name: string;
  readonly card: string;
  readonly cardIat: EpochSeconds;
  readonly signing: readonly TrustedKey[];
  readonly sealing: readonly TrustedKey[];
  readonly firstThumbprint: string;
  readonly addedAt: EpochSeconds;
  readonly locked: boolean;
  /** `iat` of the statement that locked or unlocked the site last. */
  readonly lockIat: EpochSeconds;
  /** What was said of item and trial ids, those included that no file has brought yet. */
  readonly statements: Readonly<Record<string, Statement>>;
  readonly acknowledgedAt: EpochSeconds;
  readonly ackIat: EpochSeconds;
  readonly termOffset: Seconds;
};

export type LicenseRow = {
  readonly vendor: string;
  /** base64url SHA-256 of the token. */
  readonly digest: string;
  readonly jti: string;
  readonly organization: string;
  readonly licensee: string;
  readonly alias: string | null;
  readonly serial: number;
  readonly iat: EpochSeconds;
  /** Machine hashes the file is bound to; null: none. */
  readonly machines: readonly { readonly kind: string; readonly hash: string }[] | null;
  readonly items: readonly string[];
  readonly token: string;
  readonly importedAt: EpochSeconds;
};

export type ItemRow = {
  readonly no: number;
  readonly vendor: string;
  readonly id: string;
  readonly organization: string;
  readonly product: string;
  readonly metric: Metric;
  readonly trial: boolean;
  readonly publicTrial: { readonly days: number } | null;
  readonly revoked: boolean;
  readonly revokedAt: EpochSeconds | null;
  readonly locked: boolean;
  readonly lockIat: EpochSeconds;
  readonly licenseDigest: string;
  readonly mismatchSince: EpochSeconds | null;
  readonly reservations: readonly Reservation[];
  readonly addedAt: EpochSeconds;
  /** Ordered by start. */
  readonly terms: readonly Term[];
};

export type DelegationRow = {
  readonly vendor: string;
  readonly thumbprint: string;
  readonly iat: EpochSeconds;
  readonly token: string;
};

export type HandshakeRow = {
  readonly no: number;
  readonly vendor: string;
  readonly code: string;
  readonly organization: string;
  readonly isDefault: boolean;
  readonly ordered: boolean;
  readonly note: string;
  readonly passwordHash: string | null;
  readonly oldPasswordHash: string | null;
  readonly oldPasswordUntil: EpochSeconds | null;
  readonly domains: readonly string[];
  readonly applications: readonly string[];
  readonly processes: readonly string[];
  readonly access: AccessRules;
  readonly createdAt: EpochSeconds;
  /** Item ids in order. */
  readonly items: readonly string[];
};

/** What vendors and administrators said; read as a whole into the snapshot, never on the hot path. */
export type ConfigurationTables = {
  readonly meta: {
    find(key: string): Awaitable<string | undefined>;
    put(key: string, value: string): Awaitable<void>;
  };
  readonly vendors: {
    list(): Awaitable<readonly VendorRow[]>;
    find(vendor: string): Awaitable<VendorRow | undefined>;
    put(row: VendorRow): Awaitable<void>;
  };
  readonly licenses: {
    list(): Awaitable<readonly LicenseRow[]>;
    /** What was imported of a vendor, without the files themselves. */
    listSerials(vendor: string): Awaitable<readonly Pick<LicenseRow, 'digest' | 'organization' | 'serial'>[]>;
    insert(row: LicenseRow): Awaitable<void>;
  };
  readonly items: {
    list(): Awaitable<readonly ItemRow[]>;
    /** Inserts an item that has no number yet (`no` 0) or updates it, with its terms; answers its number. */
    put(row: ItemRow): Awaitable<number>;
  };
  readonly delegations: {
    list(): Awaitable<readonly DelegationRow[]>;
    /** Keeps the newest of each vendor key. */
    put(row: DelegationRow): Awaitable<void>;
  };
  readonly handshakes: {
    list(): Awaitable<readonly HandshakeRow[]>;
    put(row: HandshakeRow): Awaitable<void>;
    remove(no: number): Awaitable<void>;
  };
  readonly settings: {
    list(): Awaitable<Readonly<Record<string, unknown>>>;
    put(key: string, value: unknown): Awaitable<void>;
  };
};

import type { EpochSeconds } from '../../licensing/time.ts';
import type { Awaitable } from './port.ts';

export type Role = 'viewer' | 'operator' | 'admin';

export type UserRow = {
  readonly name: string;
  readonly role: Role;
  readonly passwordHash: string;
  readonly createdAt: EpochSeconds;
};

export type TokenRow = {
  readonly id: string;
  readonly name: string;
  /** `metrics` reads the metrics page and nothing else. */
  readonly role: Role | 'metrics';
  /** base64url SHA-256 of the token. */
  readonly hash: string;
  readonly createdAt: EpochSeconds;
  readonly createdBy: string;
};

export type SessionRow = {
  readonly hash: string;
  readonly user: string;
  readonly role: Role;
  readonly createdAt: EpochSeconds;
  readonly until: EpochSeconds;
};

export type IdempotentAnswer = {
  readonly actor: string;
  readonly key: string;
  /** Of the request it answered: the same key with another request is a conflict. */
  readonly digest: string;
  readonly status: number;
  readonly answer: string;
  readonly at: EpochSeconds;
};

export type BackupRow = {
  readonly id: number;
  readonly file: string;
  readonly at: EpochSeconds;
  readonly size: number;
  readonly height: number;
  readonly epoch: number;
  readonly ok: boolean;
  readonly detail: string | null;
};

export type ConsoleTables = {
  readonly users: {
    list(): Awaitable<readonly UserRow[]>;
    find(name: string): Awaitable<UserRow | undefined>;
    put(row: UserRow): Awaitable<void>;
    remove(name: string): Awaitable<void>;
  };
  readonly tokens: {
    list(): Awaitable<readonly TokenRow[]>;
    insert(row: TokenRow): Awaitable<void>;
    remove(id: string): Awaitable<boolean>;
  };
  readonly sessions: {
    list(): Awaitable<readonly SessionRow[]>;
    insert(row: SessionRow): Awaitable<void>;
    remove(hash: string): Awaitable<boolean>;
    removeOf(user: string): Awaitable<void>;
    removeEnded(now: EpochSeconds): Awaitable<void>;
  };
  readonly idempotency: {
    find(actor: string, key: string): Awaitable<IdempotentAnswer | undefined>;
    insert(row: IdempotentAnswer): Awaitable<void>;
    removeBefore(at: EpochSeconds): Awaitable<void>;
  };
  readonly backups: {
    list(): Awaitable<readonly BackupRow[]>;
    find(id: number): Awaitable<BackupRow | undefined>;
    /** Answers the number of the new row. */
    insert(row: Omit<BackupRow, 'id'>): Awaitable<number>;
    remove(id: number): Awaitable<void>;
  };
};

import type { EpochSeconds } from '../../licensing/time.ts';
import type { SessionRow, TokenRow, UserRow } from '../store/console-tables.ts';
import type { Tx } from '../store/tx.ts';
import { findRecovery } from './recovery.ts';

/** Who may use the console, as it stands after one commit; replaced as a whole after the next change of it. */
export type Access = {
  /** By name. */
  readonly users: ReadonlyMap<string, UserRow>;
  /** By the SHA-256 of what the bearer presents, base64url. */
  readonly tokens: ReadonlyMap<string, TokenRow>;
  readonly sessions: ReadonlyMap<string, SessionRow>;
  /** Whether the administrator's password was set and the recovery code shown. */
  readonly isSetUp: boolean;
};

/** Holds the access in force. `replace` is an effect of a commit. */
export type AccessHolder = {
  readonly current: Access;
  replace(next: Access): void;
  /** Called after each replacement; ends when called back. */
  listen(listener: () => void): () => void;
  /** Secrets that live in memory only and die with the process. */
  readonly passing: PassingSecrets;
};

/** Codes that open the console once. */
export type PassingSecrets = {
  /** SHA-256 of the one-time set-up token, base64url; null: none was given out. */
  setupToken: string | null;
  /** SHA-256 of one-time log-in codes, with the moment each ends. */
  readonly loginCodes: Map<string, EpochSeconds>;
};

export function createAccess(first: Access): AccessHolder {
  const listeners = new Set<() => void>();
  let current = first;
  return {
    get current() {
      return current;
    },
    replace: (next) => {
      current = next;
      for (const listener of listeners) listener();
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    passing: { setupToken: null, loginCodes: new Map() },
  };
}

/** Reads everything anew; there are at most hundreds of users, tokens and sessions. */
export async function loadAccess(tx: Tx): Promise<Access> {
  const users = await tx.users.list();
  const tokens = await tx.tokens.list();
  const sessions = await tx.sessions.list();
  return {
    users: new Map(users.map((row) => [row.name, row])),
    tokens: new Map(tokens.map((row) => [row.hash, row])),
    sessions: new Map(sessions.map((row) => [row.hash, row])),
    isSetUp: (await findRecovery(tx)) !== null,
  };
}

/** Puts what this unit changed into force after its commit. */
export async function renewAccess(holder: AccessHolder, tx: Tx): Promise<void> {
  const next = await loadAccess(tx);
  tx.afterCommit(() => holder.replace(next));
}

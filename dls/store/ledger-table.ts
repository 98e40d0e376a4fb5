import type { EpochSeconds } from '../../licensing/time.ts';
import type { Awaitable } from './port.ts';

/** What an event says; `height`, `at` and the hash come with appending. */
export type LedgerEvent = {
  readonly kind: string;
  /** `device`, `system`, or `user:<name>`, `token:<id>`, `command`. */
  readonly actor: string;
  /** `vendor`, when there is one, decides in whose bundle the event shows. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Number of the device it is about, for finding it; not part of what is hashed, `data` names the device. */
  readonly deviceNo?: number;
};

export type LedgerEntry = LedgerEvent & { readonly height: number; readonly at: EpochSeconds; readonly hash: Buffer };

/** The ledger's head: height 0 and 32 zero bytes before the first event. */
export type LedgerTail = { readonly height: number; readonly hash: Buffer };

export type LedgerTable = {
  tail(): Awaitable<LedgerTail>;
  /** Hash of the event at `height`; undefined when there is none. */
  hashAt(height: number): Awaitable<Buffer | undefined>;
  /** The latest event of a kind. */
  findLast(kind: string): Awaitable<LedgerEntry | undefined>;
  /** The lowest height at hand; older segments are archived. 1 while the ledger is empty. */
  oldest(): Awaitable<number>;
  /** When the last event happened; null: the ledger is empty. */
  lastAt(): Awaitable<EpochSeconds | null>;
  /** When the last event not after `at` happened; null: there is none. */
  lastAtOrBefore(at: EpochSeconds): Awaitable<EpochSeconds | null>;
  /** When the first event after `at` happened; null: there is none. */
  firstAfter(at: EpochSeconds): Awaitable<EpochSeconds | null>;
  /** Removes events up to `height`, which lie in the archive; at most `limit`. Answers how many. */
  dropUpTo(height: number, limit: number): Awaitable<number>;
  /** Appends an event in this transaction. `height` is given by the event of a new epoch alone. */
  append(event: LedgerEvent, height?: number): Awaitable<LedgerTail>;
};

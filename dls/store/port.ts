import type { TrustedTime } from '../../licensing/acquire.ts';
import type { Tx } from './tx.ts';

export type Awaitable<T> = T | Promise<T>;

/**
 * A unit of work: reads and writes through `tx` alone, awaits nothing else, never opens another unit, and changes
 * nothing in memory (that is what `tx.afterCommit` is for).
 */
export type Unit<T> = (tx: Tx) => Awaitable<T>;

export type UnitOptions = {
  /** The unit does the same when it is run again after all it did was undone: it changes nothing but through `tx`. */
  readonly repeatable?: boolean;
};

/** The store's port. The embedded adapter is SQLite; another one must need no change outside `dls/store/`. */
export type Store = {
  /**
   * Runs `unit` in a transaction that it shares with the units that wait beside it, and resolves with its value once
   * that transaction is on disk. A unit that throws changes nothing and rejects with what it threw.
   * @throws StoreError `storage_full`, `internal_error`, `overloaded` or `shutting_down`.
   */
  transact<T>(unit: Unit<T>, options?: UnitOptions): Promise<T>;
  /** Commits so far, for the metrics page. */
  readonly commits: () => number;
  /** Whether the last batch failed for the store's own reasons. */
  readonly failing: () => boolean;
  /** Units that wait for their turn. */
  readonly waiting: () => number;
  /** Ends after the units that wait; later ones are `shutting_down`. */
  close(): Promise<void>;
};

/** What the store asks for when a batch begins: the one `now` of all its units. */
export type BatchClock = () => TrustedTime;

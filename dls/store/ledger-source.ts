import type { EpochSeconds } from '../../licensing/time.ts';
import type { LedgerCheckpoint } from '../ledger/checkpoint.ts';
import type { FoldedReport } from './usage-table.ts';

/** An event as it lies in the database, its data not parsed yet. */
export type StoredEvent = {
  readonly height: number;
  readonly at: EpochSeconds;
  readonly kind: string;
  readonly actor: string;
  readonly vendor: string | null;
  /** UUID of the device that it is filed under; null: none. */
  readonly device: string | null;
  readonly subject: string | null;
  readonly data: string;
  readonly hash: Buffer;
};

/** What a check of the records reads, all of one moment. Large things come row by row. */
export type LedgerSource = {
  /** What the first event that is kept follows: the beginning, or the end of the archive. */
  checkpoint(): Omit<LedgerCheckpoint, 'iss' | 'iat'>;
  /** The checkpoint as it was signed; null: nothing is archived. */
  checkpointToken(): string | null;
  /** Archived events from the very first on; null: there are none, or their files are elsewhere. */
  archived(): Iterable<StoredEvent> | null;
  countEvents(): number;
  /** Those after the checkpoint, in the order of their heights. */
  events(): Iterable<StoredEvent>;
  /** Up to which height events are before `before` and in bundles that every vendor acknowledged. */
  archivable(before: EpochSeconds): number;
  /** Reports of these numbers, both ends included, in order. */
  reports(from: number, to: number): Iterable<FoldedReport>;
  /** Reports up to this number may have been dropped after their time of keeping. */
  droppedTo(): number;
  lastReportNo(): number;
  /** Units booked to each item, from the daily totals that are kept for good. */
  bookedUnits(): ReadonlyMap<number, number>;
  /** `<vendor>/<item id>` by number. */
  itemNames(): ReadonlyMap<number, string>;
  /** The greatest height that a sync bundle was told of; 0 when none was made. */
  bundledHeight(): number;
  /** What the database says of its own pages; empty: they are sound. */
  damages(): readonly string[];
};

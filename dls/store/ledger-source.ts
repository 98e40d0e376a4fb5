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

/** Units of a term on a UTC day. */
export type BookedUnits = {
  readonly day: EpochSeconds;
  readonly itemNo: number;
  readonly termStart: EpochSeconds;
  readonly units: number;
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
  /** Units booked, from the daily totals that are kept for good. */
  bookedUnits(): Iterable<BookedUnits>;
  /** Units counted as used of each term, by which its quota is judged. */
  usedUnits(): Iterable<Pick<BookedUnits, 'itemNo' | 'termStart' | 'units'>>;
  /** Units by slot and hour, added up by UTC day. */
  timedUnits(): Iterable<Pick<BookedUnits, 'day' | 'itemNo' | 'units'>>;
  /** The first UTC day of which no slot or hour was dropped after its time of keeping; null: there are none. */
  firstTimed(): EpochSeconds | null;
  /** `<vendor>/<item id>` by number. */
  itemNames(): ReadonlyMap<number, string>;
  /** The greatest height that a sync bundle was told of; 0 when none was made. */
  bundledHeight(): number;
  /** What the database says of its own pages; empty: they are sound. */
  damages(): readonly string[];
};

import type { EpochSeconds } from '../../licensing/time.ts';
import type { Awaitable } from './port.ts';

/** One record as it is booked. */
export type BookedRecord = {
  readonly itemNo: number;
  readonly termStart: EpochSeconds;
  readonly slot: EpochSeconds;
  readonly feature: string;
  readonly count: number;
  readonly handshake: string;
  /** Why the record is remarkable: `future` slot, or `gap` filled after a restore; empty: it is not. */
  readonly flag: '' | 'future' | 'gap';
};

export type StoredReport = { readonly no: number; readonly report: number; readonly digest: Buffer };

/** What a fold into the ledger needs of a report. */
export type FoldedReport = {
  readonly no: number;
  readonly digest: Buffer;
  readonly units: readonly { readonly itemNo: number; readonly count: number }[];
};

export type UsageTable = {
  findLast(deviceNo: number): Awaitable<StoredReport | undefined>;
  find(deviceNo: number, report: number): Awaitable<StoredReport | undefined>;
  /** Books a report with its records and totals; answers its rising number. */
  insert(report: {
    readonly deviceNo: number;
    readonly report: number;
    readonly vendors: readonly string[];
    readonly at: EpochSeconds;
    readonly digest: Buffer;
    readonly records: readonly BookedRecord[];
  }): Awaitable<number>;
  /**
   * Forgets reports that every vendor with usage acknowledged before that moment; of the last one of each device the
   * number and digest stay. Answers how many rows changed, at most `limit` of each kind.
   */
  dropReports(old: { readonly acknowledgedBefore: EpochSeconds; readonly limit: number }): Awaitable<number>;
  /** Makes hourly totals of slot totals that were acknowledged before that moment. Answers how many slot rows went. */
  foldHours(old: { readonly acknowledgedBefore: EpochSeconds; readonly limit: number }): Awaitable<number>;
  dropHours(before: EpochSeconds, limit: number): Awaitable<number>;
  /** The highest number given so far; 0 before the first report. */
  lastNo(): Awaitable<number>;
  /** Reports with a number above `no`, in order, at most `limit`. */
  listAfter(no: number, limit: number): Awaitable<readonly FoldedReport[]>;
};

import type { EpochSeconds } from '../../licensing/time.ts';
import type { LedgerTail } from './ledger-table.ts';

/** What a sync bundle is made from, all of one moment and of one vendor. Large things come row by row. */
export type BundleSource = {
  /** The bundle made last, of the newest epoch; undefined before the first. */
  last(): LastBundle | undefined;
  /** Up to where the vendor acknowledged everything: later changes go into the next bundle. */
  acknowledged(): AcknowledgedMark;
  lastReportNo(): number;
  tail(): LedgerTail;
  /** Hash of the ledger at a height; 32 zero bytes at 0. */
  hashAt(height: number): Buffer | undefined;
  /** Figures of an item in the term that starts at `start`, judged at `at`. */
  figures(itemNo: number, start: EpochSeconds, at: EpochSeconds): ItemFigures;
  countDevices(since: EpochSeconds): number;
  /** Devices that hold or held seats on items of the vendor and were active at or after `since`. */
  devices(since: EpochSeconds): Iterable<SourceDevice>;
  countUsage(afterReport: number): number;
  /** Running totals of every key that a report with a number above `afterReport` changed. */
  usage(afterReport: number): Iterable<SourceUsage>;
  countDenials(since: EpochSeconds): number;
  /** Day totals of refusals on days with one at or after `since`; `handshake` is empty for codes that do not exist. */
  denials(since: EpochSeconds): Iterable<SourceDenial>;
  /** Heights of the vendor's events above `from`, of these kinds, and of the site's own events of the other kinds. */
  eventHeights(from: number, kinds: EventKinds): readonly number[];
  events(from: number, to: number, kinds: EventKinds): Iterable<SourceEvent>;
  /** Numbers given to actors in earlier bundles. */
  actors(): Readonly<Record<string, number>>;
};

export type LastBundle = {
  readonly epoch: number;
  readonly seq: number;
  readonly digest: string;
  readonly heightTo: number;
};

export type AcknowledgedMark = { readonly reportNo: number; readonly at: EpochSeconds };

export type ItemFigures = {
  readonly used: number;
  readonly registered: number;
  readonly peak: number;
  readonly overageSpent: number;
};

export type SourceDevice = {
  readonly uuid: string;
  readonly name: string | null;
  readonly platform: string | null;
  readonly deployment: string | null;
  readonly os: string | null;
  readonly first: EpochSeconds;
  readonly last: EpochSeconds;
  readonly items: readonly string[];
};

export type SourceUsage = {
  readonly item: string;
  readonly term: EpochSeconds;
  readonly day: EpochSeconds;
  readonly device: string;
  readonly feature: string;
  readonly count: number;
};

export type SourceDenial = {
  readonly day: EpochSeconds;
  readonly code: string;
  readonly handshake: string;
  readonly count: number;
};

export type SourceEvent = {
  readonly height: number;
  readonly at: EpochSeconds;
  readonly kind: string;
  readonly actor: string;
  readonly data: Readonly<Record<string, unknown>>;
};

/** Kinds that a bundle tells of: of events of its vendor, and of events of the site as a whole. */
export type EventKinds = { readonly ofVendor: readonly string[]; readonly ofSite: readonly string[] };

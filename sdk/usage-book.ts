import type { EpochSeconds } from '../licensing/time.ts';

/** One count for one item, feature and slot. */
export type UsageRecord = {
  readonly item: string;
  readonly feature: string;
  /** Start of the slot: a multiple of 180. */
  readonly slot: EpochSeconds;
  readonly count: number;
};

/** A numbered report, as it is sent. */
export type Report = { readonly number: number; readonly records: readonly UsageRecord[] };

/** A report that the server acknowledged; `line` tells numberings apart, see `Cut`. */
export type AcknowledgedReport = Report & { readonly at: EpochSeconds; readonly line: number };

/** From line `line` on, the numbers from `from` upwards were given anew, so older reports of those numbers are void. */
export type Cut = { readonly line: number; readonly from: number };

/** A change of the book: what the journal holds of it. */
export type UsageChange =
  | { readonly kind: 'used'; readonly records: readonly UsageRecord[] }
  /** Counts become numbered reports. */
  | { readonly kind: 'numbered'; readonly reports: readonly Report[] }
  | { readonly kind: 'acknowledged'; readonly number: number }
  /** All that is unacknowledged, numbered anew. */
  | {
      readonly kind: 'renumbered';
      readonly pending: readonly Report[];
      readonly next: number;
      readonly cut: Cut | null;
    }
  /** The server refused a record: the report goes on without it. What is `back` is reported later, `refused` is kept aside. */
  | {
      readonly kind: 'amended';
      readonly report: Report;
      readonly back: readonly UsageRecord[];
      readonly refused: readonly UsageRecord[];
    };

/** The whole book as a snapshot holds it. */
export type UsageMemory = {
  readonly next: number;
  readonly open: readonly UsageRecord[];
  readonly pending: readonly Report[];
  readonly cuts: readonly Cut[];
  readonly refused: readonly UsageRecord[];
};

/** Counts what was used, and numbers it for reports (rules.md section 7, *Usage*). */
export type UsageBook = {
  readonly apply: (change: UsageChange) => void;
  /** The reports that the open counts make: the change that, once applied, leaves nothing open. Null: nothing is open. */
  readonly numberOpen: (bodyBytes: number) => UsageChange | null;
  /** What was numbered and is not acknowledged, in order. */
  readonly pending: () => readonly Report[];
  readonly memory: () => UsageMemory;
  /** Units that were counted and are not acknowledged; those refused are not among them. */
  readonly unreported: () => number;
  /** Whether an acknowledged report still stands under its number. */
  readonly stands: (report: AcknowledgedReport) => boolean;
};

/** A report has at most this many records. */
const MOST_RECORDS = 1_000;
/** Refused records that are kept to be looked at. */
const MOST_REFUSED = 1_000;

export const EMPTY_USAGE: UsageMemory = { next: 1, open: [], pending: [], cuts: [], refused: [] };

export function usageBook(kept: UsageMemory): UsageBook {
  const open = new Map<string, UsageRecord>();
  let { next, pending, cuts, refused } = kept;
  for (const record of kept.open) add(record, record.count);

  function add(record: UsageRecord, count: number): void {
    const key = `${record.slot} ${record.item} ${record.feature}`;
    const total = (open.get(key)?.count ?? 0) + count;
    if (total > 0) open.set(key, { ...record, count: total });
    else open.delete(key);
  }

  function apply(change: UsageChange): void {
    switch (change.kind) {
      case 'used':
        for (const record of change.records) add(record, record.count);
        return;
      case 'numbered':
        for (const { records } of change.reports) for (const record of records) add(record, -record.count);
        pending = [...pending, ...change.reports];
        next = Math.max(next, ...change.reports.map(({ number }) => number + 1));
        return;
      case 'acknowledged':
        pending = pending.filter(({ number }) => number !== change.number);
        return;
      case 'renumbered':
        ({ pending, next } = change);
        if (change.cut !== null) cuts = [...cuts, change.cut];
        return;
      case 'amended':
        pending = pending.map((report) => (report.number === change.report.number ? change.report : report));
        for (const record of change.back) add(record, record.count);
        refused = [...refused, ...change.refused].slice(-MOST_REFUSED);
        return;
      default:
        change satisfies never;
    }
  }

  return {
    apply,
    numberOpen: (bodyBytes) => {
      if (open.size === 0) return null;
      const parts = splitRecords([...open.values()], bodyBytes);
      return { kind: 'numbered', reports: parts.map((records, index) => ({ number: next + index, records })) };
    },
    pending: () => pending,
    memory: () => ({ next, open: [...open.values()], pending, cuts, refused }),
    unreported: () => units([...open.values()]) + units(pending.flatMap(({ records }) => records)),
    stands: ({ line, number }) => !cuts.some((cut) => cut.line > line && number >= cut.from),
  };
}

/** The number of the line of numbers that is being written now. */
export function lineOf(cuts: readonly Cut[]): number {
  return cuts.at(-1)?.line ?? 0;
}

/** The reports with numbers that follow each other from `from` on. */
export function renumber(reports: readonly Report[], from: number): readonly Report[] {
  return reports.map(({ records }, index) => ({ number: from + index, records }));
}

function splitRecords(records: readonly UsageRecord[], bodyBytes: number): readonly (readonly UsageRecord[])[] {
  const parts: UsageRecord[][] = [];
  let part: UsageRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    const length = JSON.stringify(record).length + 1;
    if (part.length > 0 && (part.length === MOST_RECORDS || bytes + length > bodyBytes)) {
      parts.push(part);
      part = [];
      bytes = 0;
    }
    part.push(record);
    bytes += length;
  }
  if (part.length > 0) parts.push(part);
  return parts;
}

function units(records: readonly UsageRecord[]): number {
  return records.reduce((sum, { count }) => sum + count, 0);
}

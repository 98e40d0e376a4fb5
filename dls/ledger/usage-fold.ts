import { hash } from 'node:crypto';
import type { FoldedReport } from '../store/usage-table.ts';

/** What a `usage` event covers: reports by their rising numbers, both ends included. */
export type UsageFold = {
  readonly from: number;
  readonly to: number;
  readonly reports: number;
  /** Units by item, named `<vendor>/<item id>`. */
  readonly items: Readonly<Record<string, number>>;
  /** base64url SHA-256 over the digests of the reports, in the order of their numbers. */
  readonly digest: string;
};

/** Reports added up so far. The digests stay apart, so that a thread can hand them to another. */
export type UsageSum = {
  readonly from: number;
  readonly to: number;
  readonly reports: number;
  readonly units: ReadonlyMap<number, number>;
  readonly digests: Uint8Array;
};

/** The kind of the event. */
export const USAGE_EVENT = 'usage';

/** Adds up what follows `sum`, or what follows report number `after`; null when nothing follows. */
export function sumUsage(after: number | UsageSum, reports: Iterable<FoldedReport>): UsageSum | null {
  const before = typeof after === 'number' ? null : after;
  const units = new Map(before?.units);
  const digests: Uint8Array[] = before === null ? [] : [before.digests];
  let count = before?.reports ?? 0;
  let last = before?.to ?? Number(after);
  for (const report of reports) {
    for (const { itemNo, count: added } of report.units) units.set(itemNo, (units.get(itemNo) ?? 0) + added);
    digests.push(report.digest);
    count += 1;
    last = report.no;
  }
  if (count === 0) return null;
  return { from: before?.from ?? Number(after) + 1, to: last, reports: count, units, digests: Buffer.concat(digests) };
}

/**
 * The data of a `usage` event.
 * @param nameOf the name of an item by its number in the database
 */
export function usageFoldOf(sum: UsageSum, nameOf: (itemNo: number) => string): UsageFold {
  const named = [...sum.units].map(([itemNo, count]) => [nameOf(itemNo), count] as const);
  return {
    from: sum.from,
    to: sum.to,
    reports: sum.reports,
    items: Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1))),
    digest: hash('sha256', sum.digests, 'base64url'),
  };
}

export function itemName(vendor: string, id: string): string {
  return `${vendor}/${id}`;
}

/** Reads the data of a `usage` event back; null when it is not one that this program wrote. */
export function parseUsageFold(data: Readonly<Record<string, unknown>>): UsageFold | null {
  const { from, to, reports, items, digest } = data;
  const numbers = [from, to, reports].every((value) => Number.isSafeInteger(value));
  if (!numbers || typeof digest !== 'string' || typeof items !== 'object' || items === null) return null;
  return data as unknown as UsageFold;
}

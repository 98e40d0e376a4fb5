import type { ReportedItem } from '../store/report-table.ts';
import type { Store } from '../store/store.ts';
import type { UsageRow, UsageTotal } from '../store/usage-table.ts';

/** What came back from all sites, without devices. */
export type UsageSummary = {
  /** Items as their sites last told of them. */
  readonly items: readonly ReportedItem[];
  /** Totals per organization, item, term, day and feature, over all sites and devices. */
  readonly usage: readonly Omit<UsageTotal, 'site'>[];
};

/** Adds up what came back. */
export function summarizeUsage(store: Store): UsageSummary {
  return store.transact(() => {
    const totals = new Map<string, Omit<UsageTotal, 'site'>>();
    for (const term of store.usage.listTerms()) {
      for (const total of store.usage.listTotals(term)) {
        const { organization, product, item, term: start } = term;
        const key = [organization, product, item, start, total.day, total.feature].join('\n');
        const held = totals.get(key);
        const devices = total.devices + (held?.devices ?? 0);
        const count = total.count + (held?.count ?? 0);
        totals.set(key, {
          organization,
          product,
          item,
          term: start,
          day: total.day,
          feature: total.feature,
          devices,
          count,
        });
      }
    }
    return { items: store.reports.listItems(), usage: [...totals.values()].sort(byKey) };
  });
}

/**
 * Writes usage as CSV (as RFC 4180, but lines end with a line feed): a heading line, one row per key, no total rows,
 * last column `count`. `term` is the start
 * of the term in epoch seconds, `day` is UTC.
 */
export function* usageCsv(store: Store): Iterable<string> {
  yield `${columns.join(',')}\n`;
  for (const term of store.usage.listTerms()) {
    for (const row of store.usage.iterateRows(term)) yield csvLine({ ...row, ...named(term) });
  }
}

const columns = ['site', 'organization', 'product', 'item', 'term', 'feature', 'day', 'device', 'count'] as const;

type NamedTerm = Pick<UsageRow, 'site' | 'organization' | 'product' | 'item' | 'term'>;

function named({ site, organization, product, item, term }: NamedTerm): NamedTerm {
  return { site, organization, product, item, term };
}

function csvLine(row: UsageRow): string {
  return `${columns.map((column) => csvField(String(row[column]))).join(',')}\n`;
}

function csvField(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function byKey(one: Omit<UsageTotal, 'site'>, other: Omit<UsageTotal, 'site'>): number {
  return (
    compare(one.organization, other.organization) ||
    compare(one.item, other.item) ||
    one.term - other.term ||
    compare(one.day, other.day) ||
    compare(one.feature, other.feature)
  );
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

import type { Fact, History, Report, UsageRecord } from './facts.ts';
import { SLOT } from './facts.ts';
import { grantsTo } from './seats.ts';
import type { Item } from './terms.ts';
import { findItem, termName } from './terms.ts';

export type ReportOutcome =
  | { readonly kind: 'booked'; readonly accepted: number; readonly duplicate: boolean }
  | { readonly kind: 'refused'; readonly code: 'proof_required' }
  | { readonly kind: 'refused'; readonly code: 'report_expected' | 'report_conflict'; readonly expect: number }
  | { readonly kind: 'refused'; readonly code: 'report_malformed'; readonly field: string };

/** Units reported in a term: every record of the item whose slot belongs to that term, however late it came. */
export function unitsUsed(facts: readonly Fact[], item: Item, term: number): number {
  let units = 0;
  facts.forEach((fact, place) => {
    if (fact.kind !== 'reported') return;
    for (const record of fact.report.records) {
      if (record.vendor !== item.vendor || record.item !== item.id) continue;
      const then = findItem(facts.slice(0, place), item.vendor, item.id);
      if (then && termName(then, record.slot) === term) units += record.count;
    }
  });
  return units;
}

/** What the server answers to a report. */
export function judgeReport({ facts }: History, report: Report): ReportOutcome {
  const { device, number, records } = report;
  const misshapen = records.findIndex((record) => record.slot % SLOT !== 0);
  if (misshapen >= 0) return { kind: 'refused', code: 'report_malformed', field: `records[${misshapen}].slot` };
  if (grantsTo(facts, device).length === 0) return { kind: 'refused', code: 'proof_required' };
  const booked = facts.flatMap((fact) => (fact.kind === 'reported' && fact.sent.device === device ? [fact.sent] : []));
  const expect = booked.length + 1;
  if (number > expect) return { kind: 'refused', code: 'report_expected', expect };
  if (number < expect) {
    const same = JSON.stringify(booked[number - 1]?.records) === JSON.stringify(records);
    return same
      ? { kind: 'booked', accepted: 0, duplicate: true }
      : { kind: 'refused', code: 'report_conflict', expect };
  }
  for (const [place, record] of records.entries()) {
    const field = wrongField(facts, device, record);
    if (field) return { kind: 'refused', code: 'report_malformed', field: `records[${place}].${field}` };
  }
  return { kind: 'booked', accepted: records.length, duplicate: false };
}

/** The first condition of protocol.md section 5 that a record breaks. */
function wrongField(facts: readonly Fact[], device: string, record: UsageRecord): string | null {
  const granted = grantsTo(facts, device);
  const first = granted[0]!.at;
  if (!filesKnow(facts, record.vendor)) return 'vendor';
  if (record.slot < first - (first % SLOT)) return 'slot';
  const leased = granted.filter(({ grant }) => grant.vendor === record.vendor && grant.item === record.item);
  if (leased.length === 0) return 'item';
  if (!leased.some(({ grant }) => grant.features.includes(record.feature))) return 'feature';
  const most = findItem(facts, record.vendor, record.item)?.terms[0]?.maxPerSlot ?? 1_000_000_000;
  return record.count >= 1 && record.count <= most ? null : 'count';
}

const filesKnow = (facts: readonly Fact[], vendor: string): boolean =>
  facts.some((fact) => fact.kind === 'imported' && fact.file.vendor === vendor);

/** A record of a slot in the future is booked to the current one. */
export function asBooked(report: Report, now: number): Report {
  const current = now - (now % SLOT);
  return { ...report, records: report.records.map((record) => ({ ...record, slot: Math.min(record.slot, current) })) };
}

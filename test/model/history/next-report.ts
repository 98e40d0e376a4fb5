import type { History, Report, UsageRecord } from '../rules/facts.ts';
import { DAY, SLOT } from '../rules/facts.ts';
import { grantsTo } from '../rules/seats.ts';
import { findItem, termAt } from '../rules/terms.ts';
import type { Action } from './action.ts';
import type { RecordStep, Step } from './step.ts';

/** A usage report of a device: mostly of what it has leased, with the next number. */
export function nextReport(history: History, device: string, step: Step & { kind: 'report' }): Action {
  const sent = history.facts.flatMap((fact) =>
    fact.kind === 'reported' && fact.sent.device === device ? [fact.sent] : [],
  );
  const records = step.records.map((record) => recordOf(history, device, record));
  const last = sent.at(-1);
  const next: Report = { device, number: sent.length + 1, records };
  if (step.number === 'skipped') return { kind: 'report', report: { ...next, number: next.number + 1 } };
  if (last === undefined || step.number === 'next') return { kind: 'report', report: next };
  const again = sent[step.records.length % sent.length] ?? last;
  if (step.number === 'again') return { kind: 'report', report: again };
  return { kind: 'report', report: { ...again, records } };
}

function recordOf(history: History, device: string, step: RecordStep): UsageRecord {
  const granted = grantsTo(history.facts, device).map(({ grant }) => grant);
  const grant = granted.at(step.item % Math.max(1, granted.length));
  const record = {
    vendor: grant?.vendor ?? 'acme',
    item: grant?.item ?? 'it-0',
    feature: grant?.features[step.feature % grant.features.length] ?? 'qr',
    slot: slotOf(history, device, step, grant),
    count: step.count,
  };
  switch (step.wrong) {
    case 'nothing':
      return record;
    case 'slot':
      return { ...record, slot: record.slot + 1 };
    case 'item':
      return { ...record, item: step.item % 2 === 0 ? 'it-unknown' : 'it-5' };
    case 'feature':
      return { ...record, feature: 'ocr' };
    case 'count':
      return { ...record, count: 4 };
    case 'vendor':
      return { ...record, vendor: 'nobody' };
  }
}

type Named = { readonly vendor: string; readonly item: string };

function slotOf({ facts, now }: History, device: string, { slot }: RecordStep, named: Named | undefined): number {
  const current = now - (now % SLOT);
  const firstGrant = grantsTo(facts, device)[0]?.at ?? now;
  const first = firstGrant - (firstGrant % SLOT);
  const item = named && findItem(facts, named.vendor, named.item);
  const start = item ? termAt(item, now).start : now;
  const begun = Math.max(first, Math.ceil(start / SLOT) * SLOT);
  const slots: Readonly<Record<RecordStep['slot'], number>> = {
    now: current,
    before: Math.max(first, current - SLOT),
    yesterday: Math.max(first, current - DAY),
    next: current + SLOT,
    first,
    'before first': first - SLOT,
    term: begun,
    'before term': Math.max(first, begun - SLOT),
  };
  return slots[slot];
}

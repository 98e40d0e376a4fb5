import { decideReport, type ReportDecision } from '../../licensing/report.ts';
import { judgeReportNumber } from '../../licensing/report-number.ts';
import type { Seat } from '../../licensing/seat.ts';
import type { ReportMessage } from '../../protocol/device-api.ts';
import type { Deps } from '../deps.ts';
import { gapOf } from '../site/epoch-state.ts';
import type { Snapshot } from '../site/snapshot.ts';
import type { DeviceRow } from '../store/devices.ts';
import type { HeldSeat } from '../store/seats.ts';
import type { Tx } from '../store/tx.ts';
import { applySeat, mustItemNo } from './item-counts.ts';
import { reportDigest } from './usage-digest.ts';

export type ReportOutcome =
  | { readonly outcome: 'accepted'; readonly accepted: number; readonly duplicate: boolean }
  | {
      readonly outcome: 'refused';
      readonly code: 'report_malformed' | 'report_conflict' | 'report_expected' | 'proof_required';
      readonly field?: string;
      readonly detail?: string;
      readonly expect?: number;
    };

type Report = { readonly message: ReportMessage; readonly device: string };

/** Books a usage report, whole or not at all, once under its number (protocol.md section 5, *Report*). */
export function acceptReport(deps: Deps, report: Report): Promise<ReportOutcome> {
  const digest = reportDigest(report.message);
  return deps.store.transact((tx) => accept(deps, tx, { ...report, digest }), { repeatable: true });
}

/** The same inside a unit of work: files of devices that never connect bring their reports along. */
export async function accept(
  deps: Deps,
  tx: Tx,
  { message, device, digest }: Report & { readonly digest: Buffer },
): Promise<ReportOutcome> {
  const row = await tx.devices.find(device);
  // One that was removed is not known any more either: it acquires, with its lease, and reports again.
  if (row === undefined || row.removedAt !== null) return { outcome: 'refused', code: 'proof_required' };
  const last = await tx.usage.findLast(row.no);
  const known = last?.report === message.report ? last : await findKnown(tx, row.no, message.report, last?.report ?? 0);
  const judged = judgeReportNumber(
    { last: last?.report ?? 0, digest: known?.digest.toString('base64url') ?? null },
    { number: message.report, digest: digest.toString('base64url') },
  );
  if (judged.outcome === 'duplicate') return { outcome: 'accepted', accepted: 0, duplicate: true };
  if (judged.outcome === 'problem') return { outcome: 'refused', code: judged.code, expect: judged.expect };

  const snapshot = deps.snapshot.current;
  const decision = decideReport({
    configuration: snapshot.configuration,
    device: { firstGrant: row.firstAt, vendors: vendorsOf(snapshot, row, await tx.seats.list(row.no)) },
    records: message.records,
    gapFrom: gapOf(deps.epoch.current, row),
    now: tx.time.now,
  });
  if (decision.outcome === 'problem') {
    return { outcome: 'refused', code: decision.code, field: decision.field, detail: brokenRecord };
  }
  await book(snapshot, tx, { row, report: message.report, digest, decision });
  tx.afterCommit(() => deps.events.emit({ topic: 'usage' }));
  return { outcome: 'accepted', accepted: decision.records.length, duplicate: false };
}

const brokenRecord =
  'The named record is not acceptable: item and feature must have been leased to this device, the slot must be a multiple of 180 not before its first grant, the count within the allowed range. Nothing was booked and the number is not used up.';

async function findKnown(tx: Tx, deviceNo: number, report: number, last: number) {
  return report < last ? await tx.usage.find(deviceNo, report) : undefined;
}

type Booking = {
  readonly row: DeviceRow;
  readonly report: number;
  readonly digest: Buffer;
  readonly decision: Extract<ReportDecision, { outcome: 'booked' }>;
};

async function book(snapshot: Snapshot, tx: Tx, { row, report, digest, decision }: Booking): Promise<void> {
  await tx.usage.insert({
    deviceNo: row.no,
    report,
    vendors: [...new Set(decision.records.map(({ vendor }) => vendor))],
    at: tx.time.now,
    digest,
    records: decision.records.map(({ vendor, item, termStart, slot, feature, count, handshake, flag }) => ({
      itemNo: mustItemNo(snapshot, { vendor, id: item }),
      termStart,
      slot,
      feature,
      count,
      handshake: handshake ?? '',
      flag: flag ?? '',
    })),
  });
  for (const { vendor, item, termStart, units } of decision.used) {
    await tx.counts.addUsed(mustItemNo(snapshot, { vendor, id: item }), termStart, units);
  }
  for (const { item, seat, changes } of decision.touches) {
    await applySeat(snapshot, tx, { deviceNo: row.no, item, seat, changes });
  }
}

type AtVendor = { seats: Seat[]; readonly trial: DeviceRow['vendors'][string]['trial'] };

function vendorsOf(snapshot: Snapshot, row: DeviceRow, held: readonly HeldSeat[]): ReadonlyMap<string, AtVendor> {
  const vendors = new Map<string, AtVendor>();
  for (const [vendor, { trial }] of Object.entries(row.vendors)) vendors.set(vendor, { seats: [], trial });
  for (const { itemNo, seat } of held) {
    const item = snapshot.items.get(itemNo);
    if (item !== undefined) vendors.get(item.vendor)?.seats.push({ item: item.id, ...seat });
  }
  return vendors;
}

import { DAY } from '../../../licensing/time.ts';
import type { BookedRecord, FoldedReport, StoredReport, UsageTable } from '../usage-table.ts';
import type { Gate } from './connection.ts';
import { prepareUsageRetention } from './usage-retention.ts';

export function prepareUsage(gate: Gate): UsageTable {
  const findLast = gate.prepare<StoredReport>(
    'SELECT no, report, digest FROM usage_report WHERE device_no = ? ORDER BY report DESC LIMIT 1',
  );
  const find = gate.prepare<StoredReport>(
    'SELECT no, report, digest FROM usage_report WHERE device_no = ? AND report = ?',
  );
  const insert = gate.prepare<{ no: number }>(
    'INSERT INTO usage_report (device_no, report, at, digest, records_json) VALUES (?, ?, ?, ?, ?) RETURNING no',
  );
  const last = gate.prepare<{ no: number }>('SELECT no FROM usage_report ORDER BY no DESC LIMIT 1');
  const listAfter = gate.prepare<RawReport>(selectReportsAfter);
  const slot = gate.prepare(`
    INSERT INTO usage_slot (slot, item_no, feature, handshake, count) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (slot, item_no, feature, handshake) DO UPDATE SET count = usage_slot.count + excluded.count`);
  const day = gate.prepare(`
    INSERT INTO usage_day (day, item_no, term_start, device_no, feature, handshake, count, changed)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (day, item_no, term_start, device_no, feature, handshake)
      DO UPDATE SET count = usage_day.count + excluded.count, changed = excluded.changed`);
  const changed = gate.prepare(`
    INSERT INTO usage_changed (vendor, day, no) VALUES (?, ?, ?)
    ON CONFLICT (vendor, day) DO UPDATE SET no = excluded.no`);

  return {
    ...prepareUsageRetention(gate),
    findLast: (deviceNo) => findLast.get(deviceNo),
    find: (deviceNo, report) => find.get(deviceNo, report),
    lastNo: () => last.get()?.no ?? 0,
    listAfter: (no, limit) => listAfter.all(no, limit).map(foldedReportOf),
    insert: (report) => {
      const packed = JSON.stringify(
        report.records.map((record) => [
          record.itemNo,
          record.termStart,
          record.slot,
          record.feature,
          record.count,
          record.flag,
        ]),
      );
      const no = insert.get(report.deviceNo, report.report, report.at, report.digest, packed)?.no ?? 0;
      for (const record of report.records) {
        slot.run(record.slot, record.itemNo, record.feature, record.handshake, record.count);
      }
      for (const total of totalsByDay(report.records)) {
        day.run(
          total.day,
          total.itemNo,
          total.termStart,
          report.deviceNo,
          total.feature,
          total.handshake,
          total.count,
          no,
        );
      }
      const days = new Set(report.records.map((record) => dayOf(record.slot)));
      for (const vendor of report.vendors) for (const start of days) changed.run(vendor, start, no);
      return no;
    },
  };
}

export type RawReport = { readonly no: number; readonly digest: Buffer; readonly records_json: string };

export const selectReportsAfter = 'SELECT no, digest, records_json FROM usage_report WHERE no > ? ORDER BY no LIMIT ?';

/** Records as `insert` packs them. */
type PackedRecord = readonly [itemNo: number, termStart: number, slot: number, feature: string, count: number];

export function foldedReportOf({ no, digest, records_json }: RawReport): FoldedReport {
  const records = records_json === '' ? [] : (JSON.parse(records_json) as readonly PackedRecord[]);
  return { no, digest, units: records.map(([itemNo, , , , count]) => ({ itemNo, count })) };
}

type DayTotal = Omit<BookedRecord, 'slot' | 'flag'> & { readonly day: number };

/** Records of one report mostly fall on one day: they are added up before they are written. */
function totalsByDay(records: readonly BookedRecord[]): Iterable<DayTotal> {
  const totals = new Map<string, DayTotal>();
  for (const { itemNo, termStart, slot, feature, handshake, count } of records) {
    const day = dayOf(slot);
    const key = `${day} ${itemNo} ${termStart} ${feature} ${handshake}`;
    const before = totals.get(key)?.count ?? 0;
    totals.set(key, { day, itemNo, termStart, feature, handshake, count: before + count });
  }
  return totals.values();
}

const dayOf = (slot: number): number => slot - (slot % DAY);

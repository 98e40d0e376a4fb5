import { HOUR } from '../../../licensing/time.ts';
import type { UsageTable } from '../usage-table.ts';
import type { Gate } from './connection.ts';
import { USAGE_DROPPED_KEY } from './ledger-source.ts';

type SlotRow = {
  readonly slot: number;
  readonly item_no: number;
  readonly feature: string;
  readonly handshake: string;
  readonly count: number;
};

/** What becomes of usage rows when they are old; a vendor that never acknowledged keeps them all. */
export function prepareUsageRetention(gate: Gate): Pick<UsageTable, 'dropReports' | 'foldHours' | 'dropHours'> {
  const acknowledged = gate.prepare<{ usage_no: number | null; made: number | null }>(`
    SELECT min(no) AS usage_no, min(made) AS made FROM (
      SELECT coalesce(max(bundle.usage_no), 0) AS no, coalesce(max(bundle.made), 0) AS made
      FROM (SELECT DISTINCT vendor FROM usage_changed) AS used
      LEFT JOIN bundle ON bundle.vendor = used.vendor AND bundle.acknowledged_at < ? AND bundle.seq = bundle.last_seq
      GROUP BY used.vendor) AS covered`);
  const dropReports = gate.prepare(`
    DELETE FROM usage_report WHERE no IN (
      SELECT old.no FROM usage_report AS old WHERE old.no <= ? AND EXISTS (
        SELECT 1 FROM usage_report AS later WHERE later.device_no = old.device_no AND later.report > old.report)
      ORDER BY old.no LIMIT ?)`);
  const emptyReports = gate.prepare(`
    UPDATE usage_report SET records_json = '' WHERE no IN (
      SELECT no FROM usage_report WHERE no <= ? AND records_json <> '' ORDER BY no LIMIT ?)`);
  const tellDropped = gate.prepare(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const slots = gate.prepare<SlotRow>('SELECT * FROM usage_slot WHERE slot < ? ORDER BY slot LIMIT ?');
  const dropSlot = gate.prepare(
    'DELETE FROM usage_slot WHERE slot = ? AND item_no = ? AND feature = ? AND handshake = ?',
  );
  const hour = gate.prepare(`
    INSERT INTO usage_hour (hour, item_no, feature, handshake, count) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (hour, item_no, feature, handshake) DO UPDATE SET count = usage_hour.count + excluded.count`);
  const dropHours = gate.prepare(`
    DELETE FROM usage_hour WHERE (hour, item_no, feature, handshake) IN (
      SELECT hour, item_no, feature, handshake FROM usage_hour WHERE hour < ? ORDER BY hour LIMIT ?)`);

  return {
    dropReports: ({ acknowledgedBefore, limit }) => {
      const until = acknowledged.get(acknowledgedBefore)?.usage_no ?? 0;
      const changes = dropReports.run(until, limit).changes + emptyReports.run(until, limit).changes;
      // A check of the records knows by it that these are not missing but gone in their time.
      if (changes > 0) tellDropped.run(USAGE_DROPPED_KEY, String(until));
      return changes;
    },
    foldHours: ({ acknowledgedBefore, limit }) => {
      const until = acknowledged.get(acknowledgedBefore)?.made ?? 0;
      const rows = slots.all(until, limit);
      for (const { slot, item_no, feature, handshake, count } of rows) {
        hour.run(slot - (slot % HOUR), item_no, feature, handshake, count);
        dropSlot.run(slot, item_no, feature, handshake);
      }
      return rows.length;
    },
    dropHours: (before, limit) => dropHours.run(before, limit).changes,
  };
}

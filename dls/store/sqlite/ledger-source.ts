import { DAY } from '../../../licensing/time.ts';
import { readArchive } from '../../ledger/archive-file.ts';
import { LEDGER_CHECKPOINT_KEY, noCheckpoint, readCheckpoint } from '../../ledger/checkpoint.ts';
import type { BookedUnits, LedgerSource, StoredEvent } from '../ledger-source.ts';
import type { FoldedReport } from '../usage-table.ts';
import type { SqliteDatabase } from './connection.ts';
import { foldedReportOf, type RawReport } from './sqlite-usage.ts';

/** The highest report number whose row may be gone because its time of keeping is over. */
export const USAGE_DROPPED_KEY = 'usage-dropped-to';

/** Reads through a connection that stands in a read transaction. */
export function openLedgerSource(db: SqliteDatabase, folder: string): LedgerSource {
  const meta = (key: string): string | undefined =>
    db.prepare<[string], { value: string }>('SELECT value FROM meta WHERE key = ?').get(key)?.value;
  const number = (sql: string, ...values: readonly number[]): number =>
    Number(
      db
        .prepare(sql)
        .pluck()
        .get(...values) ?? 0,
    );
  const token = meta(LEDGER_CHECKPOINT_KEY) ?? null;
  const checkpoint = token === null ? noCheckpoint : readCheckpoint(token);
  return {
    checkpoint: () => checkpoint,
    checkpointToken: () => token,
    archived: () => (token === null ? null : readArchive(folder, checkpoint.to)),
    countEvents: () => number('SELECT count(*) FROM ledger'),
    events: () =>
      db
        .prepare<[number], StoredEvent>(
          `SELECT ledger.height, ledger.at, ledger.kind, ledger.actor, ledger.vendor, device.uuid AS device,
            ledger.subject, ledger.data_json AS data, ledger.hash
          FROM ledger LEFT JOIN device ON device.no = ledger.device_no
          WHERE ledger.height > ? ORDER BY ledger.height`,
        )
        .iterate(checkpoint.to),
    archivable: (before) =>
      Math.min(
        number('SELECT max(height) FROM ledger WHERE at < ?', before),
        number(selectAcknowledgedHeight),
        // Folds go on from the last event of their kind, which has to stay.
        number(selectFirstNeeded) - 1,
      ),
    reports: (from, to) => iterateReports(db, from - 1, to),
    droppedTo: () => Number(meta(USAGE_DROPPED_KEY) ?? 0),
    lastReportNo: () => number('SELECT max(no) FROM usage_report'),
    bookedUnits: () => db.prepare<[], BookedUnits>(selectBookedUnits).iterate(),
    usedUnits: () => db.prepare<[], BookedUnits>(selectUsedUnits).iterate(),
    timedUnits: () => db.prepare<[], BookedUnits>(selectTimedUnits).iterate(),
    firstTimed: () => db.prepare(selectFirstTimed).pluck().get() as number | null,
    itemNames: () => {
      const rows = db.prepare<[], { no: number; vendor: string; id: string }>('SELECT no, vendor, id FROM item');
      return new Map(rows.all().map(({ no, vendor, id }) => [no, `${vendor}/${id}`]));
    },
    bundledHeight: () => number('SELECT max(height_to) FROM bundle'),
    damages: () => {
      const rows = db.pragma('quick_check(20)') as readonly { readonly quick_check: string }[];
      return rows.map(({ quick_check }) => quick_check).filter((text) => text !== 'ok');
    },
  };
}

const selectBookedUnits = `
  SELECT day, item_no AS itemNo, term_start AS termStart, sum(count) AS units FROM usage_day
  GROUP BY day, item_no, term_start`;

const selectUsedUnits = 'SELECT item_no AS itemNo, start AS termStart, used AS units FROM term';

const selectTimedUnits = `
  SELECT day, item_no AS itemNo, sum(count) AS units FROM (
    SELECT slot - slot % ${DAY} AS day, item_no, count FROM usage_slot
    UNION ALL SELECT hour - hour % ${DAY}, item_no, count FROM usage_hour)
  GROUP BY day, item_no`;

// Once hours were dropped, the first ones may be those of a day that is dropped just now.
const selectFirstTimed = `
  SELECT first - first % ${DAY} + CASE WHEN first - first % ${DAY} > begin THEN ${DAY} ELSE 0 END FROM (
    SELECT min(at) AS first, (SELECT min(day) FROM usage_day) AS begin
    FROM (SELECT min(slot) AS at FROM usage_slot UNION ALL SELECT min(hour) FROM usage_hour))`;

const selectAcknowledgedHeight = `
  SELECT min(height) FROM (
    SELECT coalesce(max(bundle.height_to), 0) AS height FROM vendor
    LEFT JOIN bundle ON bundle.vendor = vendor.vendor AND bundle.acknowledged_at IS NOT NULL AND bundle.seq = bundle.last_seq
    GROUP BY vendor.vendor)`;

const selectFirstNeeded = `
  SELECT min(height) FROM (
    SELECT max(height) AS height FROM ledger
    UNION ALL SELECT max(height) FROM ledger WHERE kind = 'usage'
    UNION ALL SELECT max(height) FROM ledger WHERE kind = 'denials')`;

/** Reports with a number above `after`, row by row. */
export function* iterateReports(
  db: SqliteDatabase,
  after: number,
  to: number = Number.MAX_SAFE_INTEGER,
): Generator<FoldedReport> {
  const rows = db.prepare<[number, number], RawReport>(
    'SELECT no, digest, records_json FROM usage_report WHERE no > ? AND no <= ? ORDER BY no',
  );
  for (const row of rows.iterate(after, to)) yield foldedReportOf(row);
}

import { MINUTE } from '../../../../licensing/time.ts';
import { EPOCH_EVENT } from '../../../ledger/epoch-event.ts';
import { type LastVerification, parseVerification, VERIFICATION_KEY } from '../../../ledger/last-verification.ts';
import { RECOVERY_KEY } from '../../../site/recovery.ts';
import type { AlertState } from '../../alert-tables.ts';
import { type StateRow, stateColumns, stateOf } from '../sqlite-alerts.ts';
import { defineQuery } from './query.ts';

/** What an item has given away, as it was last written, and what ended since. */
export type TallyReading = {
  readonly no: number;
  readonly units: number;
  readonly at: number;
  readonly termStart: number;
  readonly spent: number;
  readonly slot: number;
  readonly booked: number;
  readonly overAdopted: number;
  readonly peakDay: number;
  readonly peak: number;
  readonly due: readonly { readonly at: number; readonly units: number }[];
};

/** Grants and renewals (`code` empty) or refusals of a handshake code. */
export type RequestCount = {
  readonly vendor: string;
  readonly handshake: string;
  readonly code: string;
  readonly count: number;
};

/** Everything in the database that alerts watch, of one commit. */
export type AlertReadings = {
  readonly tallies: readonly TallyReading[];
  /** Units booked to each term of `usage` items. */
  readonly used: readonly { readonly no: number; readonly start: number; readonly used: number }[];
  readonly requests: readonly RequestCount[];
  /** Each vendor's oldest bundle that waits for its acknowledgement. */
  readonly bundles: readonly { readonly vendor: string; readonly made: number }[];
  /** When the key was made that backups are sealed to; null: the site is not set up, and there is nothing to back up with. */
  readonly backupsSince: number | null;
  readonly lastBackup: BackupReading | null;
  readonly lastGoodBackup: BackupReading | null;
  /** The last proof that the database was put back. */
  readonly rollback: { readonly height: number; readonly at: number } | null;
  readonly verification: LastVerification | null;
  readonly states: readonly AlertState[];
};

export type BackupReading = { readonly at: number; readonly ok: boolean; readonly detail: string | null };

/** @param requestsFrom start of the first minute whose requests count */
type Arguments = { readonly now: number; readonly requestsFrom: number };

const tally = `
  SELECT item_no AS no, units, at, term_start AS termStart, overage_spent AS spent, slot, slot_booked AS booked,
    over_adopted AS overAdopted, peak_day AS peakDay, peak FROM item_state`;

const due = `
  SELECT at, units FROM ending WHERE item_no = :no AND subject = 'all' AND at <= :now AND units <> 0 ORDER BY at`;

const used = `SELECT item_no AS no, start, used FROM term JOIN item ON item.no = item_no WHERE metric = 'usage'`;

const requests = `
  SELECT vendor, handshake, code, sum(count) AS count FROM denial_minute
  WHERE minute >= :requestsFrom AND minute <= :until AND handshake <> '' GROUP BY vendor, handshake, code`;

const rollback = `
  SELECT height, at FROM ledger WHERE kind = :kind AND data_json ->> 'reason' <> 'restore' ORDER BY height DESC LIMIT 1`;

const recovery = `SELECT value ->> 'made' AS made FROM meta WHERE key = :key`;

const backup = 'SELECT at, ok, detail FROM backup';

export const alertReadings = defineQuery((db, { now, requestsFrom }: Arguments): AlertReadings => {
  type RawBackup = Omit<BackupReading, 'ok'> & { readonly ok: number };
  const lastBackup = (where: string): BackupReading | null => {
    const row = db.get<RawBackup>(`${backup} ${where} ORDER BY id DESC LIMIT 1`);
    return row === undefined ? null : { ...row, ok: row.ok === 1 };
  };
  const verification = db.get<{ value: string }>('SELECT value FROM meta WHERE key = :key', { key: VERIFICATION_KEY });
  return {
    tallies: db.all<Omit<TallyReading, 'due'>>(tally).map((row) => ({ ...row, due: db.all(due, { no: row.no, now }) })),
    used: db.all(used),
    requests: db.all(requests, { requestsFrom, until: now - (now % MINUTE) }),
    bundles: db.all('SELECT vendor, min(made) AS made FROM bundle WHERE acknowledged_at IS NULL GROUP BY vendor'),
    backupsSince: db.get<{ made: number }>(recovery, { key: RECOVERY_KEY })?.made ?? null,
    lastBackup: lastBackup(''),
    lastGoodBackup: lastBackup('WHERE ok = 1'),
    rollback: db.get(rollback, { kind: EPOCH_EVENT }) ?? null,
    verification: parseVerification(verification?.value),
    states: db.all<StateRow>(`SELECT ${stateColumns} FROM alert_state`).map(stateOf),
  };
});

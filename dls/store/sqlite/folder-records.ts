import type { SqliteDatabase } from './connection.ts';

/** Figures of a database that is about to be replaced by a backup. */
export type FolderRecords = {
  readonly epoch: number;
  /** Of its ledger's last event, and the greatest that a bundle told of. */
  readonly height: number;
  readonly bundledHeight: number;
  /** When its last event happened; 0: there is none. */
  readonly lastAt: number;
  /** What came after the backup and would be lost. */
  readonly lost: {
    readonly events: number;
    readonly grants: number;
    readonly licenses: number;
    readonly bundles: number;
    /** Usage reports, which devices send again as far as they keep them. */
    readonly reports: number;
  };
};

export function readFolderRecords(
  db: SqliteDatabase,
  backup: { readonly height: number; readonly made: number },
): FolderRecords {
  const number = (sql: string, ...values: readonly (string | number)[]): number =>
    Number(
      db
        .prepare(sql)
        .pluck()
        .get(...values) ?? 0,
    );
  const state = db.prepare<[], string>("SELECT value FROM meta WHERE key = 'epoch'").pluck().get();
  return {
    epoch: state === undefined ? 1 : (JSON.parse(state) as { readonly epoch: number }).epoch,
    height: number('SELECT max(height) FROM ledger'),
    bundledHeight: number('SELECT max(height_to) FROM bundle'),
    lastAt: number('SELECT at FROM ledger ORDER BY height DESC LIMIT 1'),
    lost: {
      events: number('SELECT count(*) FROM ledger WHERE height > ?', backup.height),
      grants: number("SELECT count(*) FROM ledger WHERE kind = 'grant' AND height > ?", backup.height),
      licenses: number("SELECT count(*) FROM ledger WHERE kind = 'license-imported' AND height > ?", backup.height),
      bundles: number("SELECT count(*) FROM ledger WHERE kind = 'bundle-made' AND height > ?", backup.height),
      reports: number('SELECT count(*) FROM usage_report WHERE at > ?', backup.made),
    },
  };
}

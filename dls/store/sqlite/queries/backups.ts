import { parseVerification, VERIFICATION_KEY } from '../../../ledger/last-verification.ts';
import { defineQuery, defineStream, searchIn, searchPattern, whereGiven } from './query.ts';

export type ShownBackup = {
  readonly id: number;
  readonly file: string;
  readonly at: number;
  readonly size: number;
  readonly height: number;
  readonly epoch: number;
  readonly ok: boolean;
  readonly detail: string | null;
};

type Raw = Omit<ShownBackup, 'ok'> & { readonly ok: number };

export const backups = defineStream<{ readonly search: string | null }, Raw, ShownBackup>({
  rows: (args) => {
    const values = { search: searchPattern(args.search) };
    const where = whereGiven({ search: searchIn('file', 'detail') }, values);
    return { sql: `SELECT id, file, at, size, height, epoch, ok, detail FROM backup ${where}`, values };
  },
  orders: { at: ['at', 'id'], id: ['id'], size: ['size', 'id'] },
  order: '-at',
  complete: (rows) => rows.map((row) => ({ ...row, ok: row.ok === 1 })),
});

export type LastBackup = Pick<ShownBackup, 'at' | 'ok'>;

/** What the administrator has to look after: the last backup, and each vendor's oldest bundle that waits for its answer. */
export const care = defineQuery((db, _args: Readonly<Record<string, never>>) => {
  const last = db.get<Pick<Raw, 'at' | 'ok'>>('SELECT at, ok FROM backup ORDER BY id DESC LIMIT 1');
  const lastBackup: LastBackup | null = last === undefined ? null : { at: last.at, ok: last.ok === 1 };
  const lastBundles = db.all<{ readonly vendor: string; readonly made: number }>(
    'SELECT vendor, min(made) AS made FROM bundle WHERE acknowledged_at IS NULL GROUP BY vendor',
  );
  const stored = db.get<{ value: string }>('SELECT value FROM meta WHERE key = :key', { key: VERIFICATION_KEY });
  return { lastBackup, lastBundles, verification: parseVerification(stored?.value) };
});

import { defineStream } from './query.ts';

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

export const backups = defineStream<Readonly<Record<string, never>>, Raw, ShownBackup>({
  rows: () => ({ sql: 'SELECT id, file, at, size, height, epoch, ok, detail FROM backup', values: {} }),
  orders: { at: ['at', 'id'], id: ['id'], size: ['size', 'id'] },
  order: '-at',
  complete: (rows) => rows.map((row) => ({ ...row, ok: row.ok === 1 })),
});

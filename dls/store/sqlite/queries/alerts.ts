import { defineStream, searchIn, searchPattern, whereGiven } from './query.ts';

export type AlertListArguments = {
  readonly vendor: string | null;
  readonly item: string | null;
  readonly subject: string | null;
  /** Neither over nor dismissed. */
  readonly open: boolean | null;
  readonly search: string | null;
};

export type ShownAlert = {
  readonly id: number;
  readonly vendor: string | null;
  readonly item: string | null;
  readonly subject: string;
  readonly threshold: string;
  readonly at: number;
  readonly until: number | null;
  readonly dismissedAt: number | null;
  readonly dismissedBy: string | null;
  readonly message: unknown;
};

type Raw = Omit<ShownAlert, 'message'> & { readonly message_json: string };

const conditions = {
  vendor: 'vendor = :vendor',
  item: 'item = :item',
  subject: 'subject = :subject',
  open: '(until IS NULL AND dismissed_at IS NULL) = :open',
  search: searchIn('vendor', 'item', 'subject', 'message_json'),
};

export const alerts = defineStream<AlertListArguments, Raw, ShownAlert>({
  rows: (args) => {
    const open = args.open === null ? null : Number(args.open);
    const values = { ...args, open, search: searchPattern(args.search) };
    return {
      sql: `SELECT id, vendor, item, subject, threshold, at, until, dismissed_at AS dismissedAt,
        dismissed_by AS dismissedBy, message_json FROM alert ${whereGiven(conditions, values)}`,
      values,
    };
  },
  orders: { at: ['at', 'id'], id: ['id'], subject: ['subject', 'id'] },
  order: '-at',
  complete: (rows) =>
    rows.map(({ message_json, ...row }) => ({ ...row, message: JSON.parse(message_json) as unknown })),
});

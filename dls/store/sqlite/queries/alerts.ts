import type { AlertRow, ShownThreshold } from '../../alert-tables.ts';
import { defineStream, searchIn, searchPattern, whereGiven } from './query.ts';

export type AlertListArguments = {
  readonly vendor: string | null;
  readonly item: string | null;
  readonly handshake: string | null;
  readonly subject: string | null;
  /** Those that were to go there when they fired. */
  readonly channel: string | null;
  /** Neither over nor dismissed. */
  readonly open: boolean | null;
  readonly search: string | null;
};

export type ShownAlert = AlertRow & { readonly dismissedAt: number | null; readonly dismissedBy: string | null };

type Raw = Omit<ShownAlert, 'threshold' | 'channels' | 'message'> & {
  readonly threshold_json: string;
  readonly channels_json: string;
  readonly message_json: string;
};

const conditions = {
  vendor: 'vendor = :vendor',
  item: 'item = :item',
  handshake: 'handshake = :handshake',
  subject: 'subject = :subject',
  channel: 'EXISTS (SELECT 1 FROM json_each(channels_json) WHERE value = :channel)',
  open: '(until IS NULL AND dismissed_at IS NULL) = :open',
  search: searchIn('vendor', 'item', 'handshake', 'subject', 'message_json'),
};

export const alertColumns = `id, vendor, item, handshake, subject, threshold_json, channels_json, message_json, at, until,
  dismissed_at AS dismissedAt, dismissed_by AS dismissedBy`;

export const alerts = defineStream<AlertListArguments, Raw, ShownAlert>({
  rows: (args) => {
    const open = args.open === null ? null : Number(args.open);
    const values = { ...args, open, search: searchPattern(args.search) };
    return { sql: `SELECT ${alertColumns} FROM alert ${whereGiven(conditions, values)}`, values };
  },
  orders: { at: ['at', 'id'], id: ['id'], subject: ['subject', 'id'] },
  order: '-at',
  complete: (rows) => rows.map(shownAlert),
});

export function shownAlert({ threshold_json, channels_json, message_json, ...row }: Raw): ShownAlert {
  return {
    ...row,
    threshold: JSON.parse(threshold_json) as ShownThreshold,
    channels: JSON.parse(channels_json) as readonly string[],
    message: JSON.parse(message_json) as unknown,
  };
}

export type RawAlert = Raw;

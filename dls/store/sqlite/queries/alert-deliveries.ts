import type { WaitingDelivery } from '../../alert-tables.ts';
import { alertColumns, type RawAlert, type ShownAlert, shownAlert } from './alerts.ts';
import { defineQuery, defineStream, whereGiven } from './query.ts';

export type DeliveryListArguments = {
  readonly channel: string | null;
  /** Whether it is still to be sent. */
  readonly waiting: boolean | null;
};

/** A message to one channel, and what became of it. */
export type ShownDelivery = Omit<WaitingDelivery, 'nextAt'> & {
  readonly at: number;
  /** When it is tried next; null: it was sent or given up. */
  readonly next: number | null;
  readonly deliveredAt: number | null;
  /** When it was given up because the channel was switched off. */
  readonly droppedAt: number | null;
  /** Why the last attempt failed, or what of it did; a sentence. */
  readonly error: string | null;
};

type Raw = Omit<ShownDelivery, 'alerts' | 'next'> & { readonly alerts_json: string; readonly nextAt: number };

const waits = 'delivered_at IS NULL AND dropped_at IS NULL';
const conditions = { channel: 'channel = :channel', waiting: `(${waits}) = :waiting` };
const columns = `id, channel, alerts_json, attempts, next_at AS nextAt, created_at AS at, delivered_at AS deliveredAt,
  dropped_at AS droppedAt, error`;

export const alertDeliveries = defineStream<DeliveryListArguments, Raw, ShownDelivery>({
  rows: (args) => {
    const values = { ...args, waiting: args.waiting === null ? null : Number(args.waiting) };
    return { sql: `SELECT ${columns} FROM alert_delivery ${whereGiven(conditions, values)}`, values };
  },
  orders: { at: ['at', 'id'], id: ['id'] },
  order: '-at',
  complete: (rows) =>
    rows.map(({ alerts_json, nextAt, ...row }) => ({
      ...row,
      alerts: idsOf(alerts_json),
      next: row.deliveredAt === null && row.droppedAt === null ? nextAt : null,
    })),
});

/** How the way to one channel stands. */
export type DeliveryStanding = {
  readonly channel: string;
  readonly waiting: number;
  readonly deliveredAt: number | null;
  /** Why the message that waits longest was not sent; null: none failed. */
  readonly error: string | null;
};

export const deliveryStandings = defineQuery(
  (db, { channels }: { readonly channels: readonly string[] }): readonly DeliveryStanding[] =>
    channels.map((channel) => {
      const one = <T>(sql: string): T | null => db.get<{ value: T }>(sql, { channel })?.value ?? null;
      const of = 'FROM alert_delivery WHERE channel = :channel';
      return {
        channel,
        waiting: one<number>(`SELECT count(*) AS value ${of} AND ${waits}`) ?? 0,
        deliveredAt: one<number>(`SELECT max(delivered_at) AS value ${of}`),
        error: one<string>(`SELECT error AS value ${of} AND ${waits} AND error IS NOT NULL ORDER BY id LIMIT 1`),
      };
    }),
);

export type DueDelivery = WaitingDelivery & {
  /** The alerts that it tells of, as far as they are still kept. */
  readonly content: readonly ShownAlert[];
};

type DueArguments = { readonly channel: string; readonly now: number; readonly limit: number };

/** What is to be sent to a channel now, oldest first. */
export const dueDeliveries = defineQuery((db, args: DueArguments): readonly DueDelivery[] => {
  const rows = db.all<Raw>(
    `SELECT ${columns} FROM alert_delivery WHERE channel = :channel AND ${waits} AND next_at <= :now ORDER BY id LIMIT :limit`,
    args,
  );
  return rows.map(({ id, channel, alerts_json, attempts, nextAt }) => {
    const content = db.all<RawAlert>(
      `SELECT ${alertColumns} FROM alert WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY id`,
      { ids: alerts_json },
    );
    return { id, channel, alerts: idsOf(alerts_json), attempts, nextAt, content: content.map(shownAlert) };
  });
});

function idsOf(text: string): readonly number[] {
  return JSON.parse(text) as readonly number[];
}

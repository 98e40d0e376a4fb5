import { findDeviceName } from './device-name.ts';
import { defineQuery, defineStream, searchIn, searchPattern, whereGiven } from './query.ts';

export type LedgerListArguments = {
  readonly kind: string | null;
  readonly actor: string | null;
  readonly subject: string | null;
  readonly vendor: string | null;
  /** Half-open. */
  readonly from: number | null;
  readonly to: number | null;
  readonly search: string | null;
};

export type ShownEvent = {
  readonly height: number;
  readonly at: number;
  readonly kind: string;
  readonly actor: string;
  readonly vendor: string | null;
  readonly subject: string | null;
  /** Friendly name of the device it is about. */
  readonly name: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  /** base64url. */
  readonly hash: string;
};

type Raw = Omit<ShownEvent, 'name' | 'data' | 'hash'> & { readonly data_json: string; readonly hash: Buffer };

const conditions = {
  kind: 'kind = :kind',
  actor: 'actor = :actor',
  subject: 'subject = :subject OR device_no = (SELECT no FROM device WHERE uuid = :subject)',
  vendor: 'vendor = :vendor',
  from: 'at >= :from',
  to: 'at < :to',
  search: searchIn('kind', 'actor', 'data_json'),
};

/** The index of actors leaves these two out: nearly every event is of one of them. */
const namedActor = `actor <> 'device' AND actor <> 'system'`;

export const ledger = defineStream<LedgerListArguments, Raw, ShownEvent>({
  rows: (args) => {
    const values = { ...args, search: searchPattern(args.search) };
    const isNamed = args.actor !== null && args.actor !== 'device' && args.actor !== 'system';
    const narrowed = isNamed ? { ...conditions, actor: `${conditions.actor} AND ${namedActor}` } : conditions;
    return {
      sql: `SELECT height, at, kind, actor, vendor, subject, data_json, hash FROM ledger ${whereGiven(narrowed, values)}`,
      values,
    };
  },
  orders: { height: ['height'] },
  order: '-height',
  isCostly: ({ search }) => search !== null,
  complete: (rows, _args, db) =>
    rows.map(({ data_json, hash, subject, ...row }) => {
      const data = JSON.parse(data_json) as ShownEvent['data'];
      const device = typeof data.device === 'string' ? data.device : null;
      const name = device === null ? null : findDeviceName(db, device);
      return { ...row, subject: subject ?? device, name, data, hash: hash.toString('base64url') };
    }),
});

/** The height of the ledger; 0 before its first event. */
export const ledgerHeight = defineQuery(
  (db, _args: Readonly<Record<string, never>>): number =>
    db.get<{ height: number | null }>('SELECT max(height) AS height FROM ledger')?.height ?? 0,
);

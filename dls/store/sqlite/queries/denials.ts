import { findDeviceName } from './device-name.ts';
import { defineStream, searchIn, searchPattern, whereGiven } from './query.ts';

export type DenialListArguments = {
  readonly vendor: string | null;
  readonly code: string | null;
  readonly handshake: string | null;
  readonly product: string | null;
  readonly device: string | null;
  readonly address: string | null;
  readonly item: string | null;
  /** Half-open, by the last refusal that a row counts. */
  readonly from: number | null;
  readonly to: number | null;
  readonly search: string | null;
};

/** Refusals of one kind on one UTC day. */
export type ShownDenial = {
  readonly vendor: string;
  readonly code: string;
  readonly handshake: string;
  readonly product: string;
  readonly device: string;
  /** Its friendly name; null: it has none, or was never granted anything. */
  readonly name: string | null;
  readonly address: string;
  readonly item: string | null;
  readonly first: number;
  readonly last: number;
  readonly count: number;
  /** How many of `count` would have been granted, were new seats not paused. */
  readonly paused: number;
};

const named = ['vendor', 'code', 'handshake', 'product', 'device', 'address', 'item'] as const;

const conditions = {
  ...Object.fromEntries(named.map((name) => [name, `${name} = :${name}`])),
  from: 'last_at >= :from',
  to: 'last_at < :to',
  search: searchIn(...named, '(SELECT name FROM device WHERE uuid = denial.device)'),
};

type Raw = Omit<ShownDenial, 'name'> & { readonly no: number };

export const denials = defineStream<DenialListArguments, Raw, ShownDenial>({
  rows: (args) => {
    const values = { ...args, search: searchPattern(args.search) };
    return {
      sql: `SELECT no, ${named.join(', ')}, first_at AS first, last_at AS last, count, paused FROM denial
        ${whereGiven(conditions, values)}`,
      values,
    };
  },
  orders: {
    last: ['last', 'no'],
    first: ['first', 'no'],
    count: ['count', 'no'],
    ...Object.fromEntries(named.slice(0, 6).map((name) => [name, [name, 'no']])),
  },
  order: '-last',
  complete: (rows, _args, db) => rows.map(({ no, ...row }) => ({ ...row, name: findDeviceName(db, row.device) })),
});

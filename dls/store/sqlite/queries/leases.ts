import type { ReadConnection, Values } from '../read-connection.ts';
import { unpackLeases } from '../seat-codec.ts';
import { defineStream, searchIn, searchPattern, whereGiven } from './query.ts';

export type LeaseListArguments = {
  readonly vendor: string | null;
  readonly item: string | null;
  readonly device: string | null;
  readonly handshake: string | null;
  /** Of devices that never connect. */
  readonly off: boolean | null;
  readonly search: string | null;
  readonly now: number;
};

/** A lease in force. */
export type ShownLeaseRow = {
  readonly vendor: string;
  readonly item: string;
  readonly product: string;
  readonly metric: string;
  readonly device: string;
  readonly name: string | null;
  readonly handshake: string | null;
  readonly chain: number;
  readonly renewal: number;
  readonly app: string | null;
  readonly process: string | null;
  readonly iat: number;
  readonly exp: number;
  readonly count: number;
  readonly request: string | null;
};

/** A row as the list finds it; names of item and device are read for the page alone. */
type Raw = Pick<ShownLeaseRow, 'chain' | 'iat' | 'exp' | 'handshake'> & {
  readonly device_no: number;
  readonly item_no: number;
};

const conditions = {
  now: 'seat.lease_end > :now AND (lease.value ->> 5) > :now',
  vendor: 'seat.item_no IN (SELECT no FROM item WHERE vendor = :vendor)',
  item: 'seat.item_no IN (SELECT no FROM item WHERE id = :item)',
  device: 'seat.device_no = (SELECT no FROM device WHERE uuid = :device)',
  handshake: 'seat.handshake = :handshake',
  off: '((lease.value ->> 7) IS NOT NULL) = :off',
  search: [
    `seat.device_no IN (SELECT no FROM device WHERE ${searchIn('uuid', 'name')})`,
    `seat.item_no IN (SELECT no FROM item WHERE ${searchIn('id', 'product')})`,
    searchIn('lease.value ->> 2', 'lease.value ->> 3'),
  ].join(' OR '),
};

const keys = ['device_no', 'item_no', 'chain'] as const;

export const leases = defineStream<LeaseListArguments, Raw, ShownLeaseRow>({
  rows: (args) => {
    const values = valuesOf(args);
    return {
      sql: `SELECT seat.device_no, seat.item_no, seat.handshake, lease.value ->> 0 AS chain,
          lease.value ->> 4 AS iat, lease.value ->> 5 AS exp
        FROM seat JOIN jsonb_each(seat.leases_json) AS lease ${whereGiven(conditions, values)}`,
      values,
    };
  },
  total: (args) => (isOfSome(args) ? null : inForce(args)),
  orders: { device: keys, iat: ['iat', ...keys], exp: ['exp', ...keys] },
  order: 'device',
  isCostly: (args) => isOfSome(args),
  complete: (rows, _args, db) => rows.map((row) => shownLease(db, row)),
});

/** Whether each lease has to be looked at, and not its seat alone. */
const isOfSome = ({ search, off }: LeaseListArguments): boolean => search !== null || off !== null;

/** Nearly every seat has one lease: a second one would begin so, and a name that does costs no more than a closer look. */
const inForce = (args: LeaseListArguments): string => `
  SELECT coalesce(sum(iif(instr(leases_json, '],[') = 0, 1, (
    SELECT count(*) FROM json_each(leases_json) AS lease WHERE (lease.value ->> 5) > :now))), 0) AS total
  FROM seat ${whereGiven({ ...conditions, now: 'lease_end > :now' }, valuesOf(args))}`;

const valuesOf = (args: LeaseListArguments): Values => ({
  ...args,
  off: args.off === null ? null : Number(args.off),
  search: searchPattern(args.search),
});

function shownLease(db: ReadConnection, { device_no, item_no, chain, iat, exp, handshake }: Raw): ShownLeaseRow {
  const holder = db.get<{ uuid: string; name: string | null }>('SELECT uuid, name FROM device WHERE no = :device_no', {
    device_no,
  });
  const item = db.get<Pick<ShownLeaseRow, 'vendor' | 'product' | 'metric'> & { readonly id: string }>(
    'SELECT vendor, id, product, metric FROM item WHERE no = :item_no',
    { item_no },
  );
  const seat = db.get<{ leases_json: string }>(
    'SELECT leases_json FROM seat WHERE device_no = :device_no AND item_no = :item_no',
    { device_no, item_no },
  );
  const lease = unpackLeases(seat?.leases_json ?? '[]').find((candidate) => candidate.chain === chain);
  return {
    vendor: item?.vendor ?? '',
    item: item?.id ?? '',
    product: item?.product ?? '',
    metric: item?.metric ?? '',
    device: holder?.uuid ?? '',
    name: holder?.name ?? null,
    handshake,
    chain,
    renewal: lease?.renewal ?? 0,
    app: lease?.app ?? null,
    process: lease?.process ?? null,
    iat,
    exp,
    count: lease?.instances ?? 1,
    request: lease?.offline?.request ?? null,
  };
}

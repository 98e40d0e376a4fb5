import { defineStream, searchIn, searchPattern, whereGiven } from './query.ts';

export type LeaseListArguments = {
  readonly vendor: string | null;
  readonly item: string | null;
  readonly device: string | null;
  readonly handshake: string | null;
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

const conditions = {
  now: '(lease.value ->> 5) > :now',
  vendor: 'item.vendor = :vendor',
  item: 'item.id = :item',
  device: 'device.uuid = :device',
  handshake: 'seat.handshake = :handshake',
  search: searchIn('device.uuid', 'device.name', 'lease.value ->> 2', 'lease.value ->> 3', 'item.id', 'item.product'),
};

const columns = `
  item.vendor, item.id AS item, item.product, item.metric, device.uuid AS device, device.name, seat.handshake,
  lease.value ->> 0 AS chain, lease.value ->> 1 AS renewal, lease.value ->> 2 AS app, lease.value ->> 3 AS process,
  lease.value ->> 4 AS iat, lease.value ->> 5 AS exp, lease.value ->> 6 AS count, lease.value ->> 7 AS request,
  seat.device_no, seat.item_no`;

const keys = ['device_no', 'item_no', 'chain'] as const;

export const leases = defineStream<
  LeaseListArguments,
  ShownLeaseRow & { readonly device_no: number; readonly item_no: number },
  ShownLeaseRow
>({
  rows: (args) => {
    const values = { ...args, search: searchPattern(args.search) };
    return {
      sql: `SELECT ${columns}
        FROM seat JOIN json_each(seat.leases_json) AS lease JOIN item ON item.no = seat.item_no
        JOIN device ON device.no = seat.device_no ${whereGiven(conditions, values)}`,
      values,
    };
  },
  orders: { device: keys, iat: ['iat', ...keys], exp: ['exp', ...keys] },
  order: 'device',
  complete: (rows) => rows.map(({ device_no, item_no, ...row }) => row),
});

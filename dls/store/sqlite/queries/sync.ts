import type { ReadConnection } from '../read-connection.ts';
import { defineQuery, defineStream, searchIn, searchPattern, whereGiven } from './query.ts';

export type BundleListArguments = {
  readonly vendor: string | null;
  readonly epoch: number | null;
  /** Whether it waits for its acknowledgement. */
  readonly waiting: boolean | null;
  readonly search: string | null;
};

export type ShownBundle = {
  readonly vendor: string;
  readonly epoch: number;
  readonly seq: number;
  readonly made: number;
  readonly digest: string;
  readonly size: number;
  readonly lines: number;
  readonly acknowledgedAt: number | null;
};

const conditions = {
  vendor: 'vendor = :vendor',
  epoch: 'epoch = :epoch',
  waiting: '(acknowledged_at IS NULL) = :waiting',
  search: searchIn('vendor', 'digest', 'seq'),
};

const place = ['vendor', 'epoch', 'seq'] as const;

export const bundles = defineStream<BundleListArguments, ShownBundle, ShownBundle>({
  rows: (args) => {
    const waiting = args.waiting === null ? null : Number(args.waiting);
    const values = { ...args, waiting, search: searchPattern(args.search) };
    return {
      sql: `SELECT vendor, epoch, seq, made, digest, size, lines, acknowledged_at AS acknowledgedAt
        FROM bundle ${whereGiven(conditions, values)}`,
      values,
    };
  },
  orders: { made: ['made', ...place], vendor: place, size: ['size', ...place] },
  order: '-made',
  complete: (rows) => rows,
});

/** What of a vendor is in no bundle yet. */
export type PendingSync = {
  readonly vendor: string;
  /** UTC days with usage that changed since the last bundle. */
  readonly days: number;
  /** Ledger events since the last bundle that the next one will tell of, other than that a bundle was made. */
  readonly events: number;
};

const last = `
  SELECT vendor.vendor,
    coalesce((SELECT usage_no FROM bundle WHERE bundle.vendor = vendor.vendor ORDER BY epoch DESC, seq DESC LIMIT 1), 0) AS no,
    coalesce((SELECT height_to FROM bundle WHERE bundle.vendor = vendor.vendor ORDER BY epoch DESC, seq DESC LIMIT 1), 0) AS height
  FROM vendor ORDER BY vendor`;

const changedDays = 'SELECT count(*) AS count FROM usage_changed WHERE vendor = :vendor AND no > :no';

const events = `
  SELECT vendor, count(*) AS count FROM ledger
  WHERE height > :after AND height <= :to AND vendor IS NOT NULL AND kind IN (SELECT value FROM json_each(:kinds))
  GROUP BY vendor`;

const ledgerEnd = 'SELECT max(height) AS height FROM ledger';

type Counted = { readonly kinds: string; readonly heights: string; to: number; readonly events: Map<string, number> };

/** Events since the last bundles as they were counted before, by connection: a ledger only grows. */
const counted = new WeakMap<ReadConnection, Counted>();

export const pendingSync = defineQuery((db, args: { readonly kinds: readonly string[] }): readonly PendingSync[] => {
  const vendors = db.all<{ vendor: string; no: number; height: number }>(last);
  const kinds = JSON.stringify(args.kinds);
  const told = eventsSince(db, kinds, vendors);
  return vendors.map(({ vendor, no }) => ({
    vendor,
    days: db.get<{ count: number }>(changedDays, { vendor, no })?.count ?? 0,
    events: told.get(vendor) ?? 0,
  }));
});

function eventsSince(
  db: ReadConnection,
  kinds: string,
  vendors: readonly { readonly vendor: string; readonly height: number }[],
): ReadonlyMap<string, number> {
  const heights = JSON.stringify(vendors.map(({ vendor, height }) => [vendor, height]));
  const known = counted.get(db);
  const isSame = known?.kinds === kinds && known.heights === heights;
  const begun: Counted = isSame ? known : { kinds, heights, to: -1, events: new Map() };
  const end = db.get<{ height: number | null }>(ledgerEnd)?.height ?? 0;
  // The first time each vendor from its own last bundle on, later all of them from where counting ended.
  const starts = new Set(begun.to < 0 ? vendors.map(({ height }) => height) : [begun.to]);
  for (const after of starts) {
    for (const { vendor, count } of db.all<{ vendor: string; count: number }>(events, { after, to: end, kinds })) {
      const since = vendors.find((one) => one.vendor === vendor)?.height;
      if (begun.to < 0 && since !== after) continue;
      begun.events.set(vendor, (begun.events.get(vendor) ?? 0) + count);
    }
  }
  begun.to = end;
  counted.set(db, begun);
  return begun.events;
}

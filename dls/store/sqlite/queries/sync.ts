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

const pending = `
  WITH last AS (
    SELECT vendor.vendor,
      coalesce((SELECT usage_no FROM bundle WHERE bundle.vendor = vendor.vendor ORDER BY epoch DESC, seq DESC LIMIT 1), 0) AS no,
      coalesce((SELECT height_to FROM bundle WHERE bundle.vendor = vendor.vendor ORDER BY epoch DESC, seq DESC LIMIT 1), 0) AS height
    FROM vendor)
  SELECT last.vendor,
    (SELECT count(*) FROM usage_changed WHERE usage_changed.vendor = last.vendor AND usage_changed.no > last.no) AS days,
    coalesce(told.events, 0) AS events
  FROM last LEFT JOIN (
    -- One pass for all vendors.
    SELECT ledger.vendor, count(*) AS events FROM ledger JOIN last AS since ON since.vendor = ledger.vendor
    WHERE ledger.height > (SELECT min(height) FROM last) AND ledger.height > since.height
      AND ledger.kind IN (SELECT value FROM json_each(:kinds)) GROUP BY ledger.vendor) AS told ON told.vendor = last.vendor
  ORDER BY last.vendor`;

export const pendingSync = defineQuery((db, { kinds }: { readonly kinds: readonly string[] }): readonly PendingSync[] =>
  db.all<PendingSync>(pending, { kinds: JSON.stringify(kinds) }),
);

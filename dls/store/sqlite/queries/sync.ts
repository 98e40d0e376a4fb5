import { defineQuery } from './query.ts';

export type ShownBundle = {
  readonly vendor: string;
  readonly epoch: number;
  readonly seq: number;
  readonly made: number;
  readonly digest: string;
  readonly file: string;
  readonly size: number;
  readonly lines: number;
  readonly acknowledgedAt: number | null;
};

/** What of a vendor is in no bundle yet. */
export type PendingSync = {
  readonly vendor: string;
  /** UTC days with usage that changed since the last bundle. */
  readonly days: number;
  /** Ledger events since the last bundle. */
  readonly events: number;
};

const pending = `
  WITH last AS (
    SELECT vendor.vendor,
      coalesce((SELECT usage_no FROM bundle WHERE bundle.vendor = vendor.vendor ORDER BY epoch DESC, seq DESC LIMIT 1), 0) AS no,
      coalesce((SELECT height_to FROM bundle WHERE bundle.vendor = vendor.vendor ORDER BY epoch DESC, seq DESC LIMIT 1), 0) AS height
    FROM vendor)
  SELECT vendor,
    (SELECT count(*) FROM usage_changed WHERE usage_changed.vendor = last.vendor AND usage_changed.no > last.no) AS days,
    (SELECT count(*) FROM ledger WHERE ledger.height > last.height AND ledger.vendor = last.vendor) AS events
  FROM last ORDER BY vendor`;

export const sync = defineQuery(
  (
    db,
    _args: Readonly<Record<string, never>>,
  ): { readonly bundles: readonly ShownBundle[]; readonly pending: readonly PendingSync[] } => ({
    bundles: db.all<ShownBundle>(`SELECT vendor, epoch, seq, made, digest, file, size, lines,
      acknowledged_at AS acknowledgedAt FROM bundle ORDER BY vendor, epoch DESC, seq DESC`),
    pending: db.all<PendingSync>(pending),
  }),
);

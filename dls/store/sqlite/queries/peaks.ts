import { DAY } from '../../../../licensing/time.ts';
import { defineStream, searchIn, searchPattern, whereGiven } from './query.ts';

export type PeakListArguments = {
  readonly vendor: string | null;
  readonly item: string | null;
  /** Text in the item's vendor, id or product. */
  readonly search: string | null;
  /** Half-open, whole UTC days: that of `from` too. */
  readonly from: number | null;
  readonly to: number | null;
};

/** The most units of an item that were given away at once on a UTC day; a day without any change has no row. */
export type PeakRow = {
  readonly at: number;
  readonly vendor: string;
  readonly item: string;
  readonly peak: number;
};

type Raw = PeakRow & { readonly item_no: number };

const conditions = {
  vendor: 'vendor = :vendor',
  item: 'item = :item',
  search: searchIn('vendor', 'item', 'product'),
  from: 'at >= :from',
  to: 'at < :to',
};

/** A day stands in its own table once it is over. */
const base = `
  SELECT day AS at, item_day.item_no, item.vendor, item.id AS item, item.product,
    item_day.peak
  FROM item_day JOIN item ON item.no = item_day.item_no
  WHERE NOT EXISTS (SELECT 1 FROM item_state WHERE item_state.item_no = item_day.item_no AND peak_day = day)
  UNION ALL
  SELECT peak_day AS at, item_state.item_no, item.vendor, item.id AS item, item.product,
    item_state.peak
  FROM item_state JOIN item ON item.no = item_state.item_no`;

export const peaks = defineStream<PeakListArguments, Raw, PeakRow>({
  rows: (args) => {
    const from = args.from === null ? null : args.from - (args.from % DAY);
    const values = { ...args, from, search: searchPattern(args.search) };
    return { sql: `SELECT * FROM (${base}) ${whereGiven(conditions, values)}`, values };
  },
  orders: { at: ['at', 'item_no'], peak: ['peak', 'at', 'item_no'] },
  order: 'at',
  complete: (rows) => rows.map(({ at, vendor, item, peak }) => ({ at, vendor, item, peak })),
});

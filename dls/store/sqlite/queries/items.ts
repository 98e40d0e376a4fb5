import { defineStream, searchIn, searchPattern, whereGiven } from './query.ts';

export type ItemListArguments = {
  readonly vendor: string | null;
  readonly organization: string | null;
  readonly product: string | null;
  readonly metric: string | null;
  readonly search: string | null;
};

/** An item as a list finds it; everything else about it is in the snapshot. */
export type ListedItem = { readonly no: number; readonly vendor: string; readonly id: string };

const conditions = {
  vendor: 'vendor = :vendor',
  organization: 'organization = :organization',
  product: 'product = :product',
  metric: 'metric = :metric',
  search: searchIn('vendor', 'id', 'organization', 'product', 'name'),
};

const base = `
  SELECT item.no, item.vendor, item.id, item.organization, item.product, item.metric,
    coalesce((SELECT term_json ->> 'name' FROM term WHERE term.item_no = item.no ORDER BY start DESC LIMIT 1), '') AS name,
    coalesce((SELECT max(end) FROM term WHERE term.item_no = item.no), 0) AS end,
    coalesce((SELECT quota FROM term WHERE term.item_no = item.no ORDER BY start DESC LIMIT 1), 0) AS quota
  FROM item`;

export const items = defineStream<ItemListArguments, ListedItem & { readonly name: string }, ListedItem>({
  rows: (args) => {
    const values = { ...args, search: searchPattern(args.search) };
    return { sql: `SELECT * FROM (${base}) ${whereGiven(conditions, values)}`, values };
  },
  orders: {
    id: ['vendor', 'id'],
    vendor: ['vendor', 'id'],
    organization: ['organization', 'vendor', 'id'],
    product: ['product', 'vendor', 'id'],
    metric: ['metric', 'vendor', 'id'],
    name: ['name', 'vendor', 'id'],
    quota: ['quota', 'vendor', 'id'],
    end: ['end', 'vendor', 'id'],
  },
  order: 'id',
  complete: (rows) => rows.map(({ no, vendor, id }) => ({ no, vendor, id })),
});

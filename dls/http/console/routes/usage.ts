import * as Type from 'typebox';
import type { Shape } from '../../../../protocol/shape.ts';
import {
  USAGE_GROUPS,
  type UsageGroup,
  type UsageListArguments,
  type UsageRow,
} from '../../../store/sqlite/queries/usage.ts';
import { encodeCsv } from '../csv.ts';
import { listAnswer, listQuery, orNull, readPage, searchFilter, textFilter, timeFilter } from '../list.ts';
import { defineRoute, type Route } from '../route.ts';
import { Epoch, nullable, oneOf, Text, whole } from './shapes.ts';

const filters = {
  by: Type.Optional(oneOf(USAGE_GROUPS)),
  vendor: textFilter,
  item: textFilter,
  handshake: textFilter,
  device: textFilter,
  feature: textFilter,
  from: timeFilter,
  to: timeFilter,
};

const Filters = Type.Object({ ...filters, search: searchFilter });

const Row = Type.Object({
  at: Type.Optional(Epoch),
  device: Type.Optional(Text),
  name: Type.Optional(nullable(Text)),
  feature: Type.Optional(Text),
  vendor: Text,
  item: Text,
  count: whole(0),
});

/** Names under which a list may be sorted by what it is grouped by. */
const groupNames = ['at', 'device', 'feature', '-at', '-device', '-feature'];

export const usageRoutes: readonly Route[] = [
  defineRoute(
    'GET /usage',
    {
      right: 'viewer',
      summary: 'Usage by slot, hour, day (default), device or feature; `from` and `to` in epoch seconds, half-open',
      query: listQuery(filters),
      answer: listAnswer(Row),
    },
    async ({ deps, query }) => {
      const { by = 'day', sort } = query;
      const group = sort !== undefined && groupNames.includes(sort) ? sort.replace(/[a-z]+/, 'group') : sort;
      const page = await readPage(
        deps,
        { ...query, ...(group !== undefined && { sort: group }) },
        'usage',
        argumentsOf(query),
      );
      return { ...page, items: page.items.map((row) => shownRow(by, row)) };
    },
  ),
  defineRoute(
    'GET /peaks',
    {
      right: 'viewer',
      summary: 'Most units of an item given away at once, by UTC day; `from` and `to` in epoch seconds, half-open',
      query: listQuery({ vendor: textFilter, item: textFilter, from: timeFilter, to: timeFilter }),
      answer: listAnswer(Type.Object({ at: Epoch, vendor: Text, item: Text, peak: whole(0) })),
    },
    async ({ deps, query }) =>
      readPage(deps, query, 'peaks', {
        vendor: orNull(query.vendor),
        item: orNull(query.item),
        from: orNull(query.from),
        to: orNull(query.to),
        search: orNull(query.search),
      }),
  ),
  defineRoute(
    'GET /usage.csv',
    { right: 'viewer', summary: 'The same as CSV, all rows', query: Filters, answer: 'text/csv; charset=utf-8' },
    async ({ deps, query }) => {
      const { by = 'day' } = query;
      const rows = deps.reader.stream('usage', argumentsOf(query));
      return { content: encodeCsv(headings(by), csvRows(by, rows)), name: `usage-by-${by}.csv` };
    },
  ),
];

function argumentsOf({ by = 'day', ...query }: Shape<typeof Filters>): UsageListArguments {
  return {
    by,
    vendor: orNull(query.vendor),
    item: orNull(query.item),
    handshake: orNull(query.handshake),
    device: orNull(query.device),
    feature: orNull(query.feature),
    search: orNull(query.search),
    from: orNull(query.from),
    to: orNull(query.to),
  };
}

function shownRow(by: UsageGroup, { group, name, vendor, item, count }: UsageRow): Shape<typeof Row> {
  if (by === 'device') return { device: String(group), name, vendor, item, count };
  if (by === 'feature') return { feature: String(group), vendor, item, count };
  return { at: Number(group), vendor, item, count };
}

function headings(by: UsageGroup): readonly string[] {
  const first = by === 'device' ? ['device', 'name'] : [by === 'feature' ? 'feature' : 'at'];
  return [...first, 'vendor', 'item', 'count'];
}

async function* csvRows(by: UsageGroup, rows: AsyncIterable<UsageRow>): AsyncGenerator<readonly (string | number)[]> {
  for await (const { group, name, vendor, item, count } of rows) {
    if (by === 'device') yield [group, name ?? '', vendor, item, count];
    else yield [by === 'feature' ? group : instantOf(by, Number(group)), vendor, item, count];
  }
}

/** UTC, as spreadsheets read it: a day as its date, anything shorter to the second. */
function instantOf(by: UsageGroup, at: number): string {
  const text = new Date(at * 1_000).toISOString();
  return by === 'day' ? text.slice(0, 10) : `${text.slice(0, 19)}Z`;
}

import * as Type from 'typebox';
import { whole, words, wrongField } from '../../../protocol/shape.ts';
import type { Deps } from '../../deps.ts';
import { CursorError, type Page, type PageRequest, type SortValue } from '../../store/reader.ts';
import type { StreamArguments, StreamName, StreamRow } from '../../store/sqlite/queries/queries.ts';

/** What lists and their CSV are searched for. */
export const searchFilter = Type.Optional(Type.String({ maxLength: 200, description: 'Text that a row contains' }));

const listFields = {
  search: searchFilter,
  sort: Type.Optional(
    Type.String({ maxLength: 64, description: 'A column, with - before it for the other direction' }),
  ),
  cursor: Type.Optional(Type.String({ maxLength: 4096, description: 'Where to go on: `next` of the page before' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 100 })),
};

export type ListQuery = {
  readonly search?: string;
  readonly sort?: string;
  readonly cursor?: string;
  readonly limit?: number;
};

/** The query of a list with its own filters. */
export function listQuery<Filters extends Type.TProperties>(filters: Filters) {
  return Type.Object({ ...filters, ...listFields });
}

/** A filter by an exact text. */
export const textFilter = Type.Optional(words(1, 256));
export const booleanFilter = Type.Optional(Type.Boolean());
/** Bounds of a half-open interval, in epoch seconds. */
export const timeFilter = Type.Optional(whole(0));

/** The answer of a list. */
export function listAnswer<Row extends Type.TSchema>(row: Row) {
  return Type.Object({
    items: Type.Array(row),
    next: Type.Union([Type.String(), Type.Null()], { description: 'Cursor of the next page; null: this is the last' }),
    total: whole(0),
  });
}

export type ListAnswer<Row> = { readonly items: readonly Row[]; readonly next: string | null; readonly total: number };

/** Reads a page of a list from the database. @throws ProtocolError `request_malformed` for a wrong cursor or order */
export async function readPage<Name extends StreamName>(
  deps: Pick<Deps, 'reader'>,
  query: ListQuery,
  name: Name,
  args: StreamArguments<Name>,
): Promise<ListAnswer<StreamRow<Name>>> {
  const request = pageRequestOf(query);
  try {
    const page: Page<StreamRow<Name>> = await deps.reader.page(name, args, request);
    return {
      items: page.items,
      next: page.next === null ? null : encodeCursor(request.sort, page.next),
      total: page.total,
    };
  } catch (error) {
    if (error instanceof CursorError) throw wrongPlace(error.part);
    throw error;
  }
}

/** A page of rows that are all at hand: few ones, in the order in which they stand. */
export function pageOf<Row>(
  rows: readonly Row[],
  query: ListQuery,
  { textOf, keyOf }: { readonly textOf: (row: Row) => string; readonly keyOf: (row: Row) => SortValue },
): ListAnswer<Row> {
  const { after, limit, sort } = pageRequestOf(query);
  if (sort !== null) throw wrongPlace('sort');
  const wanted = query.search?.toLowerCase() ?? '';
  const found = wanted === '' ? rows : rows.filter((row) => textOf(row).toLowerCase().includes(wanted));
  const place = after === null ? -1 : found.findIndex((row) => keyOf(row) === after[0]);
  if (after !== null && (place === -1 || after.length !== 1)) throw wrongPlace('cursor');
  const items = found.slice(place + 1, place + 1 + limit);
  const last = items.at(-1);
  const isEnd = last === undefined || place + 1 + limit >= found.length;
  return { items, next: isEnd ? null : encodeCursor(null, [keyOf(last)]), total: found.length };
}

/** Null for what was not given, as queries of the store take it. */
export const orNull = <T>(value: T | undefined): T | null => value ?? null;

function pageRequestOf({ sort, cursor, limit = 100 }: ListQuery): PageRequest {
  if (cursor === undefined) return { sort: sort ?? null, after: null, limit };
  const { sort: begun, after } = decodeCursor(cursor);
  if (sort !== undefined && sort !== begun) throw wrongPlace('cursor');
  return { sort: begun, after, limit };
}

function encodeCursor(sort: string | null, after: readonly SortValue[]): string {
  return Buffer.from(JSON.stringify([sort, ...after])).toString('base64url');
}

function decodeCursor(cursor: string): { readonly sort: string | null; readonly after: readonly SortValue[] } {
  const value = parseCursor(cursor);
  if (!Array.isArray(value)) throw wrongPlace('cursor');
  const [sort, ...after] = value as unknown[];
  const isSort = sort === null || typeof sort === 'string';
  if (!isSort || after.length === 0 || !after.every(isSortValue)) throw wrongPlace('cursor');
  return { sort, after };
}

function parseCursor(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

function isSortValue(value: unknown): value is SortValue {
  return typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
}

function wrongPlace(part: CursorError['part']) {
  const detail =
    part === 'sort'
      ? 'This list has no such order.'
      : 'The cursor is not of this list and order. Begin again without it.';
  return wrongField('request_malformed', part, detail);
}

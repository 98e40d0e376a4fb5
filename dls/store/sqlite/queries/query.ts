import { CursorError, type Page, type PageRequest, type SortValue } from '../../reader.ts';
import type { ReadConnection, Values } from '../read-connection.ts';

/** A read with one answer. */
export type Query<Args, Result> = { readonly run: (db: ReadConnection, args: Args) => Result };

/** A read with any number of rows, in portions by the values it is sorted by. */
export type Stream<Args, Row> = {
  page(db: ReadConnection, args: Args, request: PageRequest): Page<Row>;
  /** Like `page` without the total, which costs a pass over everything. */
  portion(db: ReadConnection, args: Args, request: PageRequest): Omit<Page<Row>, 'total'>;
};

/** A SELECT with named values. Texts come from this room alone; whatever a caller gives is a value. */
export type Select = { readonly sql: string; readonly values: Values };

export type StreamDefinition<Args, Raw, Row> = {
  /**
   * All rows in no order, with every column that an order names: the statement that finds them, or the rows themselves
   * where reading all is quicker than to have the database sort them. Those are sorted by numbers alone.
   */
  readonly rows: (args: Args, db: ReadConnection) => Select | Iterable<Raw>;
  /** A statement for their number as `total`, where that is found with less than all of them; null: they are counted. */
  readonly total?: (args: Args) => string | null;
  /** The columns of each order, the last of which tell every row apart. No column is null. */
  readonly orders: Readonly<Record<string, readonly string[]>>;
  /** Whether finding the rows costs so much that they are counted while they are found. */
  readonly isCostly?: (args: Args) => boolean;
  /** The order when none is asked for. */
  readonly order: string;
  /** Turns the rows of one portion into what is answered; it may read more about them. */
  readonly complete: (rows: readonly Raw[], args: Args, db: ReadConnection) => readonly Row[];
};

export function defineQuery<Args, Result>(run: (db: ReadConnection, args: Args) => Result): Query<Args, Result> {
  return { run };
}

type Order = { readonly columns: readonly string[]; readonly descending: boolean };

/** The rows of a page and, where there is one, the first of the next; and how many there are on all pages. */
type Found<Raw> = { readonly raw: readonly Raw[]; readonly total: number };

/** Makes a list out of its rows: pages by key, in each of its orders, forwards and backwards. */
export function defineStream<Args, Raw extends Readonly<Record<string, unknown>>, Row>(
  definition: StreamDefinition<Args, Raw, Row>,
): Stream<Args, Row> {
  const select = (
    db: ReadConnection,
    { args, sql, values }: Select & { readonly args: Args },
    request: PageRequest & { readonly isCounted: boolean },
    { columns, descending }: Order,
  ): Found<Raw> => {
    const after = placeOf(request.after, columns);
    const from = after === null ? '' : `WHERE (${columns.join(', ')}) ${descending ? '<' : '>'} (${after.names})`;
    const order = columns.map((column) => `${column} ${descending ? 'DESC' : 'ASC'}`).join(', ');
    const isCostly = after === null && definition.isCostly?.(args) === true;
    const counted = request.isCounted && isCostly ? ', count(*) OVER () AS page_total' : '';
    const raw = db.all<Raw & { page_total?: number }>(
      `SELECT *${counted} FROM (${sql}) ${from} ORDER BY ${order} LIMIT :page_limit`,
      { ...values, ...after?.values, page_limit: request.limit + 1 },
    );
    if (!request.isCounted || isCostly) {
      const total = raw[0]?.page_total ?? 0;
      for (const row of raw) delete row.page_total;
      return { raw, total };
    }
    const total = definition.total?.(args) ?? `SELECT count(*) AS total FROM (${sql})`;
    return { raw, total: db.get<{ total: number }>(total, values)?.total ?? 0 };
  };
  const read = (db: ReadConnection, args: Args, request: PageRequest & { readonly isCounted: boolean }): Page<Row> => {
    const order = orderOf(definition, request.sort);
    const rows = definition.rows(args, db);
    const { raw, total } =
      'sql' in rows ? select(db, { args, ...rows }, request, order) : firstOf(rows, request, order);
    const shown = raw.slice(0, request.limit);
    const last = raw.length > request.limit ? shown.at(-1) : undefined;
    return {
      items: definition.complete(shown, args, db),
      next: last === undefined ? null : namesOf(order).map((name) => last[name] as SortValue),
      total,
    };
  };
  return {
    portion: (db, args, request) => {
      const { items, next } = read(db, args, { ...request, isCounted: false });
      return { items, next };
    },
    page: (db, args, request) => read(db, args, { ...request, isCounted: true }),
  };
}

/** What a statement would find in rows that are kept here. Only so many are sorted as a page can need. */
function firstOf<Raw extends Readonly<Record<string, unknown>>>(
  rows: Iterable<Raw>,
  { after, limit }: PageRequest,
  order: Order,
): Found<Raw> {
  const names = namesOf(order);
  const sign = order.descending ? -1 : 1;
  const compare = (one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): number => {
    for (const name of names) {
      const difference = (one[name] as number) - (other[name] as number);
      if (difference !== 0) return sign * difference;
    }
    return 0;
  };
  if (after !== null && after.length !== names.length) throw new CursorError('cursor');
  const before = after === null ? null : Object.fromEntries(names.map((name, place) => [name, after[place]]));
  let first: Raw[] = [];
  let worst: Raw | undefined;
  let total = 0;
  for (const row of rows) {
    total++;
    if (before !== null && compare(row, before) <= 0) continue;
    if (worst !== undefined && compare(row, worst) > 0) continue;
    first.push(row);
    if (first.length < 4 * (limit + 1)) continue;
    first = first.sort(compare).slice(0, limit + 1);
    worst = first.at(-1);
  }
  return { raw: first.sort(compare).slice(0, limit + 1), total };
}

/** Conditions for those of the values that are given; empty texts are values too. */
export function whereGiven(conditions: Readonly<Record<string, string>>, values: Values): string {
  const given = Object.entries(conditions).filter(([name]) => values[name] !== null && values[name] !== undefined);
  return given.length === 0 ? '' : `WHERE ${given.map(([, condition]) => `(${condition})`).join(' AND ')}`;
}

/** What a search text looks for with `LIKE … ESCAPE '\'`; null: no search. */
export function searchPattern(search: string | null): string | null {
  return search === null || search === '' ? null : `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`;
}

/** A condition that any of the columns contains the search text in `:search`. */
export function searchIn(...columns: readonly string[]): string {
  return columns.map((column) => `${column} LIKE :search ESCAPE '\\'`).join(' OR ');
}

function orderOf<Args, Raw, Row>({ orders, order }: StreamDefinition<Args, Raw, Row>, asked: string | null): Order {
  const sort = asked ?? order;
  const descending = sort.startsWith('-');
  const name = descending ? sort.slice(1) : sort;
  const columns = Object.hasOwn(orders, name) ? orders[name] : undefined;
  if (columns === undefined) throw new CursorError('sort');
  return { columns, descending };
}

function namesOf({ columns }: Order): readonly string[] {
  return columns.map((column) => column.replaceAll('"', ''));
}

function placeOf(
  after: readonly SortValue[] | null,
  columns: readonly string[],
): { readonly names: string; readonly values: Values } | null {
  if (after === null) return null;
  if (after.length !== columns.length) throw new CursorError('cursor');
  const named = after.map((value, index) => [`after_${index}`, value] as const);
  return { names: named.map(([name]) => `:${name}`).join(', '), values: Object.fromEntries(named) };
}

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
  /** Further values for the statement, read from the database itself. */
  readonly bind?: (db: ReadConnection, args: Args) => Values;
  /** All rows in no order. It gives every column that an order names. */
  readonly rows: (args: Args) => Select;
  /** The same rows, when another way to all of them is cheaper than the way to a page of them. */
  readonly counted?: (args: Args) => Select;
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

/** Makes a list out of its SELECT: pages by key, in each of its orders, forwards and backwards. */
export function defineStream<Args, Raw extends Readonly<Record<string, unknown>>, Row>(
  definition: StreamDefinition<Args, Raw, Row>,
): Stream<Args, Row> {
  // May be thousands of sums: read once for a page and its total.
  const bind = (db: ReadConnection, args: Args): Values => definition.bind?.(db, args) ?? {};
  const read = (
    db: ReadConnection,
    args: Args,
    request: PageRequest,
    { bound = bind(db, args), counts = '' } = {},
  ): Omit<Page<Row>, 'total'> & { readonly total: number } => {
    const { columns, descending } = orderOf(definition, request.sort);
    const { sql, values } = definition.rows(args);
    const after = placeOf(request.after, columns);
    const direction = descending ? 'DESC' : 'ASC';
    const from = after === null ? '' : `WHERE (${columns.join(', ')}) ${descending ? '<' : '>'} (${after.names})`;
    const order = columns.map((column) => `${column} ${direction}`).join(', ');
    const raw = db.all<Raw & { readonly page_total?: number }>(
      `SELECT *${counts} FROM (${sql}) ${from} ORDER BY ${order} LIMIT :page_limit`,
      {
        ...values,
        ...bound,
        ...after?.values,
        page_limit: request.limit + 1,
      },
    );
    const shown = raw.slice(0, request.limit);
    const last = raw.length > request.limit ? shown.at(-1) : undefined;
    return {
      items: definition.complete(shown, args, db),
      next: last === undefined ? null : columns.map((column) => last[column.replaceAll('"', '')] as SortValue),
      total: raw[0]?.page_total ?? 0,
    };
  };
  return {
    portion: (db, args, request) => {
      const { items, next } = read(db, args, request);
      return { items, next };
    },
    page: (db, args, request) => {
      if (request.after === null && definition.isCostly?.(args) === true) {
        return read(db, args, request, { counts: ', count(*) OVER () AS page_total' });
      }
      const bound = bind(db, args);
      const { sql, values } = (definition.counted ?? definition.rows)(args);
      const counted = db.get<{ total: number }>(`SELECT count(*) AS total FROM (${sql})`, { ...values, ...bound });
      return { ...read(db, args, request, { bound }), total: counted?.total ?? 0 };
    },
  };
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

function orderOf<Args, Raw, Row>(
  { orders, order }: StreamDefinition<Args, Raw, Row>,
  asked: string | null,
): { readonly columns: readonly string[]; readonly descending: boolean } {
  const sort = asked ?? order;
  const descending = sort.startsWith('-');
  const name = descending ? sort.slice(1) : sort;
  const columns = Object.hasOwn(orders, name) ? orders[name] : undefined;
  if (columns === undefined) throw new CursorError('sort');
  return { columns, descending };
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

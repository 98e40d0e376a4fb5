import type {
  QueryArguments,
  QueryName,
  QueryResult,
  StreamArguments,
  StreamName,
  StreamRow,
} from './sqlite/queries/queries.ts';

/**
 * Reads for consoles and exports, on a read-only connection in a thread of its own: a long one holds up no device.
 * What it sees is the last commit at the time of the call.
 */
export type Reader = {
  /** @throws StoreError when the thread or its connection fails. */
  query<Name extends QueryName>(name: Name, args: QueryArguments<Name>): Promise<QueryResult<Name>>;
  /**
   * One page of a list with the number of rows on all its pages, both of the same commit.
   * @throws CursorError when `after` is not of this list and order.
   */
  page<Name extends StreamName>(
    name: Name,
    args: StreamArguments<Name>,
    page: PageRequest,
  ): Promise<Page<StreamRow<Name>>>;
  /**
   * All rows, read in portions as the consumer takes them; ends early when the consumer does. No portion holds a
   * snapshot of the database for longer than it is read, so an export of any length keeps no log from being emptied;
   * a row that is added or changed while the export runs may be in it or not.
   */
  stream<Name extends StreamName>(
    name: Name,
    args: StreamArguments<Name>,
    sort?: string,
  ): AsyncIterable<StreamRow<Name>>;
  close(): Promise<void>;
};

/** Where in which order: the values by which the last row of the page before was sorted. */
export type PageRequest = {
  /** A column's name, with `-` before it for the other direction; null: the list's own order. */
  readonly sort: string | null;
  readonly after: readonly SortValue[] | null;
  readonly limit: number;
};

export type SortValue = string | number;

export type Page<Row> = {
  readonly items: readonly Row[];
  /** Where the next page begins; null: this was the last one. */
  readonly next: readonly SortValue[] | null;
  readonly total: number;
};

/** The place or order asked for is none of that list. */
export class CursorError extends Error {
  override readonly name = 'CursorError';
  readonly part: 'sort' | 'cursor';

  constructor(part: 'sort' | 'cursor') {
    super(`the ${part} is not one of this list`);
    this.part = part;
  }
}

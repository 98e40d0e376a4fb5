import type { ReactNode } from 'react';
import type { Topic } from '../../api/queries.ts';

/** One column of a data table. */
export type Column<Row> = {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** In the exported file: figures as figures, instants as UTC text. Left out: the column is not exported. */
  readonly text?: (row: Row) => string | number;
  /** Name of the server's order; left out: the column cannot be sorted by. */
  readonly sort?: string;
  /** Pixels. */
  readonly width: number;
  /** Takes its share of what is left beside the other columns. */
  readonly grows?: boolean;
  /** Stands in the exported file alone. */
  readonly isExportOnly?: boolean;
  /** Figures stand at the end. */
  readonly align?: 'end';
};

/** What the server is asked for. */
export type ListRequest = {
  readonly search?: string;
  readonly sort?: string;
  readonly cursor?: string;
  readonly limit: number;
};

export type ListPage<Row> = { readonly items: readonly Row[]; readonly next: string | null; readonly total: number };

/** A list of the server: how its pages are read, and what makes it another list. */
export type ListSource<Row> = {
  /** Topic of the live events after which it is read anew. */
  readonly topic: Topic;
  /** Tells it from other lists of the same topic. */
  readonly name?: string;
  /** The filters that it is read with: others make another list. */
  readonly filters?: Readonly<Record<string, unknown>>;
  readonly read: (request: ListRequest) => Promise<ListPage<Row>>;
};

/** The words of a request without what was not asked for. */
export function listRequest(search: string, sort: string, cursor: string | null, limit: number): ListRequest {
  return {
    ...(search !== '' && { search }),
    ...(sort !== '' && { sort }),
    ...(cursor !== null && { cursor }),
    limit,
  };
}

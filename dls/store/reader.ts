import type { QueryArguments, QueryName, QueryRow } from './sqlite/queries.ts';

/**
 * Reads for consoles and exports, on a read-only connection in a thread of its own: a long one holds up no device.
 * What it sees is the last commit at the time of the call.
 */
export type Reader = {
  query<Name extends QueryName>(name: Name, args: QueryArguments<Name>): Promise<QueryRow<Name>>;
  /** Rows in portions, read as the consumer takes them; ends early when the consumer does. */
  stream<Name extends QueryName>(name: Name, args: QueryArguments<Name>): AsyncIterable<QueryRow<Name>>;
  close(): Promise<void>;
};

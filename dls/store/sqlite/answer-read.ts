import { queries, streams } from './queries/queries.ts';
import type { Query, Stream } from './queries/query.ts';
import type { ReadConnection } from './read-connection.ts';
import type { ReadRequest } from './reader.ts';

/** Runs the named read of a request. */
export function answerRead(db: ReadConnection, request: ReadRequest): unknown {
  if (request.kind === 'query') {
    return (queries[request.name as keyof typeof queries] as Query<unknown, unknown>).run(db, request.args);
  }
  const stream = streams[request.name as keyof typeof streams] as Stream<unknown, unknown>;
  return stream[request.kind](db, request.args, request.page);
}

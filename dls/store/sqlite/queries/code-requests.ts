import { defineQuery } from './query.ts';

/** Requests through one handshake code that ended in the same way; `code` is empty for those that were granted. */
export type CodeRequestCount = {
  readonly vendor: string;
  readonly handshake: string;
  readonly code: string;
  readonly count: number;
};

const sums = `
  SELECT vendor, handshake, code, sum(count) AS count FROM denial_minute
  WHERE minute >= :from AND minute <= :until AND handshake <> '' GROUP BY vendor, handshake, code`;

/** From the first minute to the last, both included. */
export const codeRequests = defineQuery(
  (db, span: { readonly from: number; readonly until: number }): readonly CodeRequestCount[] => db.all(sums, span),
);

import type { ListSource } from '../parts/data-table/column.ts';
import type { LedgerEvent } from '../parts/ledger-event/event-text.ts';
import { type AnswerOf, answerOf, api, type Operations } from './client.ts';

export type Verification = AnswerOf<'getLedgerVerify'>;

export type LedgerFilters = Omit<
  NonNullable<Operations['getLedger']['parameters']['query']>,
  'search' | 'sort' | 'cursor' | 'limit'
>;

export function ledgerSource(filters: LedgerFilters): ListSource<LedgerEvent> {
  return {
    topic: 'ledger',
    filters,
    read: (request) => answerOf(api.GET('/admin/v1/ledger', { params: { query: { ...filters, ...request } } })),
  };
}

/** Walks the chain and checks the database; takes its time on a large site. */
export function verifyLedger(): Promise<Verification> {
  return answerOf(api.GET('/admin/v1/ledger/verify'));
}

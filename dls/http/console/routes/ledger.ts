import * as Type from 'typebox';
import { verifyLedger } from '../../../operations/verify.ts';
import { listAnswer, listQuery, orNull, readPage, textFilter, timeFilter } from '../list.ts';
import { defineRoute, type Route } from '../route.ts';
import { Epoch, nullable, Text, whole } from './shapes.ts';

const Event = Type.Object({
  height: whole(1),
  at: Epoch,
  kind: Text,
  actor: Text,
  vendor: nullable(Text),
  subject: nullable(Text),
  name: nullable(Text),
  data: Type.Record(Type.String(), Type.Unknown()),
  hash: Text,
});

const Verification = Type.Object({
  ok: Type.Boolean(),
  height: whole(0),
  events: whole(0),
  firstBad: nullable(Type.Object({ height: whole(0), reason: Text })),
  damages: Type.Array(Text),
});

const filters = {
  kind: textFilter,
  actor: textFilter,
  subject: textFilter,
  vendor: textFilter,
  from: timeFilter,
  to: timeFilter,
};

export const ledgerRoutes: readonly Route[] = [
  defineRoute(
    'GET /ledger',
    {
      right: 'viewer',
      summary: 'Ledger events, newest first; `subject` is a device UUID, item, handshake code, user, token or file',
      query: listQuery(filters),
      answer: listAnswer(Event),
    },
    async ({ deps, query }) =>
      readPage(deps, query, 'ledger', {
        kind: orNull(query.kind),
        actor: orNull(query.actor),
        subject: orNull(query.subject),
        vendor: orNull(query.vendor),
        from: orNull(query.from),
        to: orNull(query.to),
        search: orNull(query.search),
      }),
  ),
  defineRoute(
    'GET /ledger/verify',
    { right: 'viewer', summary: 'Walk the ledger and check the database', answer: Verification },
    async ({ deps }) => verifyLedger(deps),
  ),
];

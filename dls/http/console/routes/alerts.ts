import * as Type from 'typebox';
import { dismissAlert } from '../../../operations/alerts.ts';
import { Refusal } from '../../problem.ts';
import { booleanFilter, listAnswer, listQuery, orNull, readPage, textFilter } from '../list.ts';
import { defineRoute, type Route } from '../route.ts';
import { Epoch, nullable, Text, whole } from './shapes.ts';

const Alert = Type.Object({
  id: whole(1),
  vendor: nullable(Text),
  item: nullable(Text),
  subject: Text,
  threshold: Text,
  at: Epoch,
  until: nullable(Epoch),
  dismissedAt: nullable(Epoch),
  dismissedBy: nullable(Text),
  message: Type.Unknown(),
});

export const alertRoutes: readonly Route[] = [
  defineRoute(
    'GET /alerts',
    {
      right: 'viewer',
      summary: 'Alerts, newest first; `open`: neither over nor dismissed',
      query: listQuery({ vendor: textFilter, item: textFilter, subject: textFilter, open: booleanFilter }),
      answer: listAnswer(Alert),
    },
    async ({ deps, query }) =>
      readPage(deps, query, 'alerts', {
        vendor: orNull(query.vendor),
        item: orNull(query.item),
        subject: orNull(query.subject),
        open: orNull(query.open),
        search: orNull(query.search),
      }),
  ),
  defineRoute(
    'POST /alerts/:id/dismiss',
    { right: 'operator', summary: 'Take an alert off the list of open ones', answer: null },
    async ({ deps, caller, param }) => {
      const id = /^[1-9]\d{0,14}$/.test(param('id')) ? Number(param('id')) : null;
      if (id === null) throw new Refusal('not_found', { detail: 'There is no alert of that id.' });
      await dismissAlert(deps, { id, actor: caller.actor });
    },
  ),
];

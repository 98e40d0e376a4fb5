import * as Type from 'typebox';
import { dismissAlert, listAlertChannels, restoreAlert } from '../../../operations/alerts.ts';
import { testChannel } from '../../../operations/test-channel.ts';
import { ALERT_CHANNELS } from '../../../site/settings-schema.ts';
import { Refusal } from '../../problem.ts';
import { booleanFilter, listAnswer, listQuery, orNull, readPage, textFilter } from '../list.ts';
import { defineRoute, type Route } from '../route.ts';
import { Epoch, nullable, oneOf, Text, whole } from './shapes.ts';

const Channel = oneOf(ALERT_CHANNELS);

const Message = Type.Object({
  severity: oneOf(['warning', 'critical'] as const),
  title: Text,
  text: Text,
  next: Text,
  threshold: Type.Union([Type.Number(), Text], { description: 'As the settings call it' }),
  facts: Type.Unknown({ description: 'The figures behind the words, for another language' }),
});

const Alert = Type.Object({
  id: whole(1),
  vendor: nullable(Text),
  item: nullable(Text),
  handshake: nullable(Text),
  subject: Text,
  threshold: Type.Union([Type.Number(), oneOf(['grace', 'now'] as const)], {
    description: 'Percent or days; grace: the end of the grace days; now: a condition',
  }),
  at: Epoch,
  until: nullable(Epoch),
  channels: Type.Unsafe<readonly string[]>(Type.Array(Channel)),
  dismissedAt: nullable(Epoch),
  dismissedBy: nullable(Text),
  message: Type.Unsafe<unknown>(Message),
});

const Delivery = Type.Object({
  id: whole(1),
  channel: Type.Unsafe<string>(Channel),
  alerts: Type.Array(whole(1)),
  at: Epoch,
  attempts: whole(0),
  next: nullable(Epoch),
  deliveredAt: nullable(Epoch),
  droppedAt: nullable(Epoch),
  error: nullable(Text),
});

const ChannelStanding = Type.Object({
  channel: Channel,
  enabled: Type.Boolean(),
  lacks: nullable(Text),
  waiting: whole(0),
  deliveredAt: nullable(Epoch),
  error: nullable(Text),
});

const filters = {
  vendor: textFilter,
  item: textFilter,
  handshake: textFilter,
  subject: textFilter,
  channel: Type.Optional(Channel),
  open: booleanFilter,
};

export const alertRoutes: readonly Route[] = [
  defineRoute(
    'GET /alerts',
    {
      right: 'viewer',
      summary: 'Alerts, newest first; `open`: neither over nor dismissed; `channel`: those that went there (console)',
      query: listQuery(filters),
      answer: listAnswer(Alert),
    },
    async ({ deps, query }) =>
      readPage(deps, query, 'alerts', {
        vendor: orNull(query.vendor),
        item: orNull(query.item),
        handshake: orNull(query.handshake),
        subject: orNull(query.subject),
        channel: query.channel ?? 'console',
        open: orNull(query.open),
        search: orNull(query.search),
      }),
  ),
  defineRoute(
    'GET /alerts/channels',
    {
      right: 'viewer',
      summary: 'Where alerts go, and whether they get there',
      answer: Type.Object({ items: Type.Array(ChannelStanding) }),
    },
    async ({ deps }) => ({ items: await listAlertChannels(deps) }),
  ),
  defineRoute(
    'GET /alerts/deliveries',
    {
      right: 'viewer',
      summary: 'Messages on their way out, newest first, and what became of them',
      query: listQuery({ channel: Type.Optional(Channel), waiting: booleanFilter }),
      answer: listAnswer(Delivery),
    },
    async ({ deps, query }) =>
      readPage(deps, query, 'alertDeliveries', {
        channel: orNull(query.channel),
        waiting: orNull(query.waiting),
      }),
  ),
  defineRoute(
    'POST /alerts/test',
    {
      right: 'operator',
      summary: 'Send a test message to a channel, switched on or not',
      body: Type.Object({ channel: Channel }),
      answer: Type.Object({
        channel: Channel,
        delivered: Type.Boolean(),
        detail: Type.String({ description: 'What happened, with the next step where it was not taken' }),
      }),
    },
    async ({ deps, body, once }) =>
      testChannel(deps, { channel: body.channel, once, signal: AbortSignal.timeout(30_000) }),
  ),
  defineRoute(
    'POST /alerts/:id/dismiss',
    { right: 'operator', summary: 'Take an alert off the list of open ones', answer: null },
    async ({ deps, caller, param }) => dismissAlert(deps, { id: alertId(param('id')), actor: caller.actor }),
  ),
  defineRoute(
    'POST /alerts/:id/restore',
    { right: 'operator', summary: 'Put a dismissed alert back among the open ones', answer: null },
    async ({ deps, caller, param }) => restoreAlert(deps, { id: alertId(param('id')), actor: caller.actor }),
  ),
];

function alertId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new Refusal('not_found', { detail: 'There is no alert of that id.' });
  return Number(text);
}

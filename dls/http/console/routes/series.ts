import * as Type from 'typebox';
import { wrongField } from '../../../../protocol/shape.ts';
import { SERIES_STEPS, type Series, USAGE_SPLITS } from '../../../store/sqlite/queries/series.ts';
import { orNull, textFilter, timeFilter } from '../list.ts';
import { defineRoute, type Route } from '../route.ts';
import { Epoch, nullable, oneOf, Text, whole } from './shapes.ts';

const top = Type.Optional(
  Type.Integer({ minimum: 1, maximum: 20, default: 8, description: 'So many parts have figures of their own' }),
);

const Answer = Type.Object({
  at: Type.Array(Epoch, { description: 'Starts of the hours or UTC days in which there is anything' }),
  parts: Type.Array(
    Type.Object({ vendor: Text, key: Text, name: nullable(Text), total: whole(0), counts: Type.Array(whole(0)) }),
    { description: 'The largest first, with one figure for every moment of `at`' },
  ),
  rest: Type.Array(whole(0), { description: 'What all further parts make together' }),
});

export const seriesRoutes: readonly Route[] = [
  defineRoute(
    'GET /usage/series',
    {
      right: 'viewer',
      summary: 'Usage over time for a chart, told apart by item, handshake code, feature or (by day) device',
      query: Type.Object({
        by: Type.Optional(oneOf(SERIES_STEPS)),
        split: Type.Optional(oneOf(USAGE_SPLITS)),
        top,
        vendor: textFilter,
        item: textFilter,
        handshake: textFilter,
        feature: textFilter,
        from: timeFilter,
        to: timeFilter,
      }),
      answer: Answer,
    },
    async ({ deps, query }) => {
      const { by = 'day', split = 'item', top = 8 } = query;
      if (split === 'device' && by === 'hour') {
        throw wrongField('request_malformed', 'by', 'Usage of devices is kept by day. Ask with by=day.');
      }
      const { vendor, item, handshake, feature, from, to } = query;
      const filters = { vendor: orNull(vendor), item: orNull(item), handshake: orNull(handshake) };
      const span = { feature: orNull(feature), from: orNull(from), to: orNull(to) };
      return shown(await deps.reader.query('usageSeries', { by, split, top, ...filters, ...span }));
    },
  ),
  defineRoute(
    'GET /denials/series',
    {
      right: 'viewer',
      summary: 'Refusals over time for a chart, by UTC day and code',
      query: Type.Object({
        top,
        vendor: textFilter,
        code: textFilter,
        handshake: textFilter,
        item: textFilter,
        from: timeFilter,
        to: timeFilter,
      }),
      answer: Answer,
    },
    async ({ deps, query }) => {
      const { top = 8, vendor, code, handshake, item, from, to } = query;
      const filters = { vendor: orNull(vendor), code: orNull(code), handshake: orNull(handshake), item: orNull(item) };
      return shown(await deps.reader.query('denialSeries', { top, ...filters, from: orNull(from), to: orNull(to) }));
    },
  ),
];

/** The same with arrays as the schema names them. */
function shown({ at, parts, rest }: Series) {
  return { at: [...at], parts: parts.map((part) => ({ ...part, counts: [...part.counts] })), rest: [...rest] };
}

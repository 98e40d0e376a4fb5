import * as Type from 'typebox';
import { listAnswer, listQuery, orNull, readPage, textFilter, timeFilter } from '../list.ts';
import { defineRoute, type Route } from '../route.ts';
import { Epoch, nullable, Text, whole } from './shapes.ts';

const Denial = Type.Object({
  vendor: Text,
  code: Text,
  handshake: Text,
  product: Text,
  device: Text,
  name: nullable(Text),
  address: Text,
  item: nullable(Text),
  first: Epoch,
  last: Epoch,
  count: whole(1),
  paused: Type.Integer({
    minimum: 0,
    description: 'How many of `count` would have been granted, were new seats not paused',
  }),
});

const filters = {
  vendor: textFilter,
  code: textFilter,
  handshake: textFilter,
  product: textFilter,
  device: textFilter,
  address: textFilter,
  item: textFilter,
  from: timeFilter,
  to: timeFilter,
};

export const denialRoutes: readonly Route[] = [
  defineRoute(
    'GET /denials',
    {
      right: 'viewer',
      summary: 'Refused requests, newest first, those of a kind and UTC day in one row',
      query: listQuery(filters),
      answer: listAnswer(Denial),
    },
    async ({ deps, query }) =>
      readPage(deps, query, 'denials', {
        vendor: orNull(query.vendor),
        code: orNull(query.code),
        handshake: orNull(query.handshake),
        product: orNull(query.product),
        device: orNull(query.device),
        address: orNull(query.address),
        item: orNull(query.item),
        from: orNull(query.from),
        to: orNull(query.to),
        search: orNull(query.search),
      }),
  ),
];

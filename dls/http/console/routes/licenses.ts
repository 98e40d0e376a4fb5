import * as Type from 'typebox';
import { listAnswer, listQuery, orNull, readPage, textFilter } from '../list.ts';
import { defineRoute, type Route } from '../route.ts';
import { Epoch, nullable, Text, whole } from './shapes.ts';

const License = Type.Object({
  vendor: Text,
  jti: Text,
  digest: Text,
  organization: Text,
  licensee: Text,
  alias: nullable(Text),
  serial: whole(0),
  iat: Epoch,
  importedAt: Epoch,
  bound: Type.Boolean({ description: 'Bound to machine identifiers beside the site key' }),
  items: Type.Array(Text),
});

const Vendor = Type.Object({
  vendor: Text,
  name: Text,
  thumbprint: Text,
  keys: Type.Array(Text),
  cardIat: Epoch,
  addedAt: Epoch,
  acknowledgedAt: Epoch,
  locked: Type.Boolean(),
});

export const licenseRoutes: readonly Route[] = [
  defineRoute(
    'GET /licenses',
    {
      right: 'viewer',
      summary: 'License files, the latest import first',
      query: listQuery({ vendor: textFilter, organization: textFilter }),
      answer: listAnswer(License),
    },
    async ({ deps, query }) =>
      readPage(deps, query, 'licenses', {
        vendor: orNull(query.vendor),
        organization: orNull(query.organization),
        search: orNull(query.search),
      }),
  ),
  defineRoute(
    'GET /vendors',
    {
      right: 'viewer',
      summary: 'Vendors with the thumbprint that was trusted first and those of their keys',
      answer: Type.Object({ items: Type.Array(Vendor) }),
    },
    async ({ deps }) => ({
      items: [...deps.snapshot.current.vendors.values()].map((row) => ({
        vendor: row.vendor,
        name: row.name,
        thumbprint: row.firstThumbprint,
        keys: row.signing.map(({ thumbprint }) => thumbprint),
        cardIat: row.cardIat,
        addedAt: row.addedAt,
        acknowledgedAt: row.acknowledgedAt,
        locked: row.locked,
      })),
    }),
  ),
];

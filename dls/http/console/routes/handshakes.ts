import * as Type from 'typebox';
import {
  addHandshake,
  changeHandshake,
  type HandshakeChange,
  removeHandshake,
} from '../../../operations/handshakes.ts';
import { Refusal } from '../../problem.ts';
import { listAnswer, listQuery, orNull, readPage, textFilter } from '../list.ts';
import { onlyVendor } from '../only-vendor.ts';
import { defineRoute, type Route } from '../route.ts';
import { Code, Epoch, Id, nullable, Password, Text, VendorId, whole, words } from './shapes.ts';

const Access = Type.Object({ allow: Type.Array(Text), deny: Type.Array(Text) });

const Handshake = Type.Object({
  vendor: Text,
  code: Text,
  organization: Text,
  default: Type.Boolean(),
  items: Type.Array(Text),
  ordered: Type.Boolean(),
  note: Text,
  password: Type.Boolean({ description: 'Whether devices must present a session password' }),
  oldPasswordUntil: nullable(Epoch),
  domains: Type.Array(Text),
  applications: Type.Array(Text),
  processes: Type.Array(Text),
  access: Access,
  createdAt: Epoch,
});

const entries = Type.Array(words(1, 253), { maxItems: 200 });

const Change = {
  default: Type.Optional(Type.Boolean()),
  items: Type.Optional(Type.Array(Id, { maxItems: 1_000 })),
  ordered: Type.Optional(Type.Boolean()),
  note: Type.Optional(words(0, 1_000)),
  password: Type.Optional(nullable(Password)),
  oldPasswordDays: Type.Optional(whole(0, 90)),
  domains: Type.Optional(entries),
  applications: Type.Optional(entries),
  processes: Type.Optional(entries),
  access: Type.Optional(Type.Object({ allow: Type.Optional(entries), deny: Type.Optional(entries) })),
};

export const handshakeRoutes: readonly Route[] = [
  defineRoute(
    'GET /handshakes',
    {
      right: 'viewer',
      summary: 'Handshake codes',
      query: listQuery({ vendor: textFilter, organization: textFilter, item: textFilter }),
      answer: listAnswer(Handshake),
    },
    async ({ deps, query }) =>
      readPage(deps, query, 'handshakes', {
        vendor: orNull(query.vendor),
        organization: orNull(query.organization),
        item: orNull(query.item),
        search: orNull(query.search),
      }),
  ),
  defineRoute(
    'POST /handshakes',
    {
      right: 'operator',
      summary: 'Add a handshake code; the first one of an organization is its default',
      body: Type.Object({ vendor: Type.Optional(VendorId), code: Code, ...Change }),
      status: 201,
      answer: Handshake,
    },
    async ({ deps, caller, body: { vendor, code, ...change }, once }) =>
      addHandshake(deps, {
        vendor: vendor ?? onlyVendor(deps),
        code,
        change: changeOf(change),
        actor: caller.actor,
        once,
      }),
  ),
  ...routesOfOne('/handshakes/:vendor/:code'),
  ...routesOfOne('/handshakes/:code'),
];

/** The routes of one code; without a vendor in the address it is the site's only one. */
function routesOfOne(path: string): readonly Route[] {
  const named = ({ deps, param }: Parameters<Route['run']>[0]) => ({
    vendor: param('vendor') || onlyVendor(deps),
    code: param('code'),
  });
  return [
    defineRoute(
      `GET ${path}`,
      { right: 'viewer', summary: 'One handshake code', answer: Handshake },
      async (context) => {
        const found = await context.deps.reader.query('handshake', named(context));
        if (found === null)
          throw new Refusal('not_found', { detail: 'There is no such handshake code of this vendor.' });
        return found;
      },
    ),
    defineRoute(
      `PATCH ${path}`,
      { right: 'operator', summary: 'Change a handshake code', body: Type.Object(Change), answer: Handshake },
      async (context) => {
        const { deps, caller, body } = context;
        return changeHandshake(deps, { ...named(context), change: changeOf(body), actor: caller.actor });
      },
    ),
    defineRoute(
      `DELETE ${path}`,
      { right: 'operator', summary: 'Remove a handshake code that is not the default', answer: null },
      async (context) => removeHandshake(context.deps, { ...named(context), actor: context.caller.actor }),
    ),
  ];
}

type Given = Omit<HandshakeChange, 'isDefault' | 'access'> & {
  readonly default?: boolean;
  readonly access?: { readonly allow?: readonly string[]; readonly deny?: readonly string[] };
};

function changeOf(given: Given): HandshakeChange {
  const {
    default: isDefault,
    items,
    ordered,
    note,
    password,
    oldPasswordDays,
    domains,
    applications,
    processes,
  } = given;
  const access = given.access && { allow: given.access.allow ?? [], deny: given.access.deny ?? [] };
  const all = { items, ordered, note, domains, applications, processes, access };
  const said = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return { ...(said as HandshakeChange), isDefault, password, oldPasswordDays };
}

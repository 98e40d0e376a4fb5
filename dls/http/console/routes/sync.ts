import * as Type from 'typebox';
import { bundleFileName } from '../../../../protocol/bundle.ts';
import { bundledKinds } from '../../../gap/bundle-events.ts';
import {
  type EndedExport,
  findRunningExport,
  listEndedExports,
  stopRunningExport,
} from '../../../gap/running-export.ts';
import { exportBundle, type MadeBundle, readBundle } from '../../../operations/export-bundle.ts';
import { problemOf, Refusal } from '../../problem.ts';
import { booleanFilter, listAnswer, listQuery, orNull, readPage, textFilter } from '../list.ts';
import { type Context, defineRoute, type Route } from '../route.ts';
import { Epoch, nullable, oneOf, Text, VendorId, whole } from './shapes.ts';

const bundleFields = {
  vendor: Text,
  epoch: whole(1),
  seq: whole(1),
  made: Epoch,
  digest: Text,
  size: whole(0),
  lines: whole(0),
  acknowledgedAt: nullable(Epoch),
  name: Text,
};
const Bundle = Type.Object(bundleFields);

const VendorSync = Type.Object({
  vendor: Text,
  name: Text,
  acknowledgedAt: Epoch,
  pending: Type.Object({ days: whole(0), events: whole(0) }),
});

const Running = Type.Object({
  vendor: Text,
  step: oneOf(['preparing', 'copying', 'reading', 'sealing'] as const),
  done: whole(0),
  total: whole(0),
});

const Ended = Type.Object({
  vendor: Text,
  ended: Epoch,
  outcome: oneOf(['made', 'stopped', 'failed'] as const),
  made: Type.Array(Bundle),
  code: nullable(Text),
  detail: nullable(Text),
});

const filters = { vendor: textFilter, epoch: Type.Optional(whole(1)), waiting: booleanFilter };

export const syncRoutes: readonly Route[] = [
  defineRoute(
    'GET /sync',
    {
      right: 'viewer',
      summary: 'Sync bundles, the newest first; by vendor the last acknowledgement and what is in no bundle yet',
      query: listQuery(filters),
      answer: Type.Object({ ...listAnswer(Bundle).properties, vendors: Type.Array(VendorSync) }),
    },
    async ({ deps, query }) => {
      const page = await readPage(deps, query, 'bundles', {
        vendor: orNull(query.vendor),
        epoch: orNull(query.epoch),
        waiting: orNull(query.waiting),
        search: orNull(query.search),
      });
      const { site } = deps.identity.current;
      const items = page.items.map((row) => ({ ...row, name: bundleFileName({ ...row, site }) }));
      return { ...page, items, vendors: await listVendors(deps) };
    },
  ),
  defineRoute(
    'POST /sync',
    {
      right: 'operator',
      summary: 'Make sync bundles: of one vendor, or one of each',
      body: Type.Object({ vendor: Type.Optional(VendorId) }),
      status: 201,
      answer: Type.Object({ items: Type.Array(Bundle) }),
    },
    async ({ deps, caller, body: { vendor }, once }) => {
      const made = await exportBundle(deps, { vendor, actor: caller.actor, once });
      return { items: made.map(({ prev: _prev, ...bundle }) => bundle) };
    },
  ),
  defineRoute(
    'GET /sync/running',
    {
      right: 'viewer',
      summary:
        'How far the making of sync bundles is, null when none are made now; of each vendor how the last one ended since the server was started',
      answer: Type.Object({ running: nullable(Running), ended: Type.Array(Ended) }),
    },
    async ({ deps }) => ({
      running: findRunningExport(deps.store),
      ended: await Promise.all(listEndedExports<readonly MadeBundle[]>(deps.store).map((end) => shownEnd(deps, end))),
    }),
  ),
  defineRoute(
    'DELETE /sync/running',
    {
      right: 'operator',
      summary: 'Stop the making of sync bundles. What was made before stays, nothing half is left',
      answer: Type.Object({ stopped: Type.Boolean() }),
    },
    async ({ deps }) => ({ stopped: stopRunningExport(deps.store) }),
  ),
  defineRoute(
    'GET /sync/:vendor/:epoch/:seq/file',
    { right: 'viewer', summary: 'The very bytes of a sync bundle that was made', answer: 'application/octet-stream' },
    async ({ deps, param }) => {
      const [epoch, seq] = [numberOf(param('epoch')), numberOf(param('seq'))];
      const { name, bytes } = await readBundle(deps, { vendor: param('vendor'), epoch, seq });
      return { content: bytes, name };
    },
  ),
];

type Ending = EndedExport<readonly MadeBundle[]>;

async function shownEnd(deps: Context['deps'], end: Ending): Promise<Type.Static<typeof Ended>> {
  const { vendor, ended, outcome } = end;
  if (outcome === 'made') return { vendor, ended, outcome, made: await listMade(deps, end), code: null, detail: null };
  if (outcome === 'stopped') return { vendor, ended, outcome, made: [], code: null, detail: null };
  const { code, facts } = problemOf(end.error) ?? { code: 'internal_error', facts: {} };
  return { vendor, ended, outcome, made: [], code, detail: facts.detail ?? null };
}

/** As they stand now: their acknowledgement may have come since they were made. */
async function listMade(deps: Context['deps'], { vendor, made }: Extract<Ending, { readonly outcome: 'made' }>) {
  const args = { vendor, epoch: null, waiting: null, search: null };
  const { items } = await deps.reader.page('bundles', args, { sort: null, after: null, limit: made.length });
  return made.map(({ prev: _prev, ...bundle }) => {
    const row = items.find(({ epoch, seq }) => epoch === bundle.epoch && seq === bundle.seq);
    return { ...bundle, acknowledgedAt: row?.acknowledgedAt ?? bundle.acknowledgedAt };
  });
}

function numberOf(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new Refusal('not_found', { detail: 'Bundles are named by vendor, epoch and number.' });
}

/** That a bundle was made is told by the one after it, but nobody waits for that. */
const waitingKinds = bundledKinds.ofVendor.filter((kind) => kind !== 'bundle-made');

async function listVendors(deps: Context['deps']) {
  const pending = await deps.reader.query('pendingSync', { kinds: waitingKinds });
  return [...deps.snapshot.current.vendors.values()].map(({ vendor, name, acknowledgedAt }) => {
    const { days = 0, events = 0 } = pending.find((one) => one.vendor === vendor) ?? {};
    return { vendor, name, acknowledgedAt, pending: { days, events } };
  });
}

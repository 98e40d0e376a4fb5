import type { ListSource } from '../parts/data-table/column.ts';
import { type AnswerOf, answerOf, api, type Operations, type RowOf } from './client.ts';
import type { CarriedFile } from './desktop.ts';
import { liveQuery } from './queries.ts';

export type Bundle = RowOf<'getSync'>;
export type VendorSync = AnswerOf<'getSync'>['vendors'][number];
export type OfflineLease = RowOf<'getLeases'>;

type SyncQuery = NonNullable<Operations['getSync']['parameters']['query']>;

/** Bundles, the newest first, and how the loop with each vendor stands. */
export function syncQuery(query: SyncQuery) {
  return liveQuery(['sync', query], () => answerOf(api.GET('/admin/v1/sync', { params: { query } })));
}

export type BundleFilters = Pick<SyncQuery, 'vendor' | 'waiting'>;

export function bundleSource(filters: BundleFilters): ListSource<Bundle> {
  return {
    topic: 'sync',
    filters,
    read: (request) => answerOf(api.GET('/admin/v1/sync', { params: { query: { ...filters, ...request } } })),
  };
}

/** Makes a bundle for a vendor; the answer comes when it is made. Who no longer waits for it does not stop it. */
export async function exportBundles(vendor: string, signal: AbortSignal): Promise<readonly Bundle[]> {
  return (await answerOf(api.POST('/admin/v1/sync', { body: { vendor }, signal }))).items;
}

export type RunningExport = NonNullable<AnswerOf<'getSyncRunning'>['running']>;
export type EndedExport = AnswerOf<'getSyncRunning'>['ended'][number];

/** The export that runs now, whoever began it, and how the last one of each vendor ended. */
export const runningExportQuery = liveQuery(['sync', 'running'], () => answerOf(api.GET('/admin/v1/sync/running')));

/** Stops the export that runs now; nothing half is left of it. */
export async function stopExport(): Promise<void> {
  await answerOf(api.DELETE('/admin/v1/sync/running'));
}

/** Where the very bytes of a bundle are. */
export function bundleAddress({ vendor, epoch, seq }: Pick<Bundle, 'vendor' | 'epoch' | 'seq'>): string {
  return `/admin/v1/sync/${encodeURIComponent(vendor)}/${epoch}/${seq}/file`;
}

/** The very bytes of a bundle under its name. @throws ApiProblem */
export async function readBundle(bundle: Bundle): Promise<CarriedFile> {
  const { vendor, epoch, seq } = bundle;
  const path = { vendor, epoch: String(epoch), seq: String(seq) };
  const call = api.GET('/admin/v1/sync/{vendor}/{epoch}/{seq}/file', { params: { path }, parseAs: 'arrayBuffer' });
  return { name: bundle.name, content: new Uint8Array(await answerOf(call)) };
}

/** Leases that devices which never connect are out with. */
export const offlineLeaseSource: ListSource<OfflineLease> = {
  topic: 'leases',
  read: (request) => answerOf(api.GET('/admin/v1/leases', { params: { query: { off: true, ...request } } })),
};

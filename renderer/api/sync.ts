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

/** Makes a bundle for a vendor, or for each. */
export async function exportBundles(vendor: string | null): Promise<readonly Bundle[]> {
  const body = vendor === null ? {} : { vendor };
  return (await answerOf(api.POST('/admin/v1/sync', { body }))).items;
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

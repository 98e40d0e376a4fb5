import type { ListRequest, ListSource } from '../parts/data-table/column.ts';
import { answerOf, api, type RowOf } from './client.ts';
import { liveQuery } from './queries.ts';
import type { Item } from './site.ts';

export type LicenseFile = RowOf<'getLicenses'>;
export type Reservation = Item['reservations'][number];

type Filters = Readonly<Record<string, string>>;

export function itemSource(filters: Filters): ListSource<Item> {
  return {
    topic: 'licenses',
    name: 'items',
    filters,
    read: (request: ListRequest) =>
      answerOf(api.GET('/admin/v1/items', { params: { query: { ...filters, ...request } } })),
  };
}

export function licenseSource(filters: Filters): ListSource<LicenseFile> {
  return {
    topic: 'licenses',
    name: 'files',
    filters,
    read: (request: ListRequest) =>
      answerOf(api.GET('/admin/v1/licenses', { params: { query: { ...filters, ...request } } })),
  };
}

type Named = { readonly vendor: string; readonly id: string };

export function itemQuery({ vendor, id }: Named) {
  return liveQuery(['licenses', 'item', vendor, id], () =>
    answerOf(api.GET('/admin/v1/items/{vendor}/{id}', { params: { path: { vendor, id } } })),
  );
}

/** Holds seats of an item for named groups of devices; replaces all groups. */
export function changeReservations({ vendor, id }: Named, reservations: readonly Reservation[]): Promise<Item> {
  const body = { reservations: [...reservations] };
  return answerOf(api.PATCH('/admin/v1/items/{vendor}/{id}', { params: { path: { vendor, id } }, body }));
}

/** What the ledger tells of an item, the newest first. */
export function itemEventsQuery({ vendor, id }: Named) {
  return liveQuery(['ledger', 'item', vendor, id], () =>
    answerOf(api.GET('/admin/v1/ledger', { params: { query: { vendor, subject: id, limit: 50 } } })),
  );
}

/** The license files that named an item, the latest import first. */
export function itemFilesQuery({ vendor, id }: Named) {
  return liveQuery(['licenses', 'files-of', vendor, id], async () => {
    const query = { vendor, search: id, limit: 100 };
    const { items } = await answerOf(api.GET('/admin/v1/licenses', { params: { query } }));
    return items.filter((file) => file.items.includes(id));
  });
}

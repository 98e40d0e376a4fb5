import type { ListRequest, ListSource } from '../parts/data-table/column.ts';
import { type AnswerOf, answerOf, api, type Operations, type RowOf } from './client.ts';
import { liveQuery } from './queries.ts';

export type Device = RowOf<'getDevices'>;
export type Seat = Device['seats'][number];
export type Standing = Device['state'];
export type Reclaimed = AnswerOf<'postDevicesUuidReclaim'>;

/** How a device stands, the best first. */
export const STANDINGS = [
  'live',
  'never-connected',
  'offline',
  'grace',
  'lost',
  'idle',
] as const satisfies readonly Standing[];

export type DeviceFilters = Omit<
  NonNullable<Operations['getDevices']['parameters']['query']>,
  'search' | 'sort' | 'cursor' | 'limit'
>;

export function deviceSource(filters: DeviceFilters): ListSource<Device> {
  return {
    topic: 'devices',
    filters,
    read: (request: ListRequest) =>
      answerOf(api.GET('/admin/v1/devices', { params: { query: { ...filters, ...request } } })),
  };
}

export function deviceQuery(uuid: string) {
  return liveQuery(['devices', uuid], () =>
    answerOf(api.GET('/admin/v1/devices/{uuid}', { params: { path: { uuid } } })),
  );
}

export type DeviceChange = { readonly name?: string | null; readonly note?: string; readonly blocked?: boolean };

export function changeDevice(uuid: string, change: DeviceChange): Promise<Device> {
  return answerOf(api.PATCH('/admin/v1/devices/{uuid}', { params: { path: { uuid } }, body: change }));
}

export type SeatToReclaim = { readonly vendor: string; readonly item: string; readonly undo: boolean };

export function reclaimSeat(uuid: string, seat: SeatToReclaim): Promise<Reclaimed> {
  return answerOf(api.POST('/admin/v1/devices/{uuid}/reclaim', { params: { path: { uuid } }, body: seat }));
}

/** How long a grant on which nothing was reported can be undone, in seconds (rules.md section 4). */
export const undoWithin = 86_400;

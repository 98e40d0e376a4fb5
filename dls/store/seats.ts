import type { Seat } from '../../licensing/seat.ts';
import type { Awaitable } from './port.ts';

export type HeldSeat = { readonly itemNo: number; readonly seat: Omit<Seat, 'item'> };

export type SeatTable = {
  list(deviceNo: number): Awaitable<readonly HeldSeat[]>;
  put(deviceNo: number, itemNo: number, seat: Omit<Seat, 'item'>): Awaitable<void>;
  remove(deviceNo: number, itemNo: number): Awaitable<void>;
  /** The seats on a `server` item that count for a machine hash. */
  listByMachine(
    itemNo: number,
    machine: string,
  ): Awaitable<readonly (HeldSeat & { readonly deviceNo: number; readonly device: string })[]>;
};

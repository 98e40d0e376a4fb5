import { type Item, runningTerm, type Term } from '../../../licensing/item.ts';
import type { DeviceState, Seat } from '../../../licensing/seat.ts';
import type { createMemoryConfiguration } from './memory-configuration.ts';
import type { MemoryCounts } from './memory-counts.ts';

export type DeviceRow = {
  readonly firstAt: number;
  name: string | null;
  readonly vendors: Map<string, { machine: string | null; trial: DeviceState['trial'] }>;
  /** By vendor and item. */
  readonly seats: Map<string, Seat>;
  /** Bodies of the reports that were booked, the first one first. */
  readonly reports: string[];
};

/** All that the memory site keeps. */
export type MemoryState = {
  now: number;
  restoredAt: number | null;
  isPaused: boolean;
  readonly settings: ReturnType<typeof createMemoryConfiguration>;
  readonly counts: MemoryCounts;
  readonly devices: Map<string, DeviceRow>;
  readonly blocked: Set<string>;
  readonly reclaims: { readonly item: string; readonly at: number }[];
  /** Every lease that was given, by its number. */
  readonly leases: { readonly device: string; readonly chain: number }[];
  /** Leases of devices that never connect that were given back. */
  readonly returned: Set<number>;
};

export const nameOf = ({ vendor, id }: Pick<Item, 'vendor' | 'id'>): string => `${vendor} ${id}`;

export const aheadOf = ({ settings }: MemoryState, vendor: string): number => settings.find(vendor)?.termOffset ?? 0;

/** The running term, or the first one of an item that has not begun. */
export const termOf = (state: MemoryState, item: Item): Term =>
  runningTerm(item, state.now + aheadOf(state, item.vendor)) ?? (item.terms[0] as Term);

export function seatsOf(row: DeviceRow | undefined, vendor: string): readonly Seat[] {
  return [...(row?.seats ?? [])].filter(([name]) => name.startsWith(`${vendor} `)).map(([, seat]) => seat);
}

/** The seat that a lease of a device stands on, whatever became of the lease. */
export function findSeatOf(
  { settings, devices, leases, now }: MemoryState,
  { lease: number, device }: { readonly lease: number; readonly device: string },
): { readonly item: Item; readonly seat: Seat; readonly chain: number } | null {
  const lease = leases[number];
  if (lease === undefined || lease.device !== device) return null;
  for (const [name, seat] of devices.get(device)?.seats ?? []) {
    const item = settings.seatItem(name, now);
    if (item !== undefined && seat.leases.some(({ chain }) => chain === lease.chain)) {
      return { item, seat, chain: lease.chain };
    }
  }
  return null;
}

export function putSeat({ devices }: MemoryState, device: string, item: Item, seat: Seat): void {
  devices.get(device)?.seats.set(nameOf(item), seat);
}

import type { EpochSeconds } from '../../licensing/time.ts';
import type { Awaitable } from './port.ts';

/** What a device told of itself with its latest grant, as far as it told. */
export type DeviceDescription = {
  readonly platform: string | null;
  readonly deployment: string | null;
  readonly os: string | null;
  readonly app: string | null;
  readonly version: string | null;
  readonly address: string;
};

/** What is remembered of a device for one vendor. */
export type DeviceAtVendor = {
  readonly machine: string | null;
  readonly productId: string | null;
  readonly trial: { readonly id: string; readonly since: EpochSeconds } | null;
};

export type DeviceRow = DeviceDescription & {
  readonly no: number;
  readonly uuid: string;
  readonly vendors: Readonly<Record<string, DeviceAtVendor>>;
  readonly name: string | null;
  /** The administrator gave the name; a device no longer changes it. */
  readonly named: boolean;
  readonly note: string;
  readonly blocked: boolean;
  readonly firstAt: EpochSeconds;
  /** At most `lastSeenStep` behind the latest activity of its seats, so that a renewal need not write this row. */
  readonly lastAt: EpochSeconds;
  readonly gapFrom: EpochSeconds | null;
  readonly removedAt: EpochSeconds | null;
};

export type DeviceTable = {
  /** Also a removed device: its row stays, because its reports go on being numbered. */
  find(uuid: string): Awaitable<DeviceRow | undefined>;
  /** The number of the new row. */
  insert(device: Omit<DeviceRow, 'no'>): Awaitable<number>;
  update(device: DeviceRow): Awaitable<void>;
  /** Devices not removed yet that were last seen at or before `at`, in order, above number `after`. */
  listQuiet(at: EpochSeconds, after: number, limit: number): Awaitable<readonly DeviceRow[]>;
};

/** How far `lastAt` may be behind, in seconds. */
export const lastSeenStep = 900;

import type { Granted } from '../../licensing/acquire.ts';
import type { DeviceState } from '../../licensing/seat.ts';
import type { EpochSeconds } from '../../licensing/time.ts';
import type { AcquireMessage } from '../../protocol/device-api.ts';
import type { Snapshot } from '../site/snapshot.ts';
import type { DeviceAtVendor, DeviceRow } from '../store/devices.ts';
import type { HeldSeat } from '../store/seats.ts';

type Remembered = {
  readonly uuid: string;
  readonly row: DeviceRow | undefined;
  readonly seats: readonly HeldSeat[];
  readonly vendor: string;
};

/** What decisions for one vendor may know of a device. */
export function deviceStateOf(snapshot: Snapshot, { uuid, row, seats, vendor }: Remembered): DeviceState {
  const known = row !== undefined && row.removedAt === null;
  const own = row?.vendors[vendor];
  return {
    uuid,
    known,
    blocked: row?.blocked ?? false,
    name: row?.name ?? null,
    machine: own?.machine ?? null,
    everGranted: own !== undefined,
    trial: own?.trial ?? null,
    seats: seats.flatMap(({ itemNo, seat }) => {
      const item = snapshot.items.get(itemNo);
      return item === undefined || item.vendor !== vendor ? [] : [{ item: item.id, ...seat }];
    }),
  };
}

type Grant = {
  readonly message: Omit<AcquireMessage, 'device'>;
  readonly device: string;
  readonly address: string;
  readonly now: EpochSeconds;
  readonly granted: Granted;
};

/** The device's row after a grant. What an administrator named, a device does not rename. */
export function rememberedOf(
  row: DeviceRow | undefined,
  { message, device, address, now, granted }: Grant,
): Omit<DeviceRow, 'no'> {
  const { platform, deployment, os, app, version, name } = message;
  return {
    uuid: device,
    vendors: vendorsAfter(row, message, granted, now),
    name: row?.named === true ? row.name : (name ?? row?.name ?? null),
    named: row?.named ?? false,
    note: row?.note ?? '',
    blocked: row?.blocked ?? false,
    platform: platform ?? row?.platform ?? null,
    deployment: deployment ?? row?.deployment ?? null,
    os: os ?? row?.os ?? null,
    app: app ?? row?.app ?? null,
    version: version ?? row?.version ?? null,
    address,
    firstAt: row?.firstAt ?? now,
    lastAt: Math.max(now, row?.lastAt ?? 0),
    gapFrom: row?.gapFrom ?? null,
    removedAt: null,
  };
}

/** The same object when nothing changed, so that a renewal need not write the row. */
function vendorsAfter(
  row: DeviceRow | undefined,
  message: Grant['message'],
  granted: Granted,
  now: EpochSeconds,
): DeviceRow['vendors'] {
  const before = row?.vendors[message.vendor];
  const after: DeviceAtVendor = {
    machine: before?.machine ?? message.machine ?? null,
    productId: message.productId ?? before?.productId ?? null,
    trial: before?.trial ?? (granted.handshake === null ? { id: granted.item.id, since: now } : null),
  };
  const same =
    before !== undefined &&
    before.machine === after.machine &&
    before.productId === after.productId &&
    before.trial?.id === after.trial?.id;
  if (same && row !== undefined) return row.vendors;
  return { ...row?.vendors, [message.vendor]: after };
}

import { DAY } from '../../licensing/time.ts';
import { type DeviceRequest, parseDeviceLease } from '../../protocol/device-file.ts';
import { readLease } from '../../protocol/lease.ts';
import type { Deps } from '../deps.ts';

/** What a person wants to know of a device and its lease before it is given. */
export type DeviceLeaseFacts = {
  readonly asked: DeviceAsked;
  /** The item that the lease is of, as its license file calls it. */
  readonly item: { readonly id: string; readonly name: string };
  /** Whole days from the lease's begin to its end. */
  readonly days: number;
};

/** What the request says of the device and wants for it; null: it does not say. */
export type DeviceAsked = {
  readonly name: string | null;
  readonly platform: string | null;
  readonly os: string | null;
  readonly app: string | null;
  readonly version: string | null;
  readonly product: string;
  readonly features: readonly string[];
  readonly days: number;
};

type Given = { readonly item: string; readonly from: number; readonly until: number };

export function deviceLeaseFacts(
  deps: Pick<Deps, 'snapshot'>,
  message: DeviceRequest,
  { item: id, from, until }: Given,
): DeviceLeaseFacts {
  const { name = null, platform = null, os = null, app = null, version = null, product, features, days } = message;
  const item = deps.snapshot.current.configuration.vendors.get(message.vendor)?.items.get(id);
  return {
    asked: { name, platform, os, app, version, product, features: features ?? [], days },
    item: { id, name: item?.terms.at(-1)?.name ?? id },
    days: Math.round((until - from) / DAY),
  };
}

/** Of a lease that was given before, from the file that was given out. */
export function readGiven(answer: string): Given {
  const { lease } = parseDeviceLease(JSON.parse(answer));
  const { items, iat, exp } = readLease(lease);
  return { item: items[0]?.id ?? '', from: iat, until: exp };
}

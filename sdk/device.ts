import { encodeBase64url } from '../protocol/base64url.ts';
import { deviceUuid } from '../protocol/device-key.ts';
import { ProtocolError } from '../protocol/error.ts';
import { machineHash } from '../protocol/machine.ts';
import type { AcquireOutcome } from './acquire.ts';
import { type DeviceState, openDeviceState } from './device-state.ts';
import { deviceTime } from './device-time.ts';
import type { Exchange, MachineHashes, Wish } from './exchange.ts';
import { type DeviceMemory, newMemory } from './memory.ts';
import type { Settings } from './options.ts';
import type { MachineIdentifiers, Ports, Store } from './ports.ts';
import { sealerFor } from './seal.ts';
import { findNewestDelegation, type VerifiedLease, verifyGrantedLease } from './trust.ts';

/** A device with what it keeps and holds. */
export type Device = {
  readonly exchange: Exchange;
  readonly settings: Settings;
  readonly ports: Ports;
  readonly state: DeviceState;
  /** Whether there was a state that could not be opened. */
  readonly discarded: boolean;
  readonly want: (wish: Wish) => void;
  /** Takes in what a server decided; resolves when that is durable. */
  readonly take: (outcome: AcquireOutcome) => Promise<void>;
  /** Holds a lease that came another way. */
  readonly hold: (lease: VerifiedLease) => void;
  /** Gives the lease up; resolves when that is durable. */
  readonly giveUp: (patch?: Partial<DeviceMemory>) => Promise<void>;
  /** Becomes a new device. */
  readonly startOver: () => Promise<void>;
};

/** Opens what the device kept, verifies its lease again, or makes a new device. */
export async function openDevice(settings: Settings, ports: Ports, store: Store): Promise<Device> {
  const machine = await hashesOf(await ports.machine(), settings.vendor);
  const unbound = await sealerFor(null, ports.random);
  const bound = machine.machine === null ? unbound : await sealerFor(machine.machine, ports.random);
  const makeMemory = (): DeviceMemory => newMemory(encodeBase64url(ports.random(16)));
  const state = await openDeviceState(store, [bound, unbound], makeMemory);
  const time = deviceTime(ports.clock, state.memory().time);
  let uuid = await deviceUuid(state.memory().deviceKey);
  let held = await findKeptLease(state.memory(), settings, uuid);
  const { features = [], instances = null } = settings.request;
  let wish: Wish = { features, instances };

  const exchange: Exchange = {
    settings,
    machine,
    time,
    device: () => uuid,
    memory: state.memory,
    held: () => held,
    wish: () => wish,
  };

  async function take(outcome: AcquireOutcome): Promise<void> {
    const { by, statement, delegations } = outcome.site;
    const site = by.delegation.sub;
    const known = state.memory();
    const ours = outcome.outcome === 'granted' || known.site === site;
    const siteNews = {
      ...(known.site !== site && { site }),
      ...(!sameTexts(known.delegations, delegations) && { delegations }),
      ...(!sameTexts(known.servers, statement.servers) && { servers: statement.servers }),
    };
    if (outcome.outcome === 'denied') {
      return state.remember({ ...(ours && siteNews), denial: outcome.denial, time: time.memory() });
    }
    const { text, lease, delegation } = outcome.lease;
    held = outcome.lease;
    time.follow(lease.iat);
    const leaseNews = { lease: { text, delegation }, lastLeaseAt: lease.iat, denial: null, time: time.memory() };
    return state.remember({ ...siteNews, ...leaseNews });
  }

  return {
    exchange,
    settings,
    ports,
    state,
    discarded: state.discarded,
    want: (next) => {
      wish = next;
    },
    take,
    hold: (lease) => {
      held = lease;
    },
    giveUp: (patch) => {
      held = null;
      return state.remember({ ...patch, lease: null, time: time.memory() });
    },
    startOver: async () => {
      held = null;
      await state.startOver(makeMemory());
      uuid = await deviceUuid(state.memory().deviceKey);
    },
  };
}

/**
 * The kept lease, verified down to the vendor keys this app has now. It may have been accepted under a delegation by a key
 * that a newer app no longer has; then another kept delegation may stand in.
 */
async function findKeptLease(memory: DeviceMemory, settings: Settings, device: string): Promise<VerifiedLease | null> {
  if (memory.lease === null) return null;
  const { vendor, vendorKeys, product } = settings;
  const site = settings.site ?? memory.site;
  const asked = { vendor, product, features: [], device };
  for (const delegations of [[memory.lease.delegation], memory.delegations]) {
    const by = await findNewestDelegation(delegations, vendor, vendorKeys, site);
    if (by === null) continue;
    try {
      return await verifyGrantedLease(memory.lease.text, by, asked, null);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
    }
  }
  return null;
}

async function hashesOf(identifiers: MachineIdentifiers | null, vendor: string): Promise<MachineHashes> {
  if (identifiers === null) return { machine: null, productId: null };
  const { identifier, productId } = identifiers;
  return {
    machine: await machineHash(vendor, identifier),
    productId: productId === null ? null : await machineHash(vendor, productId),
  };
}

function sameTexts(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((text, index) => text === others[index]);
}

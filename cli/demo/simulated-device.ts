import { randomUUID } from 'node:crypto';
import { systemClock } from '../../sdk/clock.ts';
import { type Clock, type License, openLicense, type Transport } from '../../sdk/index.ts';
import { nodeTransport } from '../../sdk/transport-node.ts';

/** A device of the demo: the real SDK over a cable that can be pulled, with a clock that can be turned. */
export type SimulatedDevice = {
  readonly name: string;
  readonly license: License;
  /** Pulls the cable. */
  goOffline(): void;
  goOnline(): void;
  /** Lets so many seconds pass on this device. */
  passTime(seconds: number): void;
};

export type DeviceOptions = {
  /** Friendly name. */
  readonly name: string;
  readonly product: string;
  /** Folder that this device keeps its state in. */
  readonly storage: string;
  readonly server: string;
  readonly vendor: string;
  /** The vendor's card, as the app carries it. */
  readonly card: string;
  readonly organization: string;
};

export async function startDevice({ name, server, card, ...options }: DeviceOptions): Promise<SimulatedDevice> {
  const clock = turnableClock();
  const cable = { isIn: true };
  const machine = { identifier: randomUUID(), productId: null };
  const license = await openLicense({
    ...options,
    name,
    servers: [server],
    vendorKeys: [card],
    version: '10.2',
    app: 'com.example.scanner',
    ports: { clock, transport: overCable(nodeTransport(clock), cable), machine: async () => machine },
  });
  return {
    name,
    license,
    goOffline: () => {
      cable.isIn = false;
    },
    goOnline: () => {
      cable.isIn = true;
    },
    passTime: clock.pass,
  };
}

function turnableClock(): Clock & { readonly pass: (seconds: number) => void } {
  const real = systemClock();
  let ahead = 0;
  return {
    wall: () => real.wall() + ahead,
    monotonic: () => real.monotonic() + ahead,
    after: real.after,
    pass: (seconds) => {
      ahead += seconds * 1_000;
    },
  };
}

function overCable(transport: Transport, cable: { readonly isIn: boolean }): Transport {
  return {
    open: (server) => {
      const channel = transport.open(server);
      return {
        ...channel,
        send: async (message) => {
          if (!cable.isIn) throw new Error('The cable is pulled.');
          return channel.send(message);
        },
      };
    },
  };
}

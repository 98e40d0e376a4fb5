import type { FastifyInstance } from 'fastify';
import { DAY, HOUR } from '../../../licensing/time.ts';
import { keyOf } from '../../support/plain-device.ts';

/** A device of the plant and what it does in an hour. */
export type Worker = {
  readonly vendor: string;
  readonly org: string;
  readonly name: string;
  readonly product: string;
  readonly features: readonly string[];
  readonly platform: string;
  readonly app: string;
  /** Units counted in an hour of full work. */
  readonly pace: number;
  /** Works in every shift, else in the day shift alone. */
  readonly isAlways: boolean;
};

export type Shift = {
  /** Lets everybody whose shift it is work for the hour that begins at `at`. */
  work(at: number): Promise<void>;
};

const slot = 180;

/** Work in shifts: full on weekdays from 6 to 14, less until 22, little at night and on weekends. In UTC. */
export function createShift(server: FastifyInstance, crew: readonly Worker[]): Shift {
  const reports = new Map<string, number>();
  const items = new Map<string, string>();
  const ask = async (url: string, payload: object, from: string): Promise<Record<string, unknown>> =>
    (await server.inject({ method: 'POST', url, payload, remoteAddress: from })).json();

  const workOne = async (worker: Worker, index: number, at: number): Promise<void> => {
    const { vendor, org, name, product, features, platform, app, pace } = worker;
    const device = keyOf(name);
    const from = `10.4.${index % 4}.${10 + index}`;
    const asked = {
      device,
      vendor,
      product,
      org,
      platform,
      features,
      app,
      name,
      version: '10.4.2',
      os: 'Debian 12',
    };
    const { lease } = await ask('/v1/leases', asked, from);
    if (typeof lease !== 'string') return;
    items.set(name, itemOf(lease));
    const report = (reports.get(name) ?? 0) + 1;
    const records = features.map((feature, place) => ({
      slot: at - (at % slot),
      item: items.get(name),
      feature,
      count: Math.max(1, Math.round((pace * share(at, index)) / (place + 1))),
    }));
    await ask('/v1/usage', { device, report, vendor, records }, from);
    reports.set(name, report);
  };

  return {
    work: async (at) => {
      const present = crew.map((worker, index) => ({ worker, index })).filter(({ worker }) => isOnShift(worker, at));
      await Promise.all(present.map(({ worker, index }) => workOne(worker, index, at)));
      if (hourOf(at) === 9) await misdial(at);
    },
  };

  /** Once a day somebody types the code wrong, and somebody an old app's. */
  async function misdial(at: number): Promise<void> {
    const lost = { device: keyOf(`lost-${at % 3}`), vendor: 'acme-vision', product: 'barcode-reader' };
    await ask('/v1/leases', { ...lost, handshake: '200001-hal-4', platform: 'linux' }, '10.4.9.7');
    await ask('/v1/leases', { ...lost, handshake: '200001-hall-4', password: 'hall five' }, '10.4.9.8');
    await ask('/v1/leases', { ...lost, org: '200001', product: 'barcode-writer' }, '10.4.9.9');
  }
}

const hourOf = (at: number): number => Math.floor((at % DAY) / HOUR);
/** 0: Monday. */
const weekdayOf = (at: number): number => (Math.floor(at / DAY) + 3) % 7;

function isOnShift({ isAlways }: Worker, at: number): boolean {
  const hour = hourOf(at);
  if (weekdayOf(at) >= 5) return isAlways && hour >= 8 && hour < 12;
  return isAlways ? hour >= 5 && hour < 22 : hour >= 6 && hour < 14;
}

/** How busy an hour is, with a little of its own for every device. */
function share(at: number, index: number): number {
  const hour = hourOf(at);
  const base = hour < 6 ? 0.3 : hour < 14 ? 1 : 0.6;
  const wave = 0.15 * Math.sin((at / HOUR) * 1.7 + index);
  return base + wave;
}

function itemOf(lease: string): string {
  const payload = JSON.parse(Buffer.from(lease.split('.')[1] ?? '', 'base64url').toString()) as {
    readonly items: readonly { readonly id: string }[];
  };
  return payload.items[0]?.id ?? '';
}

import {
  type License,
  type LicenseOptions,
  memoryStore,
  openLicense,
  type Ports,
  type Status,
} from '../../../sdk/index.ts';
import { type HandClock, handClock } from './hand-clock.ts';
import type { TestSite } from './site.ts';

export type Opened = {
  readonly license: License;
  readonly clock: HandClock;
  readonly states: Status[];
  readonly store: LicenseOptions['storage'];
};

type More = Omit<Partial<LicenseOptions>, 'ports'> & { readonly clock?: HandClock; readonly ports?: Partial<Ports> };

export const MACHINE = { identifier: 'f0e1d2c3b4a5968778695a4b3c2d1e0f', productId: null };

/** Opens a license at a test site with everything injectable under the test's control. */
export async function openAt(site: TestSite, more: More = {}): Promise<Opened> {
  const { clock = handClock(site.plan.now), ports, ...options } = more;
  const storage = options.storage ?? memoryStore();
  const license = await openLicense({
    servers: [site.url],
    vendor: site.vendor,
    vendorKeys: [site.vendorKey.jwk],
    product: 'barcode-reader',
    organization: '200001',
    ...options,
    storage,
    ports: { clock, machine: async () => MACHINE, ...ports },
  });
  const states: Status[] = [];
  license.on('state', (status) => states.push(status));
  return { license, clock, states, store: storage };
}

/** Waits for what runs in the background: a report takes its turn after it, and the second one after what was due then. */
export async function settled(license: License): Promise<void> {
  await license.report();
  await license.report();
}

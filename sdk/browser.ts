import { systemClock, systemRandom } from './clock.ts';
import { openDevice } from './device.ts';
import { DeviceLicense } from './device-license.ts';
import type { License } from './license.ts';
import { type LicenseOptions, parseOptions } from './options.ts';
import { indexedDbStore } from './store-indexed-db.ts';
import { fetchTransport } from './transport-fetch.ts';

export { ProtocolError } from '../protocol/error.ts';
export { memoryStore } from './store-memory.ts';

/**
 * Opens the license of an app that runs in a browser: as on Node, with IndexedDB for `storage` and without machine
 * identifier. The browser checks the certificates of the servers itself.
 * @throws TypeError for options that are wrong, Error `EBUSY` when another page has `storage` open; never for the network
 */
export async function openLicense(options: LicenseOptions): Promise<License> {
  const settings = await parseOptions(options, { platform: 'browser' });
  const clock = options.ports?.clock ?? systemClock();
  const ports = {
    clock,
    random: systemRandom,
    transport: fetchTransport(clock),
    machine: async () => null,
    ...options.ports,
  };
  const store = typeof options.storage === 'string' ? await indexedDbStore(options.storage) : options.storage;
  try {
    const license = new DeviceLicense(await openDevice(settings, ports, store));
    await license.start();
    return license;
  } catch (error) {
    await store.close();
    throw error;
  }
}

import { importFile } from '../../../dls/operations/import-file.ts';
import { type License, type LicenseOptions, openLicense } from '../../../sdk/index.ts';
import { handClock } from '../../sdk/support/hand-clock.ts';
import type { Island, Sold } from './island.ts';

/** An app on the island with the real SDK inside, and what its user knows that it counted. */
export type IslandDevice = {
  readonly sold: Sold;
  /** By `device item feature`, as vendors have it. */
  readonly counted: Map<string, number>;
  /** Runs the app: it scans, and reports where it can reach the server. @returns units that were refused */
  use(counts: Readonly<Record<string, number>>): Promise<number>;
  /** Of one that never connects: a request goes to the administrator by hand, the answer comes back. @returns a refusal's code */
  askAgain(days: number): Promise<string | null>;
  /** Gives the lease up; the file goes to the administrator. */
  giveBack(): Promise<void>;
  state(): Promise<string>;
};

type AppOptions = Pick<LicenseOptions, 'name' | 'app' | 'process' | 'os' | 'version' | 'password'> & {
  /** Whether it reaches the server of the island. */
  readonly connected: boolean;
};

export function islandDevice(
  island: Island,
  sold: Sold,
  name: string,
  { connected: isConnected, ...app }: AppOptions = { connected: true },
): IslandDevice {
  const counted = new Map<string, number>();
  const open = (): Promise<License> => {
    const clock = handClock(island.now());
    return openLicense({
      ...app,
      servers: isConnected ? [island.base()] : [],
      vendor: sold.vendor,
      vendorKeys: [island.card(sold.vendor)],
      product: sold.product,
      organization: '200001',
      storage: island.at('devices', name),
      ports: { clock, machine: async () => ({ identifier: `machine of ${name}`, productId: null }) },
    });
  };
  const withLicense = async <T>(act: (license: License) => Promise<T>): Promise<T> => {
    const license = await open();
    try {
      return await act(license);
    } finally {
      await license.close();
    }
  };
  const toSite = (text: string) => importFile(island.site(), { bytes: Buffer.from(text), actor: 'user:anna' });
  return {
    sold,
    counted,
    use: (counts) =>
      withLicense(async (license) => {
        let refused = 0;
        for (const [feature, count] of Object.entries(counts)) {
          // As an app does: without a license it does not scan, so there is nothing to count.
          if (license.allows(feature) && (await license.record(feature, { count })) === 'counted') {
            const key = `${license.device} ${sold.item} ${feature}`;
            counted.set(key, (counted.get(key) ?? 0) + count);
          } else refused += count;
        }
        if (isConnected) await license.report();
        return refused;
      }),
    askAgain: (days) =>
      withLicense(async (license) => {
        const { text } = await license.requestOffline({ days });
        const answered = await toSite(text).catch((error: { readonly code?: string }) => String(error.code));
        if (typeof answered === 'string') return answered;
        await license.installOffline((answered as { readonly answer?: string }).answer ?? '');
        return null;
      }),
    giveBack: () =>
      withLicense(async (license) => {
        const file = await license.returnOffline();
        await toSite(file?.text ?? '');
      }),
    state: () => withLicense(async (license) => license.status.state),
  };
}

import { createHash } from 'node:crypto';
import { evaluateSite } from '../../../../dls/alerts/evaluate-site.ts';
import type { AlertMessage } from '../../../../dls/alerts/kept-alert.ts';
import { acquire } from '../../../../dls/operations/acquire.ts';
import { importFile } from '../../../../dls/operations/import-file.ts';
import type { Settings } from '../../../../dls/site/settings.ts';
import { deviceUuidFromDigest } from '../../../../protocol/device-key.ts';
import { keyOf } from '../../../support/plain-device.ts';
import { makeSite, type TestSite } from '../../../support/site.ts';
import {
  createVendor,
  makeItem,
  makeLicense,
  type TestItem,
  type TestVendor,
  testStart,
} from '../../../support/vendor.ts';

export const DAY = 86_400;

/** A site with one vendor and its license file; the disk of the machine that tests run on alerts nobody. */
export type AlertSite = {
  readonly site: TestSite;
  readonly vendor: TestVendor;
  /** Imports the next license file with these items. */
  license(items: readonly TestItem[], claims?: Readonly<Record<string, unknown>>): Promise<void>;
  /** Changes settings as they stand in memory. */
  set(change: (settings: Settings) => Partial<Settings>): void;
  /** Evaluates, and answers what fired: subject, name and threshold of each in the order in which it fired. */
  fired(): Promise<readonly string[]>;
  /** Alerts that are not over. */
  open(): readonly string[];
  close(): Promise<void>;
};

export async function makeAlertSite(
  items: readonly TestItem[],
  { folder }: { folder?: string } = {},
): Promise<AlertSite> {
  const vendor = createVendor();
  const made = wrap(await makeSite(folder === undefined ? {} : { folder }), vendor);
  await made.license(items);
  return made;
}

/** The same site after a restart of the server. */
export async function restart({ site, vendor }: AlertSite): Promise<AlertSite> {
  const { folder } = site;
  const { now } = site.time;
  await site.stop();
  return wrap(await makeSite({ folder, now }), vendor);
}

function wrap(site: TestSite, vendor: TestVendor): AlertSite {
  const set: AlertSite['set'] = (change) => {
    site.settings.current = { ...site.settings.current, ...change(site.settings.current) };
  };
  set(({ alerts }) => ({ alerts: { ...alerts, disk: { minimumMegabytes: 1, minimumPercent: 0, off: [] } } }));
  return {
    site,
    vendor,
    set,
    license: async (items, claims = {}) => {
      const imported = site.rows('SELECT count(*) AS serial FROM license')[0]?.serial;
      const serial = Number(imported) + 1;
      const text = makeLicense(vendor, { site: site.identity.current, serial, iat: testStart + serial, items, claims });
      await importFile(site, { bytes: Buffer.from(text), actor: 'command' });
    },
    fired: async () => {
      const [last] = site.rows('SELECT coalesce(max(id), 0) AS id FROM alert');
      await evaluateSite(site);
      return site.rows(`${listed} WHERE id > ? ORDER BY id`, last?.id).map(nameOf);
    },
    open: () => site.rows(`${listed} WHERE until IS NULL ORDER BY id`).map(nameOf),
    close: () => site.close(),
  };
}

const listed = 'SELECT subject, item, handshake, threshold_json AS threshold FROM alert';

function nameOf({ subject, item, handshake, threshold }: Readonly<Record<string, unknown>>): string {
  return [subject, item ?? handshake, JSON.parse(String(threshold))].filter((part) => part !== null).join(' ');
}

/** What the alerts say, in the order in which they fired. */
export function messages({ site }: AlertSite): readonly AlertMessage[] {
  return site
    .rows('SELECT message_json AS message FROM alert ORDER BY id')
    .map(({ message }) => JSON.parse(String(message)) as AlertMessage);
}

/** Books usage to the running term of an item. */
export async function use({ site, vendor }: AlertSite, item: string, units: number): Promise<void> {
  const no = site.snapshot.current.itemNo(vendor.id, item) ?? 0;
  const terms = site.snapshot.current.items.get(no)?.terms ?? [];
  const start = terms.findLast((term) => term.start <= site.time.now)?.start ?? 0;
  await site.store.transact((tx) => tx.counts.addUsed(no, start, units));
}

/** A device of that name acquires; answers the outcome. */
export async function ask({ site, vendor }: AlertSite, name: string, more: object = {}): Promise<string> {
  const key = keyOf(name);
  const device = deviceUuidFromDigest(createHash('sha256').update(Buffer.from(key, 'base64url')).digest());
  const message = {
    device: key,
    vendor: vendor.id,
    product: 'barcode-reader',
    org: '200001',
    features: [],
    instances: 1,
  };
  const { outcome } = await acquire(site, { message: { ...message, ...more } as never, device, address: '127.0.0.1' });
  return outcome;
}

/** As many devices acquire, one after the other. */
export async function askEach(site: AlertSite, names: readonly string[], more: object = {}): Promise<void> {
  for (const name of names) await ask(site, name, more);
}

export const devices = (count: number, from = 0): readonly string[] =>
  Array.from({ length: count }, (_, index) => `device-${from + index}`);

export { makeItem, testStart };

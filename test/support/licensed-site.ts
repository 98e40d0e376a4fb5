import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { causeway, issuer, must } from './commands.ts';

export type OrderedItem = Readonly<Record<string, unknown>>;

export type LicensedSite = { readonly folder: string; readonly data: string; readonly vendor: string };

/** Now, in whole seconds, for terms that run while a test does. */
export const today = (): number => Math.floor(Date.now() / 1_000);

/**
 * A site with a vendor's license file on it, made with the real commands: `vendor/` is the vendor's folder, `data` the
 * site's. `start` and `end` of items run from yesterday for a year when they are not given.
 */
export async function licensedSite(
  folder: string,
  items: readonly OrderedItem[],
  { data = join(folder, 'site'), vendor = 'acme-vision' } = {},
): Promise<LicensedSite> {
  const vendorFolder = join(folder, vendor);
  await mkdir(folder, { recursive: true });
  await must(issuer(['init', '--vendor', vendor, '--name', 'Acme Vision', '--dir', vendorFolder]));
  const site = { folder, data, vendor: vendorFolder };
  await license(site, { organization: '200001', licensee: 'Harbor Plant', items });
  return site;
}

/** Issues a license file for the order and imports it. */
export async function license(site: LicensedSite, order: Readonly<Record<string, unknown>>): Promise<string> {
  const { folder, data, vendor } = site;
  const term = { start: today() - 86_400, end: today() + 365 * 86_400 };
  const items = (order.items as readonly OrderedItem[]).map((item) => ({ ...term, ...item }));
  const [request, orderFile, file] = ['site.cwreq', 'order.json', 'site.cwlic'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  await writeFile(orderFile, JSON.stringify({ ...order, items }));
  await must(causeway(['activate', '--data-dir', data, '--out', request]));
  await must(issuer(['issue', '--dir', vendor, '--order', orderFile, '--request', request, '--out', file]));
  return must(causeway(['import', '--data-dir', data, file]));
}

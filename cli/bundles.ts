import { writeToFolder } from '../dls/gap/write-to-folder.ts';
import { askFile, askSite } from './ask-site.ts';
import type { SiteLink } from './site-link.ts';

/** A sync bundle as the site tells of it; `name` is the file name it travels under. */
export type Bundle = {
  readonly vendor: string;
  readonly epoch: number;
  readonly seq: number;
  readonly name: string;
  readonly size: number;
  readonly lines: number;
};

/** Makes a sync bundle for one vendor, or for each. @throws CommandRefusal */
export async function makeBundles(link: SiteLink, vendor?: string): Promise<readonly Bundle[]> {
  const json = { ...(vendor !== undefined && { vendor }) };
  const made = await askSite<{ readonly items: readonly Bundle[] }>(link, { method: 'POST', path: 'sync', json });
  return made.items;
}

/** Writes the very bytes of a sync bundle into a folder. @returns the path of the file */
export async function writeBundle(link: SiteLink, bundle: Bundle, folder: string): Promise<string> {
  const { vendor, epoch, seq, name } = bundle;
  const path = `sync/${encodeURIComponent(vendor)}/${epoch}/${seq}/file`;
  return writeToFolder(folder, { name, bytes: await askFile(link, { method: 'GET', path }) });
}

import { setTimeout as pause } from 'node:timers/promises';
import { writeToFolder } from '../dls/gap/write-to-folder.ts';
import { askFile, askSite } from './ask-site.ts';
import type { Report } from './progress.ts';
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

export type BundleWork = {
  readonly report: Report;
  /** Ends the work; what was made before stays. */
  readonly signal: AbortSignal;
};

/** For work that nobody watches. */
export const unwatched: BundleWork = { report: () => undefined, signal: new AbortController().signal };

/** How often a running export is asked how far it is, in milliseconds. */
const askEvery = 250;

/** Makes a sync bundle for one vendor, or for each. @throws CommandRefusal, or the reason of `signal` */
export async function makeBundles(
  link: SiteLink,
  vendor: string | undefined,
  { report, signal }: BundleWork,
): Promise<readonly Bundle[]> {
  const json = { ...(vendor !== undefined && { vendor }) };
  const ended = new AbortController();
  const made = askSite<{ readonly items: readonly Bundle[] }>(link, { method: 'POST', path: 'sync', json }).finally(
    () => ended.abort(),
  );
  const stop = (): void => void askSite(link, { method: 'DELETE', path: 'sync/running' }).catch(() => undefined);
  signal.addEventListener('abort', stop);
  try {
    void follow(link, report, ended.signal);
    return (await made).items;
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Tells how far the export is until it has ended. */
async function follow(link: SiteLink, report: Report, ended: AbortSignal): Promise<void> {
  while (!ended.aborted) {
    const answer = await askSite<{ readonly running: Parameters<Report>[0] | null }>(link, {
      method: 'GET',
      path: 'sync/running',
    }).catch(() => null);
    // Of several vendors each begins anew.
    if (answer?.running && !ended.aborted) report(answer.running);
    await pause(askEvery, undefined, { signal: ended }).catch(() => undefined);
  }
}

/** Writes the very bytes of a sync bundle into a folder. @returns the path of the file */
export async function writeBundle(
  link: SiteLink,
  bundle: Bundle,
  { folder, report, signal }: BundleWork & { readonly folder: string },
): Promise<string> {
  const { vendor, epoch, seq, name, size } = bundle;
  const path = `sync/${encodeURIComponent(vendor)}/${epoch}/${seq}/file`;
  const bytes = await askFile(link, { method: 'GET', path });
  signal.throwIfAborted();
  const onProgress = (done: number): void => report({ done, total: size });
  return writeToFolder(folder, { name, bytes }, { onProgress, signal });
}

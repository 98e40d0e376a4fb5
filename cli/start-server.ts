import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { controlPath } from '../dls/data-folder.ts';
import { openLog } from '../dls/log.ts';
import { type ServeOptions, serve } from '../dls/serve.ts';
import { openSite, type Site } from '../dls/start.ts';
import { asStorageError } from '../dls/storage-error.ts';
import { preparePages } from './checkout-pages.ts';
import { isNamed } from './folder-link.ts';
import { findServer } from './server-link.ts';
import { folderInUse } from './site-link.ts';

export type StartOptions = {
  readonly folder: string;
  readonly passphrase?: string | undefined;
  readonly listen: ServeOptions;
};

/** A server that runs in this process. */
export type RunningServer = {
  /** UUID of the site. */
  readonly site: string;
  /** Base URLs. */
  readonly device: string;
  readonly console: string;
  readonly setupLink: string | null;
  /** Answers what is under way, then gives everything back. */
  stop(): Promise<void>;
};

/**
 * Opens a data folder and serves it from this process. Logs go to the folder `logs` of the data folder.
 * @throws CommandRefusal `request_conflict` when another Causeway uses the folder; ServeError, StorageError, IdentityError
 */
export async function startServer({ folder, passphrase, listen }: StartOptions): Promise<RunningServer> {
  const site = await openFreeSite(folder, passphrase);
  try {
    const pages = preparePages((text) => site.deps.log.warn({ text }, 'pages'));
    const serving = await serve(site, { pages, ...listen });
    site.deps.log.info({ devices: serving.device, console: serving.console }, 'serving');
    return {
      site: site.deps.identity.current.site,
      device: serving.device,
      console: serving.console,
      setupLink: serving.setupLink,
      stop: async () => {
        await serving.stop();
        site.deps.log.info('stopped');
        await site.close();
      },
    };
  } catch (error) {
    await site.close();
    throw error;
  }
}

/** Another command holds the folder for a moment; another server holds it for good, and answers on its socket. */
async function openFreeSite(folder: string, passphrase: string | undefined): Promise<Site> {
  const deadline = performance.now() + 5_000;
  await mkdir(join(folder, 'logs'), { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw asStorageError(error, folder);
  });
  let log: Logger | null = null;
  for (;;) {
    // Before the log is opened, into which only one server writes.
    if (await findServer(folder, controlPath(folder))) throw folderInUse(folder);
    log ??= await openLog(folder);
    try {
      return await openSite({ folder, passphrase, log });
    } catch (error) {
      if (!isNamed(error, 'FolderBusyError')) throw error;
      if (performance.now() >= deadline) throw folderInUse(folder, error);
    }
    await pause(100);
  }
}

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { defaultDataFolder, serviceDataFolder } from '../../dls/data-folder.ts';
import { databaseFile } from '../../dls/site/folder-layout.ts';
import { findReach } from './control-link.ts';
import { type FoundSite, findSite } from './find-site.ts';
import { type HostedServer, hostServer } from './hosted-server.ts';
import type { AppOptions } from './options.ts';

/** How the app has its server. */
export type Connection = {
  readonly folder: string;
  /** Base URL of the console. */
  readonly console: string;
  /** `visit`: it runs under another account, and the socket is closed to this one. */
  readonly kind: 'attach' | 'visit' | 'host';
  readonly hosted: HostedServer | null;
};

export type ConnectOptions = {
  readonly options: AppOptions;
  /** Program of the process that hosts the server. */
  readonly program: string;
  readonly passphrase: string | undefined;
  readonly log: Logger;
  /** A service that is installed does not run; true: look again. */
  readonly askSilent: () => Promise<boolean>;
  /** The server cannot run as things stand; true: try again. */
  readonly askRefused: (detail: string) => Promise<boolean>;
  readonly askGivenUp: (count: number) => Promise<boolean>;
  /** A hosted server ended by itself and is started again. */
  readonly onCrash: () => void;
  /** The user chose to quit instead of trying again. */
  readonly onQuit: () => void;
};

/** Finds the server that is to be used, or hosts it; null: the user gave up. */
export async function connectServer(given: ConnectOptions): Promise<Connection | null> {
  const { options, askSilent } = given;
  const places = { chosen: options.folder, service: serviceDataFolder(), own: defaultDataFolder() };
  for (;;) {
    const found = await findSite(places, {
      reach: findReach,
      isInstalled: async (folder) => existsSync(databaseFile(folder)),
    });
    given.log.info({ ...found }, 'site found');
    const connection = await take(found, given);
    if (connection === 'quit') break;
    if (connection !== 'again') return connection;
    if (found.kind === 'silent' && !(await askSilent())) break;
  }
  given.onQuit();
  return null;
}

async function take(found: FoundSite, given: ConnectOptions): Promise<Connection | 'again' | 'quit'> {
  const { kind, folder } = found;
  switch (kind) {
    case 'silent':
      return 'again';
    case 'host':
      return host(folder, given);
    case 'attach':
    case 'visit': {
      const console = await readConsole(folder);
      if (console !== null) return { kind, folder, console, hosted: null };
      // A folder that is closed to this account; one that only just starts writes its addresses in a moment.
      if (kind === 'visit') return { kind, folder, console: usualConsole, hosted: null };
      await pause(betweenLooksMs);
      return 'again';
    }
  }
}

const usualConsole = 'http://127.0.0.1:4871';
const betweenLooksMs = 200;

/** Where a running server says its console is; null: it went away meanwhile. */
export async function readConsole(folder: string): Promise<string | null> {
  try {
    const { console } = JSON.parse(await readFile(join(folder, 'endpoint.json'), 'utf8')) as {
      readonly console?: unknown;
    };
    return typeof console === 'string' ? console : null;
  } catch {
    return null;
  }
}

function host(folder: string, given: ConnectOptions): Promise<Connection | 'again' | 'quit'> {
  const { options, program, passphrase, log, askRefused, askGivenUp, onCrash, onQuit } = given;
  return new Promise((resolve) => {
    let isServing = false;
    const over = async (ask: Promise<boolean>): Promise<void> => {
      if (!isServing) return resolve((await ask) ? 'again' : 'quit');
      if (await ask) start();
      else onQuit();
    };
    let hosted: HostedServer;
    const start = (): void => {
      hosted = hostServer({
        program,
        folder,
        passphrase,
        listen: options.listen,
        log,
        onServing: ({ console }) => {
          if (isServing) return;
          isServing = true;
          resolve({ kind: 'host', folder, console, hosted: { stop: () => hosted.stop() } });
        },
        onCrash,
        // Whoever took the folder opens its socket in a moment.
        onBusy: () => void pause(betweenLooksMs).then(() => resolve('again')),
        onRefused: (detail) => void over(askRefused(detail)),
        onGivenUp: (count) => void over(askGivenUp(count)),
      });
    };
    start();
  });
}

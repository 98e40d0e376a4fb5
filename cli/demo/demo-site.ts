import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { askFile, askSite } from '../ask-site.ts';
import { makeBundles, unwatched, writeBundle } from '../bundles.ts';
import { openLink, type SiteLink } from '../site-link.ts';
import { type RunningServer, startServer } from '../start-server.ts';

/** The site of the demo: its server runs in this process, and its administrator works through the socket. */
export type DemoSite = {
  readonly server: RunningServer;
  readonly user: string;
  readonly password: string;
  /** Writes the activation request. */
  activate(file: string): Promise<void>;
  /** @returns what the site says the file was */
  importFile(file: string): Promise<string>;
  /** @returns the files that were written */
  exportTo(folder: string): Promise<readonly string[]>;
  verify(): Promise<{ readonly ok: boolean; readonly events: number }>;
  close(): Promise<void>;
};

export async function openDemoSite(folder: string, password: string): Promise<DemoSite> {
  await mkdir(folder, { recursive: true });
  const listen = { host: '127.0.0.1', port: 0, consoleHost: '127.0.0.1', consolePort: 0, tls: true };
  const server = await startServer({ folder, listen });
  const link = await openLink({ folder });
  const { user } = await askSite<{ readonly user: string }>(link, {
    method: 'POST',
    path: 'setup',
    json: { password },
  });
  return {
    server,
    user,
    password,
    activate: async (file) => writeFile(file, await askFile(link, { method: 'GET', path: 'activation-request' })),
    importFile: async (file) => {
      const call = { method: 'POST', path: 'files', bytes: await readFile(file) } as const;
      return (await askSite<{ readonly summary: string }>(link, call)).summary;
    },
    exportTo: (target) => exportTo(link, target),
    verify: () => askSite(link, { method: 'GET', path: 'ledger/verify' }),
    close: async () => {
      await link.close();
      await server.stop();
    },
  };
}

async function exportTo(link: SiteLink, folder: string): Promise<readonly string[]> {
  const files: string[] = [];
  for (const bundle of await makeBundles(link, undefined, unwatched))
    files.push(await writeBundle(link, bundle, { folder, ...unwatched }));
  return files;
}

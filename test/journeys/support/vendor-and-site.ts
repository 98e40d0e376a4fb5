import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CommandResult,
  causeway,
  issuer,
  must,
  type RunningServer,
  serve,
  temporaryFolder,
} from '../../support/commands.ts';

/** A vendor's desk, a site and the stick between them, all worked by the real commands. */
export type VendorAndSite = AsyncDisposable & {
  /** A place on the stick. */
  on(name: string): string;
  /** Files on the stick by their ending. */
  stick(ending: string): readonly string[];
  readonly site: string;
  causeway(...args: readonly string[]): Promise<CommandResult>;
  issuer(...args: readonly string[]): Promise<CommandResult>;
  /** The object that a command prints with `--json`; it must end with 0. */
  told(...args: readonly string[]): Promise<Readonly<Record<string, unknown>>>;
  /** Issues an order and leaves the license file on the stick. */
  issue(name: string, items: readonly object[]): Promise<string>;
  serve(...args: readonly string[]): Promise<RunningServer>;
};

export const PASSWORD = 'correct horse battery';
export const VENDOR = 'acme-vision';
export const ORGANIZATION = '200001';

/** A `device` item with a term around now. */
export const deviceItem = {
  ...{ id: 'it-1', product: 'barcode-reader', name: 'Barcode Reader', metric: 'device', quota: 2 },
  ...{ features: ['qr', '1d'], unit: 'scan', end: '2099-12-31' },
};

/** A vendor that exists and a site that is set up; the vendor's card is on the stick as `acme.cwcard`. */
export async function meet(): Promise<VendorAndSite> {
  const folder = temporaryFolder();
  const at = (...names: readonly string[]): string => join(folder.path, ...names);
  const on = (name: string): string => at('stick', name);
  const site = at('site');
  const started: RunningServer[] = [];
  mkdirSync(at('stick'));
  writeFileSync(at('password'), `${PASSWORD}\n`);
  const site$ = (...args: readonly string[]): Promise<CommandResult> => causeway([...args, '--data-dir', site]);
  const desk = (...args: readonly string[]): Promise<CommandResult> => issuer([...args, '--dir', at('vendor')]);
  await must(desk('init', '--vendor', VENDOR, '--name', 'Acme Vision'));
  await must(desk('card', '--out', on('acme.cwcard')));
  await must(site$('setup', '--password-file', at('password'), '--recovery-out', at('recovery-code')));
  await must(site$('activate', '--out', on('site.cwreq')));
  return {
    on,
    site,
    stick: (ending) => readdirSync(at('stick')).filter((name) => name.endsWith(ending)),
    causeway: site$,
    issuer: desk,
    told: async (...args) => JSON.parse(await must(site$(...args, '--json'))) as Record<string, unknown>,
    issue: async (name, items) => {
      const order = at('order.json');
      writeFileSync(order, JSON.stringify({ organization: ORGANIZATION, licensee: 'Harbor Plant', items }));
      await must(desk('issue', '--order', order, '--request', on('site.cwreq'), '--out', on(name)));
      return on(name);
    },
    serve: async (...args) => {
      const server = await serve(site, { args: ['--host', '127.0.0.1', ...args] });
      started.push(server);
      return server;
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(started.map((server) => server.stop('SIGKILL')));
      await folder[Symbol.asyncDispose]();
    },
  };
}

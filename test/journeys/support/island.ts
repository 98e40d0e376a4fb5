import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { lookThrough } from '../../../dls/gap/look-through.ts';
import { type Prospect, previewIncoming } from '../../../dls/gap/preview-incoming.ts';
import { writeToFolder } from '../../../dls/gap/write-to-folder.ts';
import { createDeviceServer } from '../../../dls/http/device-server.ts';
import { activationRequest } from '../../../dls/operations/activation.ts';
import { exportBundle, readBundle } from '../../../dls/operations/export-bundle.ts';
import { importFile } from '../../../dls/operations/import-file.ts';
import { setUp } from '../../../dls/operations/setup.ts';
import { type Desk, makeDesk } from '../../issuer/support/desk.ts';
import { makeSite, type TestSite } from '../../support/site.ts';
import { testStart } from '../../support/vendor.ts';

export const DAY = 86_400;
export const WEEK = 7 * DAY;

/** What a vendor sells to the island: one item. */
export type Sold = {
  readonly vendor: string;
  readonly product: string;
  readonly item: string;
  readonly metric: string;
  readonly quota: number;
  readonly features: readonly string[];
  /** End of the first term, in days. */
  readonly days: number;
};

/** An island site, its vendors' desks beyond the gap, and a stick between them, all on one hand-turned clock. */
export type Island = AsyncDisposable & {
  readonly desk: Desk;
  /** The site that runs now; another one after each new start. */
  site(): TestSite;
  /** Base URL of its device listener. */
  base(): string;
  /** Text of a vendor's card. */
  card(vendor: string): string;
  recoveryCode(): string;
  now(): number;
  /** Lets time pass on the island and at the desks. */
  pass(seconds: number): void;
  at(...names: readonly string[]): string;
  /** Ends the server and begins it again, with what `between` does to its folder. */
  restart(between: () => Promise<void> | void): Promise<void>;
  /** The data folder as it lies, while the server does not run. */
  copyFolder(from: string, to: string): void;
  /** Issues a license file of what was sold; `days` from the beginning of the year. */
  issue(sold: Sold, term: { readonly start: number; readonly end: number }, name: string): Promise<string>;
  /** Makes bundles of all vendors and writes them onto the stick. @returns their names */
  exportTo(stick: string): Promise<readonly string[]>;
  /** Writes a bundle of the newest epoch that was made before. */
  exportAgain(vendor: string, seq: number, stick: string): Promise<string>;
  /** Everything on the stick for this site, previewed and imported in turn, as a person does. */
  importFrom(stick: string): Promise<readonly Prospect[]>;
};

/** The data folder of the island's site is `data`; vendor folders are on the desk under the vendors' names. */
export async function makeIsland(vendors: readonly string[]): Promise<Island> {
  const desk = makeDesk();
  const at = (...names: readonly string[]): string => join(desk.path, ...names);
  const folder = at('data');
  const cards = new Map<string, string>();
  desk.time.now = testStart - WEEK;
  for (const vendor of vendors) {
    await desk.json('init', '--vendor', vendor, '--name', `${vendor} Ltd`, '--dir', vendor);
    await desk.json('card', '--dir', vendor, '--out', `${vendor}.cwcard`);
    cards.set(vendor, desk.read(`${vendor}.cwcard`));
  }
  let running = await start(folder, testStart);
  const { recoveryCode } = await setUp(running.site, {
    ...{ user: 'anna', password: 'correct horse battery', backupTo: [], actor: 'command' },
  });
  writeFileSync(at('site.cwreq'), await activationRequest(running.site));
  const island: Island = {
    desk,
    site: () => running.site,
    base: () => running.base,
    card: (vendor) => cards.get(vendor) ?? '',
    recoveryCode: () => recoveryCode,
    now: () => running.site.time.now,
    pass: (seconds) => {
      running.site.time.now += seconds;
      desk.time.now = Math.max(desk.time.now, running.site.time.now);
    },
    at,
    restart: async (between) => {
      const { now } = running.site.time;
      await running.stop();
      await between();
      running = await start(folder, now);
    },
    copyFolder: (from, to) => {
      rmSync(to, { recursive: true, force: true });
      cpSync(from, to, { recursive: true });
    },
    issue: async ({ vendor, product, item, metric, quota, features }, { start, end }, name) => {
      const term = { start: testStart + start * DAY, end: testStart + end * DAY, offlineDays: 120 };
      const items = [{ id: item, product, name: product, metric, quota, features, ...term }];
      desk.write('order.json', JSON.stringify({ organization: '200001', licensee: 'Lighthouse', items }));
      const files = ['--order', 'order.json', '--request', 'site.cwreq', '--out', name];
      await desk.json('issue', '--dir', vendor, ...files);
      return at(name);
    },
    exportTo: async (stick) => {
      const made = await exportBundle(running.site, { actor: 'user:anna' });
      for (const { vendor, epoch, seq } of made)
        await writeToFolder(stick, await readBundle(running.site, { vendor, epoch, seq }));
      return made.map(({ name }) => name);
    },
    exportAgain: async (vendor, seq, stick) => {
      const bundle = await readBundle(running.site, { vendor, seq });
      await writeToFolder(stick, bundle);
      return bundle.name;
    },
    importFrom: async (stick) => {
      const { files } = await lookThrough(stick);
      const asAnna = async (bytes: Uint8Array, preview: boolean) => {
        const { already, ...told } = await importFile(running.site, { bytes, preview, actor: 'user:anna' });
        return { ...told, alreadyImported: already };
      };
      const site = running.site.identity.current.site;
      const prospects = await previewIncoming(files, { site, preview: ({ content }) => asAnna(content, true) });
      for (const { file, outcome } of prospects)
        if (outcome === 'new' || outcome === 'later') await asAnna(file.content, false);
      return prospects;
    },
    [Symbol.asyncDispose]: async () => {
      await running.stop();
      await desk[Symbol.asyncDispose]();
    },
  };
  return island;
}

type Running = { readonly site: TestSite; readonly base: string; readonly stop: () => Promise<void> };

async function start(folder: string, now: number): Promise<Running> {
  const site = await makeSite({ folder, now });
  const server: FastifyInstance = createDeviceServer(site, { tls: null, authority: null });
  await server.listen({ host: '127.0.0.1', port: 0 });
  const base = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  return {
    site,
    base,
    stop: async () => {
      await server.close();
      await site.stop();
    },
  };
}

/** An empty stick. */
export function newStick(island: Island, name: string): string {
  const stick = island.at(name);
  mkdirSync(stick, { recursive: true });
  return stick;
}

/** Usage as a vendor has it: units by device, item and feature. */
export async function vendorTotals(island: Island, vendor: string): Promise<ReadonlyMap<string, number>> {
  const file = island.at(`${vendor}.csv`);
  await island.desk.json('usage', '--dir', vendor, '--csv', file);
  const totals = new Map<string, number>();
  const [heading = '', ...rows] = readFileSync(file, 'utf8').trimEnd().split('\n');
  const columns = heading.split(',');
  for (const row of rows) {
    const cells = row.split(',');
    const cell = (name: string): string => cells[columns.indexOf(name)] ?? '';
    const key = `${cell('device')} ${cell('item')} ${cell('feature')}`;
    totals.set(key, (totals.get(key) ?? 0) + Number(cell('count')));
  }
  return totals;
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { type RunningServer, serve } from '../../support/commands.ts';
import { today } from '../../support/licensed-site.ts';
import { keyOf } from '../../support/plain-device.ts';
import { launchChromium } from './browser.ts';
import { type ConsolePage, logIn, openPage } from './console-page.ts';
import { makePlant, type Plant, plantPassword } from './plant.ts';

/** A real server over a plant's site, and a browser to look at it. */
export type PlantConsole = {
  readonly plant: Plant;
  readonly server: RunningServer;
  readonly browser: Browser;
  /** A folder for files of the test. */
  readonly folder: string;
  /** Opens a page of the console, logged in as the administrator unless another user is named. */
  open(path: string, options?: OpenOptions): Promise<ConsolePage>;
  /** A device asks for a lease; the status of the answer. */
  acquire(name: string, more?: Readonly<Record<string, unknown>>): Promise<number>;
  /** A device of Acme that is none of the plant's reports what it used in the running slot. */
  report(name: string, use: { readonly item: string; readonly feature: string; readonly count: number }): Promise<void>;
  close(): Promise<void>;
};

export type OpenOptions = BrowserContextOptions & { readonly user?: string };

type StartOptions = {
  readonly days?: number;
  readonly crew?: number;
  /** Before the server opens the data folder. */
  readonly prepare?: (dataFolder: string) => void;
};

export async function startPlantConsole(options: StartOptions = {}): Promise<PlantConsole> {
  const { days = 4, crew = 3, prepare } = options;
  const folder = await mkdtemp(join(tmpdir(), 'causeway-browser-'));
  const plant = await makePlant({ folder: join(folder, 'site'), days, now: today(), crew });
  prepare?.(plant.folder);
  const server = await serve(plant.folder, { args: ['--no-tls'] });
  const browser = await launchChromium();
  const reports = new Map<string, number>();
  return {
    plant,
    server,
    browser,
    folder,
    open: async (path, { user = 'admin', ...options } = {}) => {
      const opened = await openPage(browser, server.console + path, options);
      await logIn(opened.page, plantPassword, user);
      return opened;
    },
    acquire: async (name, more = {}) => {
      const body = {
        device: keyOf(name),
        vendor: 'acme-vision',
        product: 'barcode-reader',
        org: '200001',
        name,
        ...more,
      };
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${server.device}/v1/leases`, { method: 'POST', headers, body: JSON.stringify(body) });
      return answer.status;
    },
    report: async (name, use) => {
      const no = (reports.get(name) ?? 0) + 1;
      reports.set(name, no);
      const now = today();
      const records = [{ ...use, slot: now - (now % 180) }];
      const body = JSON.stringify({ device: keyOf(name), vendor: 'acme-vision', report: no, records });
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${server.device}/v1/usage`, { method: 'POST', headers, body });
      if (!answer.ok) throw new Error(`the report was answered by ${await answer.text()}`);
    },
    close: async () => {
      await browser.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

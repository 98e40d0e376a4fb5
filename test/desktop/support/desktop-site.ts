import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bridge } from '../../../electron/contract.ts';
import { causeway, must } from '../../support/commands.ts';
import type { DesktopApp, LaunchOptions } from './desktop-app.ts';
import type { Launch } from './kinds.ts';
import { packApp } from './packed-app.ts';

/** Of a machine that is busy with other tests; what is waited for comes long before. */
export const patience = { timeout: 120_000, interval: 50 } as const;

/** What the preload put into the page. */
export type DesktopWindow = { readonly desktop: Bridge };

/** The packed app, and the apps that a suite starts from it; all of it goes with the suite. */
export type Stage = {
  /** A folder for an app's site, user data and drives. */
  makePlace(): Promise<string>;
  start(options: LaunchOptions): Promise<DesktopApp>;
  strike(): Promise<void>;
};

export async function setStage(launch: Launch): Promise<Stage> {
  const packed = await packApp();
  const places: string[] = [];
  const apps: DesktopApp[] = [];
  return {
    makePlace: async () => {
      const place = await mkdtemp(join(tmpdir(), 'causeway-desktop-'));
      places.push(place);
      return place;
    },
    start: async (options) => {
      const app = await launch(packed.app, options);
      apps.push(app);
      await keepNotices(app);
      return app;
    },
    strike: async () => {
      for (const app of apps) await app.close();
      for (const place of places) await rm(place, { recursive: true, force: true });
      await packed.remove();
    },
  };
}

/** Sets the site of a place up, as an administrator did some day before. */
export async function setUpSite(place: string): Promise<void> {
  const password = join(place, 'password.txt');
  await writeFile(password, 'correct horse battery staple\n');
  await must(causeway(['setup', '--data-dir', join(place, 'site'), '--password-file', password, '--json']));
}

type Noted = { notices?: string[] };

/** Notifications are written down instead of shown. */
async function keepNotices(app: DesktopApp): Promise<void> {
  await app.evaluate(({ Notification }) => {
    const notices: string[] = [];
    (globalThis as Noted).notices = notices;
    Notification.prototype.show = function show(this: { readonly title: string; readonly body: string }) {
      notices.push(`${this.title}: ${this.body}`);
    };
  }, null);
}

/** The notifications so far. */
export function noticesOf(app: DesktopApp): Promise<readonly string[]> {
  return app.evaluate(() => (globalThis as Noted).notices ?? [], null);
}

/** Writes down what the page is told by the bridge. */
export async function hear(
  app: DesktopApp,
): Promise<() => Promise<readonly { readonly name: string; readonly event: unknown }[]>> {
  await app.page.evaluate(() => {
    const heard: unknown[] = [];
    const { desktop } = window as unknown as DesktopWindow;
    for (const name of ['files', 'drives', 'show'] as const) desktop.on(name, (event) => heard.push({ name, event }));
    Object.assign(window, { heard });
  });
  return () =>
    app.page.evaluate(
      () => (window as unknown as { readonly heard: readonly { name: string; event: unknown }[] }).heard,
    );
}

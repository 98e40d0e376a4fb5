import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { serve } from '../support/commands.ts';
import type { DesktopApp } from './support/desktop-app.ts';
import { type DesktopWindow, noticesOf, patience, type Stage, setStage } from './support/desktop-site.ts';
import { describeOnBoth } from './support/kinds.ts';

declare const window: DesktopWindow;

const endpoint = (app: DesktopApp): string => join(app.folder, 'endpoint.json');
const readDevice = async (app: DesktopApp): Promise<string> =>
  (JSON.parse(await readFile(endpoint(app), 'utf8')) as { readonly device: string }).device;

/** Answers questions of the app with a button, and counts them. */
const answerWith = (app: DesktopApp, button: number): Promise<void> =>
  app.evaluate(({ dialog }, response) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = (async (_window: unknown, { message }: { readonly message: string }) => {
      asked.push(message);
      return { response, checkboxChecked: false };
    }) as never;
  }, button);

const askedBy = (app: DesktopApp): Promise<readonly string[]> =>
  app.evaluate(() => (globalThis as unknown as { readonly asked: string[] }).asked, null);

describeOnBoth('a server in a process of the app', (launch) => {
  let stage: Stage;
  let place: string;
  let app: DesktopApp;

  beforeAll(async () => {
    stage = await setStage(launch);
    place = await stage.makePlace();
    app = await stage.start({ place });
  });
  afterAll(() => stage.strike());

  it('leads a new site to its set-up, with the right to do it', async () => {
    await app.page.waitForURL(/\/setup$/);
    await app.page.locator('input[type="password"]').first().waitFor();
  });

  it('serves devices', async () => {
    const health = await fetch(`${await readDevice(app)}/v1/health`);
    expect(await health.json()).toMatchObject({ status: 'ok', role: 'main' });
  });

  it('goes on serving when the window is closed', async () => {
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close(), null);
    const isVisible = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible(), null);
    expect(isVisible).toBe(false);
    expect((await fetch(`${await readDevice(app)}/v1/health`)).status).toBe(200);
    expect((await noticesOf(app)).join('\n')).toContain('Devices are served');
    await app.startAgain([]);
  });

  it('is started again when it dies, and the user is told', async () => {
    const before = await app.hostPid();
    process.kill(before ?? 0, 'SIGKILL');
    await vi.waitFor(async () => expect((await noticesOf(app)).join('\n')).toContain('stopped unexpectedly'), patience);
    await vi.waitFor(async () => {
      expect(await app.hostPid()).not.toBe(before);
      expect((await fetch(`${await readDevice(app)}/v1/health`)).status).toBe(200);
    }, patience);
    // On free ports the console is at another address now, and the window follows it.
    const { console } = JSON.parse(await readFile(endpoint(app), 'utf8')) as { readonly console: string };
    await app.page.waitForURL((url) => url.origin === console);
    await app.page.locator('input[type="password"]').first().waitFor();
  });

  it('is not given up without a warning', async () => {
    await answerWith(app, 0);
    await app.evaluate(({ app: running }) => running.quit(), null);
    await vi.waitFor(
      async () => expect(await askedBy(app)).toEqual(['Devices will lose the license server']),
      patience,
    );
    expect((await fetch(`${await readDevice(app)}/v1/health`)).status).toBe(200);
  });

  it('ends cleanly with the app, which remembers its place', async () => {
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.setBounds({ width: 1_111, height: 777 });
    }, null);
    await answerWith(app, 1);
    await app.evaluate(({ app: running }) => running.quit(), null);
    expect(await app.ended).toBe(0);
    expect(existsSync(endpoint(app))).toBe(false);
    const again = await stage.start({ place });
    const bounds = await again.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds(),
      null,
    );
    expect(bounds).toMatchObject({ width: 1_111, height: 777 });
  });
});

describeOnBoth('a server that runs already', (launch) => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await setStage(launch);
  });
  afterAll(() => stage.strike());

  it('is used and outlives the app, which asks nothing when it quits', async () => {
    const place = await stage.makePlace();
    const server = await serve(join(place, 'site'), { args: ['--no-tls'] });
    const file = join(place, 'site.cwlic');
    await writeFile(file, 'a license');
    const app = await stage.start({ place, args: [file], locale: 'de-DE' });
    expect(new URL(app.page.url()).origin).toBe(server.console);
    expect(await app.page.evaluate(() => window.desktop.about({}))).toMatchObject({
      ok: true,
      value: { hosts: false },
    });
    expect(await app.hostPid()).toBeNull();
    // A file that the app was started with waits for its page.
    const taken = await app.page.evaluate(async () => {
      const answer = await window.desktop.takeFiles({});
      return answer.ok ? answer.value.map(({ name }) => name) : answer;
    });
    expect(taken).toEqual(['site.cwlic']);
    const labels = await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label), null);
    expect(labels).toContain('Datei');
    await answerWith(app, 0);
    await app.evaluate(({ app: running }) => running.quit(), null);
    expect(await app.ended).toBe(0);
    expect((await fetch(`${server.device}/v1/health`)).status).toBe(200);
    expect(await server.stop()).toBe(0);
  });
});

import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { callNames } from '../../electron/contract.ts';
import type { DesktopApp } from './support/desktop-app.ts';
import {
  type DesktopWindow,
  hear,
  noticesOf,
  patience,
  type Stage,
  setStage,
  setUpSite,
} from './support/desktop-site.ts';
import { describeOnBoth } from './support/kinds.ts';

declare const window: DesktopWindow & Readonly<Record<string, unknown>>;

describeOnBoth('the desktop shell', (launch) => {
  let stage: Stage;
  let app: DesktopApp;

  beforeAll(async () => {
    stage = await setStage(launch);
    const place = await stage.makePlace();
    await setUpSite(place);
    app = await stage.start({ place });
  });
  afterAll(() => stage.strike());

  it('shows the console of its own server, logged in without a password', async () => {
    const session = await app.page.evaluate(async () => (await fetch('/admin/v1/session')).json());
    expect(session).toMatchObject({ actor: 'user:desktop', role: 'admin' });
    expect(await app.page.evaluate(() => document.cookie)).toBe('');
  });

  it('gives the page the calls of the contract and nothing else', async () => {
    const found = await app.page.evaluate(() => ({
      members: Object.keys(window.desktop),
      isFrozen: Object.isFrozen(window.desktop),
      leaked: ['require', 'process', 'module', 'ipcRenderer', 'Buffer'].filter((name) => name in window),
    }));
    expect(found.members.toSorted()).toEqual([...callNames, 'on'].toSorted());
    expect(found.isFrozen).toBe(true);
    expect(found.leaked).toEqual([]);
  });

  it('answers the page about itself', async () => {
    const about = await app.page.evaluate(() => window.desktop.about({}));
    expect(about).toMatchObject({ ok: true, value: { hosts: true, folder: app.folder, platform: process.platform } });
  });

  it('refuses a call that is not of its shape, and goes on', async () => {
    const refused = await app.page.evaluate(() =>
      Promise.all([
        window.desktop.writeToDrive({ drive: 'x', name: '../../etc/passwd', content: new Uint8Array(1) }),
        window.desktop.writeToDrive({ drive: 'x', name: 'a', content: 'text' as unknown as Uint8Array }),
        window.desktop.about('all' as unknown as object),
      ]),
    );
    expect(refused.map((answer) => (answer.ok ? 'done' : answer.code))).toEqual(Array(3).fill('request_malformed'));
  });

  it('stays on its console: no other page, no new window, and links to the outside go to the browser', async () => {
    const before = app.page.url();
    await app.evaluate(({ shell }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { opened });
      shell.openExternal = async (url: string) => void opened.push(url);
    }, null);
    const failed = app.page.waitForEvent('requestfailed').catch(() => null);
    await app.page.evaluate(() => {
      location.href = 'http://127.0.0.1:9/';
    });
    await Promise.race([failed, app.page.evaluate(() => 'still there')]);
    await app.page.evaluate(() => open('https://vendor.example/help'));
    await app.page.evaluate(() => open('file:///etc/passwd'));
    const opened = await vi.waitFor(async () => {
      const urls = await app.evaluate(() => (globalThis as unknown as { readonly opened: string[] }).opened, null);
      expect(urls.length).toBeGreaterThan(0);
      return urls;
    }, patience);
    expect(opened).toEqual(['https://vendor.example/help']);
    expect(app.page.url()).toBe(before);
    const windows = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length, null);
    expect(windows).toBe(1);
  });

  it('opens files through the system’s dialog, and saves what it reads back', async () => {
    const place = await stage.makePlace();
    const [card, saved] = [join(place, 'acme.cwcard'), join(place, 'saved.cwreq')];
    await writeFile(card, 'a card');
    await app.evaluate(
      ({ dialog }, paths) => {
        dialog.showOpenDialog = (async () => ({ canceled: false, filePaths: [paths.card] })) as never;
        dialog.showSaveDialog = (async () => ({ canceled: false, filePath: paths.saved })) as never;
      },
      { card, saved },
    );
    const opened = await app.page.evaluate(async () => {
      const answer = await window.desktop.openFiles({});
      return answer.ok ? answer.value.map(({ name, content }) => [name, new TextDecoder().decode(content)]) : answer;
    });
    expect(opened).toEqual([['acme.cwcard', 'a card']]);
    const written = await app.page.evaluate(() =>
      window.desktop.saveFile({ name: 'site.cwreq', content: new TextEncoder().encode('a request') }),
    );
    expect(written).toMatchObject({ ok: true, value: { path: saved, bytes: 9 } });
    expect(await readFile(saved, 'utf8')).toBe('a request');
  });

  it('saves files that go together into a folder that is chosen, and nothing when the dialog is closed', async () => {
    const place = await stage.makePlace();
    const save = () =>
      app.page.evaluate(() => {
        const files = ['a.cwsync', 'b.cwsync'].map((name) => ({ name, content: new TextEncoder().encode(name) }));
        return window.desktop.saveFiles({ files });
      });
    await app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = (async () => ({ canceled: false, filePaths: [chosen] })) as never;
    }, place);
    expect(await app.page.evaluate(() => window.desktop.chooseFolder({}))).toEqual({ ok: true, value: place });
    expect(await save()).toEqual({ ok: true, value: { folder: place, bytes: 16 } });
    expect((await readdir(place)).toSorted()).toEqual(['a.cwsync', 'b.cwsync']);
    expect(await readFile(join(place, 'b.cwsync'), 'utf8')).toBe('b.cwsync');
    await app.evaluate(({ dialog }) => {
      dialog.showOpenDialog = (async () => ({ canceled: true, filePaths: [] })) as never;
    }, null);
    expect(await save()).toEqual({ ok: true, value: null });
    const outside = await app.page.evaluate(() =>
      window.desktop.saveFiles({ files: [{ name: '../a.cwsync', content: new Uint8Array(1) }] }),
    );
    expect(outside).toMatchObject({ ok: false, code: 'request_malformed' });
  });

  it.skipIf(process.platform !== 'linux')(
    'starts at login, hidden and with the same site, when that is wanted',
    async () => {
      const change = (enabled: boolean) =>
        app.page.evaluate((on) => window.desktop.startAtLogin({ enabled: on }), enabled);
      const isOn = async () => {
        const about = await app.page.evaluate(() => window.desktop.about({}));
        return about.ok && about.value.startsAtLogin;
      };
      expect(await isOn()).toBe(false);
      expect(await change(true)).toEqual({ ok: true, value: { enabled: true } });
      expect(await isOn()).toBe(true);
      const entry = await readFile(join(app.config, 'autostart/causeway.desktop'), 'utf8');
      expect(entry).toContain(` --hidden --data-dir ${app.folder}\n`);
      expect(entry).toContain('Comment=License server for isolated networks');
      expect(await change(false)).toEqual({ ok: true, value: { enabled: false } });
      expect([await isOn(), existsSync(join(app.config, 'autostart/causeway.desktop'))]).toEqual([false, false]);
    },
  );

  it('hands files that are opened with it to its page, and is one app however often it is started', async () => {
    const file = join(await stage.makePlace(), 'acme.cwcard');
    await writeFile(file, 'a card');
    await app.page.evaluate(() => window.desktop.takeFiles({}));
    const heard = await hear(app);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide(), null);
    await app.startAgain([file]);
    await vi.waitFor(async () => {
      const told = (await heard()).find(({ name }) => name === 'files')?.event as { files: { name: string }[] };
      expect(told.files.map(({ name }) => name)).toEqual(['acme.cwcard']);
    }, patience);
    const isVisible = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible(), null);
    expect(isVisible).toBe(true);
  });

  it('shows a test of native alerts as a notification', async () => {
    await app.page.evaluate(() =>
      fetch('/admin/v1/alerts/test', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ channel: 'native' }),
      }),
    );
    await vi.waitFor(async () => expect((await noticesOf(app)).join('\n')).toMatch(/test/i), patience);
  });

  it('refuses every call of a page that is not its console', async () => {
    const foreign = createServer((_request, response) =>
      response.setHeader('content-type', 'text/html').end('<title>foreign</title>'),
    );
    await new Promise<void>((done) => foreign.listen(0, '127.0.0.1', done));
    const address = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`;
    const before = app.page.url();
    const load = async (url: string): Promise<void> => {
      await app.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.loadURL(to), url);
      // The app is there before the test hears of it, which watches the same page over a connection of its own.
      await app.page.waitForURL(url);
    };
    await load(address);
    const answer = await app.page.evaluate(() => window.desktop.listDrives({}));
    expect(answer).toMatchObject({ ok: false, code: 'origin_forbidden' });
    await load(before);
    foreign.closeAllConnections();
    foreign.close();
  });

  it('writes its log into files that rotate', async () => {
    const log = await readFile(join(app.userData, 'logs/causeway.1.log'), 'utf8');
    expect(log).toContain('site found');
  });
});

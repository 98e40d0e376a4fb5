import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFileDevice, makeDeviceRequest } from '../support/device-files.ts';
import { openBundle } from '../support/vendor.ts';
import { eventually } from './support/act.ts';
import { findBarriers } from './support/barriers.ts';
import { type PlantConsole, startPlantConsole } from './support/console.ts';
import type { ConsolePage } from './support/console-page.ts';
import { type DesktopDouble, standInDesktop } from './support/desktop-double.ts';
import { siteOf } from './support/site-key.ts';

let console: PlantConsole;
let opened: ConsolePage;
let app: DesktopDouble;
let documents: string;
const downloads: string[] = [];

beforeAll(async () => {
  console = await startPlantConsole();
  const stick = join(console.folder, 'stick');
  documents = join(console.folder, 'documents');
  for (const folder of [stick, documents]) await mkdir(folder);
  opened = await console.open('/');
  opened.page.on('download', (download) => downloads.push(download.suggestedFilename()));
  app = await standInDesktop(opened.page, stick);
});

afterAll(() => console.close());

const goTo = (path: string) => opened.page.goto(console.server.console + path);
const saved = () => readdir(documents);
const loop = (page: Page) => page.getByRole('region', { name: 'Acme Vision' });
const told = (page: Page, name: RegExp) => page.getByText(name).first();

describe('in the desktop app, files that are carried', () => {
  it('such as bundles are saved by the system’s dialog, and nothing happens when that is closed', async () => {
    const { page } = opened;
    await goTo('/gap');
    await loop(page).getByRole('button', { name: 'Export a sync bundle' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export a sync bundle' });
    await dialog.getByRole('button', { name: 'Save as…' }).waitFor();
    app.dialog = null;
    await dialog.getByRole('button', { name: 'Save as…' }).click();
    await eventually(() => dialog.getByRole('button', { name: 'Save as…' }).isEnabled()).toBe(true);
    expect(await saved()).toEqual([]);
    app.dialog = documents;
    await dialog.getByRole('button', { name: 'Save as…' }).click();
    await told(page, /^Saved to .*000001\.cwsync: .*, read back and compared\.$/).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    const [name = ''] = await saved();
    const { current } = await siteOf(console.server);
    const { lines } = await openBundle(console.plant.acme, await readFile(join(documents, name)), [current]);
    expect(lines.length).toBeGreaterThan(3);
    await dialog.getByRole('button', { name: 'Close' }).last().click();
  });

  it('such as bundles from before and the lease of a device are saved in the same way', async () => {
    const { page } = opened;
    const [bundle = ''] = await saved();
    const before = await readFile(join(documents, bundle));
    app.dialog = join(console.folder, 'again');
    await mkdir(app.dialog);
    await page.getByRole('link', { name: `Export ${bundle} again` }).click();
    await eventually(() => readdir(join(console.folder, 'again'))).toEqual([bundle]);
    expect((await readFile(join(console.folder, 'again', bundle))).equals(before)).toBe(true);
    app.dialog = documents;
    await goTo('/gap?tab=devices');
    const request = makeDeviceRequest(createFileDevice(), { name: 'barge-scanner' });
    await page.getByLabel('Text of the QR code').fill(request.text);
    await page.getByRole('button', { name: 'Look at it' }).click();
    await page.getByRole('button', { name: 'Give the lease' }).click();
    await page.getByRole('button', { name: 'Save the lease file' }).click();
    await eventually(async () => (await saved()).filter((name) => name.endsWith('.cwdev')).length).toBe(1);
    const [lease = ''] = (await saved()).filter((name) => name.endsWith('.cwdev'));
    expect(JSON.parse(await readFile(join(documents, lease), 'utf8'))).toMatchObject({ request: request.request });
  });

  it('such as the activation request too, under the name that the server gives it', async () => {
    const { page } = opened;
    await goTo('/licenses');
    await page.getByRole('link', { name: 'Activation request' }).click();
    await eventually(async () => (await saved()).filter((name) => name.endsWith('.cwreq')).length).toBe(1);
    const [request = ''] = (await saved()).filter((name) => name.endsWith('.cwreq'));
    expect((await readFile(join(documents, request), 'utf8')).trim().split('.')).toHaveLength(3);
    expect(downloads).toEqual([]);
  });
});

describe('in the desktop app, a folder', () => {
  it('for backups is chosen in the system’s dialog beside its field', async () => {
    const { page } = opened;
    await goTo('/backups');
    const places = page.getByRole('region', { name: 'Further places' });
    await places.getByRole('button', { name: 'Add a folder' }).click();
    app.dialog = null;
    await places.getByRole('button', { name: /^Choose folder…: Folder 1$/ }).click();
    expect(await places.getByRole('textbox', { name: 'Folder 1' }).inputValue()).toBe('');
    app.dialog = documents;
    await places.getByRole('button', { name: /^Choose folder…: Folder 1$/ }).click();
    await eventually(() => places.getByRole('textbox', { name: 'Folder 1' }).inputValue()).toBe(documents);
    expect(await findBarriers(page)).toEqual([]);
    await places.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved, and in force.').waitFor();
  });
});

describe('the switch that starts the app at login', () => {
  it('stands in the settings where the app runs the license server itself', async () => {
    const { page } = opened;
    await goTo('/settings?section=about');
    const atLogin = page.getByRole('region', { name: 'Desktop app' }).getByRole('switch', { name: 'Start at login' });
    await eventually(() => atLogin.isChecked()).toBe(false);
    await atLogin.click({ force: true });
    await page.getByText('Causeway starts at login.').waitFor();
    await eventually(() => atLogin.isChecked()).toBe(true);
    expect(app.startsAtLogin).toBe(true);
    expect(await findBarriers(page)).toEqual([]);
    await page.reload();
    await eventually(() => atLogin.isChecked()).toBe(true);
    await atLogin.click({ force: true });
    await page.getByText('Causeway no longer starts at login.').waitFor();
    expect(app.startsAtLogin).toBe(false);
  });

  it('is missing where a service runs the license server, and in a browser', async () => {
    const { page } = opened;
    app.hosts = false;
    await page.reload();
    await page.getByRole('link', { name: 'Save the activation request' }).waitFor();
    await eventually(() => page.getByRole('region', { name: 'Desktop app' }).count()).toBe(0);
    const { page: browser } = await console.open('/settings?section=about');
    await browser.getByRole('link', { name: 'Save the activation request' }).waitFor();
    expect(await browser.getByRole('region', { name: 'Desktop app' }).count()).toBe(0);
  });
});

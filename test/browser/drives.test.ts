import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { today } from '../support/licensed-site.ts';
import { makeItem, makeLicense, openBundle } from '../support/vendor.ts';
import { findBarriers } from './support/barriers.ts';
import { type PlantConsole, startPlantConsole } from './support/console.ts';
import type { ConsolePage } from './support/console-page.ts';
import { type DesktopDouble, standInDesktop } from './support/desktop-double.ts';
import { siteOf } from './support/site-key.ts';

let console: PlantConsole;
let opened: ConsolePage;
let app: DesktopDouble;
let stick: string;

beforeAll(async () => {
  console = await startPlantConsole();
  stick = join(console.folder, 'stick');
  await mkdir(stick);
  opened = await console.open('/');
  app = await standInDesktop(opened.page, stick);
  await opened.page.goto(`${console.server.console}/gap`);
});

afterAll(() => console.close());

describe('in the desktop app', () => {
  it('removable drives are listed with what is free on them, as they come and go', async () => {
    const { page } = opened;
    const drives = page.getByRole('region', { name: 'Removable drives' });
    await drives.getByText('1 GiB of 4 GiB free').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await app.tell('drives', []);
    await drives.getByText('No removable drive is in this machine.').waitFor();
    await app.tell('drives', [{ id: stick, name: 'STICK', path: stick, free: 9, size: 9, writable: true }]);
    await drives.getByText('STICK', { exact: true }).waitFor();
  });

  it('a bundle is written to a drive, which is then let go and safe to remove', async () => {
    const { page } = opened;
    await page
      .getByRole('region', { name: 'Acme Vision' })
      .getByRole('button', { name: 'Export a sync bundle' })
      .click();
    const dialog = page.getByRole('dialog', { name: 'Export a sync bundle' });
    await dialog.getByRole('button', { name: 'Write to STICK' }).click();
    await dialog.getByText(/ written to STICK, read back and compared: all is there\.$/).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    const [name = ''] = await readdir(stick);
    const { current } = await siteOf(console.server);
    const { lines } = await openBundle(console.plant.acme, await readFile(join(stick, name)), [current]);
    expect(lines.length).toBeGreaterThan(3);
    await dialog.getByRole('button', { name: 'Eject STICK' }).click();
    await dialog.getByText('It is safe to remove STICK.').waitFor();
    expect(app.ejected).toEqual([stick]);
    await dialog.getByRole('button', { name: 'Close' }).last().click();
  });

  it('what a drive carries for this site is offered for import', async () => {
    const { page } = opened;
    const items = [makeItem('more', { start: today() - 60, end: today() + 86_400 * 30, name: 'More readers' })];
    const site = await siteOf(console.server);
    await writeFile(
      join(stick, 'more.cwlic'),
      makeLicense(console.plant.acme, { site, serial: 7, iat: today() - 60, items }),
    );
    opened.expectRefusals();
    await page
      .getByRole('region', { name: 'Removable drives' })
      .getByRole('button', { name: 'Look for files' })
      .click();
    const dialog = page.getByRole('dialog', { name: 'Import' });
    await dialog.getByText('For Harbor Plant: 1 new item').waitFor();
    await dialog.getByText('Ready to import').waitFor();
    await page.keyboard.press('Escape');
  });

  it('files that were opened with the app are looked at on any page', async () => {
    const { page } = opened;
    await page.getByRole('navigation').getByRole('link', { name: 'Ledger' }).click();
    const content = new Uint8Array(await readFile(join(stick, 'more.cwlic')));
    await app.tell('files', { files: [{ name: 'opened.cwlic', content }], drive: null });
    await page.getByRole('dialog', { name: 'Import' }).getByText('opened.cwlic').waitFor();
    await page.keyboard.press('Escape');
  });

  it('its menu leads to a page', async () => {
    await app.tell('show', { page: 'settings' });
    await opened.page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
  });
});

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issuer, must, type RunningServer, serve } from '../support/commands.ts';
import { today } from '../support/licensed-site.ts';
import { eventually } from './support/act.ts';
import { findBarriers } from './support/barriers.ts';
import { launchChromium } from './support/browser.ts';
import { type ConsolePage, logIn, openPage } from './support/console-page.ts';

let folder: string;
let server: RunningServer;
let browser: Browser;
let console: ConsolePage;
let page: Page;
const password = 'correct horse battery';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'causeway-setup-'));
  server = await serve(join(folder, 'site'), { args: ['--host', '127.0.0.1'] });
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const goOn = () => page.getByRole('button', { name: 'Continue' }).click();
const heading = (name: string) => page.getByRole('heading', { name }).waitFor();

describe('a site that is not set up', () => {
  it('says so to who comes without the link of the server', async () => {
    const stranger = await openPage(browser, server.console);
    await stranger.page.getByText('This site is not set up yet.').waitFor();
    expect(await findBarriers(stranger.page)).toEqual([]);
    await stranger.page.context().close();
  });

  it('shows the identifiers of its machine and asks for a password behind the link, which leaves the address', async () => {
    const [link = ''] = /http\S+setup#token=\S+/.exec(server.stderr()) ?? [];
    console = await openPage(browser, link);
    page = console.page;
    await heading('Choose the administrator’s password');
    await page.getByText(server.site).waitFor();
    await page.getByText('Linux machine-id').waitFor();
    expect(page.url()).not.toContain('token');
    expect(await findBarriers(page)).toEqual([]);
  });

  it('refuses a short password and two that differ, in words', async () => {
    await page.getByLabel('Password', { exact: true }).fill('short');
    await page.getByLabel('Password again').fill('other');
    await goOn();
    await page.getByText('The password needs at least 8 characters.').waitFor();
    await page.getByText('The two passwords are not the same.').waitFor();
  });

  it('shows the recovery code once and goes on when two groups of it are typed', async () => {
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByLabel('Password again').fill(password);
    await goOn();
    await heading('Put the recovery code on paper');
    const groups = await page.getByRole('list', { name: 'Recovery code' }).getByRole('listitem').allTextContents();
    expect(groups).toHaveLength(7);
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('link', { name: 'Go to the overview' }).click();
    const question = page.getByRole('dialog', { name: 'Leave without the recovery code?' });
    await question.getByText(/no backup made from now on can be opened/).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await question.getByRole('button', { name: 'Stay' }).click();
    await question.waitFor({ state: 'detached' });
    await goOn();
    await eventually(() => page.getByText('This is not that group.').count()).toBe(2);
    for (const label of await page.locator('label').allTextContents()) {
      const no = Number(/^Group (\d)$/.exec(label)?.[1]);
      // Typed from paper: in lower case.
      await page.getByLabel(label).fill(groups[no - 1]!.toLowerCase());
    }
    await goOn();
    await heading('Name a second place for backups');
  });

  it('says what is wrong with a place for backups, and makes the first backup in a right one', async () => {
    console.expectRefusals();
    await page.getByLabel('Folder').fill(join(folder, 'not there'));
    await page.getByRole('button', { name: 'Use this folder and make a backup' }).click();
    await page.getByRole('alert').getByText('does not exist').waitFor();
    await mkdir(join(folder, 'copies'));
    await page.getByLabel('Folder').fill(join(folder, 'copies'));
    await page.getByRole('button', { name: 'Use this folder and make a backup' }).click();
    await page.getByText('A backup was made, with a copy in the second place.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await goOn();
  });

  it('hands the activation request out as a file', async () => {
    await heading('Send the activation request to the vendor');
    const waiting = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Save the activation request' }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toMatch(/\.cwreq$/);
    await download.saveAs(join(folder, 'site.cwreq'));
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'I have the license file' }).click();
  });

  it('shows what is in the license file before it is imported', async () => {
    await heading('Bring the license file in');
    await issueLicense();
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Import files' }).click();
    await (await choosing).setFiles(join(folder, 'site.cwlic'));
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Ready to import').waitFor();
    await dialog.getByRole('cell', { name: 'Barcode Reader it-1' }).waitFor();
    await dialog.getByText('The handshake code 200001-default is made.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Import the file' }).click();
    await dialog.getByText('Imported').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await page.getByText('One license item is installed').waitFor();
    await goOn();
  });

  it('tries a device over the network and says that it works', async () => {
    await heading('Try a device');
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByText('It works.').waitFor();
    await page.getByText(/enter the address https:\/\/\S+ and the organization id 200001/).waitFor();
    await page.getByText('answers devices').waitFor();
    await page.getByText('The signatures verify down to the vendor’s key').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('main').getByRole('link', { name: 'Go to the overview' }).click();
    await heading('Overview');
  });

  it('lets nobody be kept out by a link that is used up: its window logs in, and one that is logged in stays so', async () => {
    const [link = ''] = /http\S+setup#token=\S+/.exec(server.stderr()) ?? [];
    const stranger = await openPage(browser, link);
    await logIn(stranger.page, password);
    await stranger.page.getByRole('navigation', { name: 'Steps' }).waitFor();
    const again = await stranger.page.context().newPage();
    await again.goto(link);
    await again.getByRole('navigation', { name: 'Steps' }).waitFor();
    await stranger.page.context().close();
  });
});

describe('a site that two windows set up', () => {
  it('asks the later one to log in, and tells of a server that is away', async () => {
    const second = await serve(join(folder, 'second'), { args: ['--no-tls'] });
    try {
      const [link = ''] = /http\S+setup#token=\S+/.exec(second.stderr()) ?? [];
      const [first, later] = [await openPage(browser, link), await openPage(browser, link)];
      later.expectRefusals();
      for (const { page: one } of [first, later]) {
        await one.getByLabel('Password', { exact: true }).fill(password);
        await one.getByLabel('Password again').fill(password);
      }
      await first.page.getByRole('button', { name: 'Continue' }).click();
      await first.page.getByRole('heading', { name: 'Put the recovery code on paper' }).waitFor();
      await later.page.getByRole('button', { name: 'Continue' }).click();
      await later.page.locator('input[autocomplete="current-password"]').fill(password);
      await later.page.getByRole('button', { name: 'Log in' }).click();
      await later.page.getByRole('navigation', { name: 'Steps' }).waitFor();
      await first.page.context().close();
      later.expectAway();
      await second.stop();
      await later.page.getByText('The server does not answer.').waitFor();
      expect(await findBarriers(later.page)).toEqual([]);
      await later.page.context().close();
    } finally {
      await second.stop();
    }
  });
});

async function issueLicense(): Promise<void> {
  const [vendor, order] = [join(folder, 'vendor'), join(folder, 'order.json')];
  const term = { start: today() - 86_400, end: today() + 365 * 86_400 };
  const item = { id: 'it-1', product: 'barcode-reader', name: 'Barcode Reader', metric: 'device', quota: 50 };
  const items = [{ ...item, ...term, features: ['qr'] }];
  await writeFile(order, JSON.stringify({ organization: '200001', licensee: 'Harbor Plant', items }));
  await must(issuer(['init', '--vendor', 'acme-vision', '--name', 'Acme Vision', '--dir', vendor]));
  const files = ['--request', join(folder, 'site.cwreq'), '--out', join(folder, 'site.cwlic')];
  await must(issuer(['issue', '--dir', vendor, '--order', order, ...files]));
}

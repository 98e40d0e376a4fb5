import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFileDevice, makeDeviceRequest } from '../support/device-files.ts';
import { today } from '../support/licensed-site.ts';
import { createVendor, makeAcknowledgement, makeCard, makeItem, makeLicense } from '../support/vendor.ts';
import { choose, eventually } from './support/act.ts';
import { findBarriers } from './support/barriers.ts';
import { type PlantConsole, startPlantConsole } from './support/console.ts';
import type { ConsolePage } from './support/console-page.ts';
import { dropFiles, dropPaths } from './support/drop-files.ts';
import { siteOf } from './support/site-key.ts';

let console: PlantConsole;
let opened: ConsolePage;

beforeAll(async () => {
  console = await startPlantConsole();
  opened = await console.open('/licenses');
});

afterAll(() => console.close());

const day = 86_400;
const device = createFileDevice();

/** What a stick brings, the last first: nothing of it is in the order in which it can be imported. */
async function bringMixedFiles(): Promise<readonly string[]> {
  const site = await siteOf(console.server);
  const nova = createVendor('nova-labels');
  const card = makeCard(nova, { iat: today() - 900, claims: { name: 'Nova Labels' } });
  const term = { start: today() - day, end: today() + 300 * day };
  const contents = {
    'answer.cwack': makeAcknowledgement(nova, { site, epoch: 1, seq: 0, iat: today() - 60 }),
    'crane.cwdev': makeDeviceRequest(device, {
      name: 'crane-cabin-2',
      platform: 'android',
      app: 'com.acme.crane',
      version: '10.4',
      days: 365,
    }).text,
    'forklift.cwdev': makeDeviceRequest(createFileDevice(), {
      name: 'forklift-9',
      vendor: 'lumen-ocr',
      org: '300400',
      product: 'no-such-product',
    }).text,
    'holiday.txt': 'not a file of ours',
    'nova.cwlic': makeLicense(nova, {
      site,
      organization: '700100',
      iat: today() - 800,
      items: [makeItem('labels', { ...term, name: 'Label Designer' })],
      claims: { card },
    }),
    'renewal.cwlic': makeLicense(console.plant.acme, {
      site,
      serial: 2,
      iat: today() - 60,
      items: [makeItem('line-scan', { start: today() + 500 * day, end: today() + 900 * day, quota: 40 })],
    }),
  };
  return Promise.all(
    Object.entries(contents).map(async ([name, content]) => {
      const file = join(console.folder, name);
      await writeFile(file, content);
      return file;
    }),
  );
}

const dialog = () => opened.page.getByRole('dialog', { name: 'Import' });
const files = () => dialog().getByRole('list', { name: 'Files' });
const row = (name: string) => files().getByRole('listitem').filter({ hasText: name });
const namesInOrder = () => files().locator('strong').allTextContents();

describe('what cannot be read', () => {
  it('is refused in a sentence, beside a file that can: a folder, and a file that is gone since it was looked into', async () => {
    const stick = join(console.folder, 'stick');
    await mkdir(join(stick, 'licenses'), { recursive: true });
    const term = { start: today() - day, end: today() + 300 * day };
    const site = await siteOf(console.server);
    const license = makeLicense(console.plant.acme, { site, serial: 9, items: [makeItem('packing', term)] });
    await writeFile(join(stick, 'gone.cwlic'), license);
    await dropPaths(opened.page, [join(stick, 'licenses'), join(stick, 'gone.cwlic')]);
    await row('licenses').getByText('Not importable').waitFor();
    await row('licenses').getByRole('alert').getByText('This file cannot be read').waitFor();
    await row('gone.cwlic').getByText('Ready to import').waitFor();
    expect(await findBarriers(opened.page)).toEqual([]);
    await rm(stick, { recursive: true });
    await dialog().getByRole('button', { name: 'Import the one that is right' }).click();
    await row('gone.cwlic').getByRole('alert').getByText('This file cannot be read').waitFor();
    await dialog().getByRole('button', { name: 'Close' }).last().click();
  });
});

describe('files that are dropped together', () => {
  it('stand in one list in the order of their import, each with its kind, its vendor by name, and what it would do', async () => {
    opened.expectRefusals();
    await dropFiles(opened.page, await bringMixedFiles());
    await row('renewal.cwlic').getByText('Ready to import').waitFor();
    await row('nova.cwlic').getByText('For Harbor Plant: 1 new item').waitFor();
    await eventually(namesInOrder).toEqual([
      'nova.cwlic',
      'renewal.cwlic',
      'answer.cwack',
      'crane.cwdev',
      'forklift.cwdev',
      'holiday.txt',
    ]);
    expect(await row('nova.cwlic').textContent()).toContain('License file · Nova Labels nova-labels');
    await row('renewal.cwlic').getByText('For Harbor Plant: 1 renewed').waitFor();
    await row('crane.cwdev')
      .getByText(/^crane-cabin-2 gets Barcode Reader, line until /)
      .waitFor();
    await row('answer.cwack').getByText('Follows another file').waitFor();
    await row('answer.cwack').getByText('The files before it bring its vendor or its keys').waitFor();
  });

  it('say of a wrong one in a sentence what is wrong with it', async () => {
    await row('holiday.txt').getByRole('alert').waitFor();
    await row('holiday.txt').getByText('Not importable').waitFor();
    await row('forklift.cwdev').getByText('forklift-9 asks for no-such-product').waitFor();
    await row('forklift.cwdev').getByRole('alert').waitFor();
    expect(await findBarriers(opened.page)).toEqual([]);
  });

  it('begin at one edge, and what imports them is in sight however many they are', async () => {
    const edges = await files()
      .locator('strong')
      .evaluateAll((names) => names.map((name) => name.getBoundingClientRect().left));
    expect(new Set(edges).size).toBe(1);
    await opened.page.setViewportSize({ width: 1366, height: 400 });
    const { y, height } = (await dialog().getByRole('button', { name: 'Cancel' }).boundingBox())!;
    expect(y + height).toBeLessThan(400);
    await opened.page.setViewportSize({ width: 1366, height: 768 });
  });

  it('show the details of one when they are asked for', async () => {
    await row('crane.cwdev').getByRole('button', { name: 'Details of crane.cwdev' }).click();
    await row('crane.cwdev').getByText('Android').waitFor();
    await row('crane.cwdev').getByText('com.acme.crane 10.4').waitFor();
    await row('crane.cwdev').getByText('barcode-reader: qr').waitFor();
    await row('crane.cwdev').getByText('30 days', { exact: true }).waitFor();
    await row('crane.cwdev').getByText('(365 days were asked for)').waitFor();
    expect(await findBarriers(opened.page)).toEqual([]);
    await row('crane.cwdev').getByRole('button', { name: 'Details of crane.cwdev' }).click();
  });

  it('let the administrator choose a code for each vendor', async () => {
    await choose(dialog(), 'Handshake code for Acme Vision', '200001-hall-4');
    await row('renewal.cwlic').getByText('Ready to import').waitFor();
    await row('nova.cwlic').getByText('Ready to import').waitFor();
  });

  it('are imported but for the wrong one, with the result of each', async () => {
    // While they are imported nothing closes the dialog: it tells what became of each.
    let goOn = (): void => undefined;
    const isSeen = new Promise<void>((go) => {
      goOn = go;
    });
    await opened.page.route('**/admin/v1/files?preview=false*', async (route) => {
      await isSeen;
      await route.continue();
    });
    const asked = opened.page.waitForRequest('**/admin/v1/files?preview=false*');
    await dialog().getByRole('button', { name: 'Import all 4 that are right' }).click();
    await asked;
    await opened.page.keyboard.press('Escape');
    expect(await dialog().getByRole('button', { name: 'Close' }).isDisabled()).toBe(true);
    goOn();
    await dialog().getByText('4 files imported, 2 not importable').waitFor();
    for (const name of ['nova.cwlic', 'renewal.cwlic', 'answer.cwack', 'crane.cwdev']) {
      await row(name).getByText('Imported', { exact: true }).waitFor();
    }
    await row('answer.cwack').getByText('No bundle is acknowledged').waitFor();
    await row('crane.cwdev').getByRole('button', { name: 'Save the lease file' }).waitFor();
    await row('holiday.txt').getByText('Not importable').waitFor();
    expect(await findBarriers(opened.page)).toEqual([]);
    await dialog().getByRole('button', { name: 'Close' }).last().click();
    await opened.page.getByRole('row', { name: /Label Designer.*Nova Labels|Label Designer/ }).waitFor();
  });

  it('say that they were imported when they come again', async () => {
    await dropFiles(
      opened.page,
      ['nova.cwlic', 'renewal.cwlic'].map((name) => join(console.folder, name)),
    );
    await eventually(() => files().getByText('Imported before; nothing changes').count()).toBe(2);
    await dialog().getByText('2 were here already').waitFor();
    await dialog().getByRole('button', { name: 'Close' }).last().click();
  });

  it('say in German once what is wrong', async () => {
    const { page, expectRefusals } = await console.open('/licenses', { locale: 'de-DE' });
    expectRefusals();
    await dropFiles(page, [join(console.folder, 'forklift.cwdev')]);
    const alert = page.getByRole('dialog').getByRole('alert');
    await alert.waitFor();
    expect(await alert.locator('[lang="en"]').count()).toBe(0);
    await page.context().close();
  });
});

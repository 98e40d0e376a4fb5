import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeQr } from '../../protocol/device-file.ts';
import { administrator } from '../support/commands.ts';
import { createFileDevice, makeDeviceRequest, makeDeviceReturn } from '../support/device-files.ts';
import { today } from '../support/licensed-site.ts';
import { makeAcknowledgement, openBundle } from '../support/vendor.ts';
import { choose, downloadBy, eventually } from './support/act.ts';
import { findBarriers } from './support/barriers.ts';
import { type PlantConsole, startPlantConsole } from './support/console.ts';
import type { ConsolePage } from './support/console-page.ts';
import { dropFiles } from './support/drop-files.ts';
import { siteOf } from './support/site-key.ts';

let console: PlantConsole;
let opened: ConsolePage;

beforeAll(async () => {
  console = await startPlantConsole();
  opened = await console.open('/gap');
});

afterAll(() => console.close());

const loop = (page: Page) => page.getByRole('region', { name: 'Acme Vision' });
const bundles = (page: Page) => page.getByRole('table', { name: 'Sync bundles' });

/** The newest bundle as the server tells of it. */
async function newestBundle() {
  const { items } = await administrator<{
    items: readonly { readonly epoch: number; readonly seq: number; readonly digest: string }[];
  }>(console.server, '/admin/v1/sync?vendor=acme-vision&limit=1');
  const [bundle] = items;
  if (bundle === undefined) throw new Error('no bundle was made');
  return bundle;
}

describe('the loop with a vendor', () => {
  it('says what waits here, before anything was ever sent', async () => {
    const { page } = opened;
    await loop(page)
      .getByText(/days of usage/)
      .waitFor();
    await loop(page).getByText('No bundle was made yet.').waitFor();
    await page.getByText('No sync bundle was made yet').waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });

  it('exports a bundle that the vendor can open, and waits for its answer', async () => {
    const { page } = opened;
    const { name, bytes } = await downloadBy(page, () =>
      loop(page).getByRole('button', { name: 'Export a sync bundle' }).click(),
    );
    expect(name).toMatch(/^acme-vision-[0-9a-f]{8}-e1-000001\.cwsync$/);
    const { current } = await siteOf(console.server);
    const { lines } = await openBundle(console.plant.acme, bytes, [current]);
    expect(lines.filter(({ t }) => t === 'usage').length).toBeGreaterThan(3);
    const dialog = page.getByRole('dialog', { name: 'Export a sync bundle' });
    await dialog.getByText('The bundle is made. Copy the file to the stick and send it to the vendor.').waitFor();
    await dialog.getByRole('link', { name }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await loop(page).getByText('Nothing waits for a bundle.').waitFor();
    await loop(page).getByText('1 bundle waits for its answer').waitFor();
    await bundles(page)
      .getByRole('row', { name: /Acme Vision.*Waits since/ })
      .waitFor();
  });

  it('exports the very same bundle again', async () => {
    const { page } = opened;
    const again = bundles(page).getByRole('link', { name: /^Export .*000001\.cwsync again$/ });
    const [first, second] = [await downloadBy(page, () => again.click()), await downloadBy(page, () => again.click())];
    expect(second.bytes.equals(first.bytes)).toBe(true);
  });

  it('is closed by the acknowledgement, which is shown before it is imported', async () => {
    const { page } = opened;
    // To somebody who did not see how the export ended, the page tells it.
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    const told = loop(page).getByRole('button', { name: 'Take it along' });
    await told.waitFor();
    const { epoch, seq, digest } = await newestBundle();
    const site = await siteOf(console.server);
    const file = join(console.folder, 'answer.cwack');
    await writeFile(file, makeAcknowledgement(console.plant.acme, { site, epoch, seq, digest, iat: today() }));
    await dropFiles(page, [file]);
    const dialog = page.getByRole('dialog', { name: 'Import' });
    await dialog.getByText('Sync bundles up to number 1 are acknowledged.').waitFor();
    await loop(page).getByText('1 bundle waits for its answer').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Import the file' }).click();
    await dialog.getByText('Imported', { exact: true }).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await loop(page).getByText('Every bundle is acknowledged.').waitFor();
    await told.waitFor({ state: 'detached' });
    await choose(page, 'State', 'Waiting');
    await page.getByText('Nothing fits this search.').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await bundles(page)
      .getByRole('row', { name: /Acknowledged/ })
      .waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });

  it('tells of new usage by itself', async () => {
    expect(await console.acquire('late-printer', { product: 'label-print', features: ['gs1'] })).toBe(201);
    await console.report('late-printer', { item: 'pages', feature: 'gs1', count: 5 });
    await loop(opened.page)
      .getByText(/1 day of usage/)
      .waitFor();
  });
});

describe('a device that never connects', () => {
  const device = createFileDevice();
  const request = makeDeviceRequest(device, {
    name: 'barge-scanner',
    platform: 'windows',
    os: 'Windows 11',
    app: 'com.acme.barge',
    version: '10.2',
    days: 90,
  });

  it('brings its request as the text of a QR code; it is looked at before a seat is given', async () => {
    const { page } = opened;
    await page.getByRole('tab', { name: 'Devices that never connect' }).click();
    await page.getByLabel('Text of the QR code').fill(await encodeQr(request.text));
    await page.getByRole('button', { name: 'Look at it' }).click();
    const asked = page.getByRole('region', { name: 'Request of a device' });
    await asked.getByText('A device asks for an offline lease').waitFor();
    await asked.getByText(/The seat is held until then/).waitFor();
    await eventually(() => asked.getByRole('definition').allTextContents()).toEqual([
      expect.stringMatching(/^barge-scanner [0-9a-f]{8}-/),
      'Windows · Windows 11',
      'com.acme.barge 10.2',
      'barcode-reader: qr',
      'Barcode Reader, line line-scan',
      expect.stringMatching(/30 days \(90 days were asked for\)$/),
      'Acme Vision acme-vision',
    ]);
    await eventually(() => page.getByRole('row', { name: /barge-scanner/ }).count()).toBe(0);
    expect(await findBarriers(page)).toEqual([]);
  });

  it('gets its lease as a file and as a QR code that is shown large', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: 'Give the lease' }).click();
    await page.getByRole('img', { name: 'QR code of the lease' }).waitFor();
    const { name, bytes } = await downloadBy(page, () =>
      page.getByRole('button', { name: 'Save the lease file' }).click(),
    );
    expect(name).toMatch(/\.cwdev$/);
    expect(JSON.parse(bytes.toString('utf8'))).toMatchObject({ typ: 'device-lease', request: request.request });
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Show it large' }).click();
    const large = page.getByRole('dialog', { name: 'QR code of the lease' });
    const box = await large.getByRole('img', { name: 'QR code of the lease' }).boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThan(500);
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('row', { name: /barge-scanner.*Barcode Reader, line/ }).waitFor();
    lease = JSON.parse(bytes.toString('utf8')).lease;
  });

  it('that asks twice with one request gets the same lease', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: 'Another request' }).click();
    await page.getByLabel('Text of the QR code').fill(request.text);
    await page.getByRole('button', { name: 'Look at it' }).click();
    await page.getByText('This very request was answered before; the device gets the same lease.').waitFor();
    await page.getByRole('button', { name: 'Give the lease' }).click();
    const { bytes } = await downloadBy(page, () => page.getByRole('button', { name: 'Save the lease file' }).click());
    expect(JSON.parse(bytes.toString('utf8')).lease).toBe(lease);
    await page.getByRole('button', { name: 'Another request' }).click();
  });

  it('brings a file that is no request, which is said in a sentence', async () => {
    const { page } = opened;
    opened.expectRefusals();
    await page.getByLabel('Text of the QR code').fill('no request at all');
    await page.getByRole('button', { name: 'Look at it' }).click();
    await page.getByRole('alert').getByText('begins with CW1:').waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });

  it('gives its lease back by a return file, and its seat comes free', async () => {
    const { page } = opened;
    const jti = JSON.parse(Buffer.from(lease.split('.')[1] ?? '', 'base64url').toString('utf8')).jti;
    const file = join(console.folder, 'return.cwdev');
    await writeFile(file, makeDeviceReturn(device, { lease: jti, returnKey: request.returnKey }));
    await dropFiles(page, [file]);
    const dialog = page.getByRole('dialog', { name: 'Import' });
    await dialog.getByText('The device gives its lease back, and its seat comes free.').waitFor();
    await dialog.getByRole('button', { name: 'Import the file' }).click();
    await dialog.getByText('Imported', { exact: true }).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await page.getByRole('row', { name: /barge-scanner/ }).waitFor({ state: 'detached' });
    await page.getByRole('row', { name: /crane-cabin/ }).waitFor();
  });

  let lease = '';
});

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { administrator } from '../support/commands.ts';
import { today } from '../support/licensed-site.ts';
import { makeItem, makeLicense } from '../support/vendor.ts';
import { eventually } from './support/act.ts';
import { findBarriers } from './support/barriers.ts';
import { type PlantConsole, startPlantConsole } from './support/console.ts';
import type { ConsolePage } from './support/console-page.ts';
import { dropFiles } from './support/drop-files.ts';
import { siteOf } from './support/site-key.ts';

let console: PlantConsole;
let opened: ConsolePage;

beforeAll(async () => {
  console = await startPlantConsole();
  opened = await console.open('/licenses');
});

afterAll(() => console.close());

type Item = { readonly used: number; readonly quota: number };

const day = 86_400;

/** A renewal of the line scanner and something new, in a file. */
async function issueRenewal(): Promise<string> {
  const term = { start: today() + 500 * day, end: today() + 900 * day };
  const items = [
    makeItem('line-scan', { ...term, name: 'Barcode Reader, line', quota: 40 }),
    makeItem('extra', { start: today() - day, end: today() + 300 * day, name: 'Extra readers', quota: 7 }),
  ];
  const site = await siteOf(console.server);
  const file = join(console.folder, 'renewal.cwlic');
  await writeFile(file, makeLicense(console.plant.acme, { site, serial: 2, iat: today() - 60, items }));
  return file;
}

describe('license items', () => {
  it('are listed with quota, term, codes and state', async () => {
    const { page } = opened;
    const row = page.getByRole('row', { name: /Barcode Reader, line/ });
    await row.getByText('Devices').waitFor();
    await row.getByText('200001-default').waitFor();
    await row.getByText('In order').waitFor();
    await eventually(() => row.getByRole('meter').getAttribute('aria-valuetext')).toMatch(/^\d+ of 9$/);
    expect(await findBarriers(page)).toEqual([]);
  });

  it('are searched and sorted at the server, and the address keeps both', async () => {
    const { page } = opened;
    await page.getByRole('searchbox').fill('ocr');
    await eventually(() => page.getByRole('row').count()).toBe(3);
    await page.getByRole('button', { name: 'Until' }).click();
    await page.waitForURL(/search=ocr.*sort=end|sort=end.*search=ocr/);
    await eventually(() => page.getByRole('row').nth(1).textContent()).toMatch(/^Archive Server/);
    await page.reload();
    await eventually(() => page.getByRole('row').count()).toBe(3);
    await eventually(() => page.getByRole('searchbox').inputValue()).toBe('ocr');
    await page.getByRole('searchbox').fill('nothing of that kind');
    await page.getByText('Nothing fits this search.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await eventually(() => page.getByRole('row').count()).toBe(6);
  });

  it('are exported as they are shown', async () => {
    const { page } = opened;
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export CSV' }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe('license-items.csv');
    const [head = '', ...rows] = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
    expect(head).toBe('\ufeffName,Item id,Vendor,Product,Metric,Used,Quota,Until,Codes,State');
    expect(rows).toHaveLength(5);
    const { used, quota } = await administrator<Item>(console.server, '/admin/v1/items/acme-vision/line-scan');
    const row = rows.find((one) => one.includes('line-scan')) ?? '';
    expect(row).toMatch(/^"Barcode Reader, line",line-scan,acme-vision,/);
    expect(row).toContain(`,device,${used},${quota},`);
  });
});

describe('a license file', () => {
  it('dropped on the window shows what would change, and changes nothing until it is imported', async () => {
    const { page } = opened;
    await dropFiles(page, [await issueRenewal()]);
    const dialog = page.getByRole('dialog', { name: 'Import' });
    await dialog.getByRole('row', { name: /Renewed.*Barcode Reader, line/ }).waitFor();
    await dialog.getByRole('row', { name: /New.*Extra readers/ }).waitFor();
    await dialog.getByText('The items join the handshake code 200001-default.').waitFor();
    await dialog
      .getByText('Acme Vision', { exact: true })
      .or(dialog.getByText('Acme Vision acme-vision'))
      .first()
      .waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await eventually(() => page.getByRole('row', { name: /Extra readers/ }).count()).toBe(0);
  });

  it('goes to the code that the administrator chooses', async () => {
    const { page } = opened;
    await dropFiles(page, [await issueRenewal()]);
    const dialog = page.getByRole('dialog', { name: 'Import' });
    await dialog.getByText('Ready to import').waitFor();
    await dialog.getByRole('combobox', { name: 'Handshake code' }).click();
    await page.getByRole('option', { name: '200001-hall-4' }).click();
    await dialog.getByText('The items join the handshake code 200001-hall-4.').waitFor();
    await dialog.getByRole('button', { name: 'Import the file' }).click();
    await dialog.getByText('Imported').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await page.getByRole('row', { name: /Extra readers.*200001-hall-4/ }).waitFor();
  });

  it('that was imported before says so, and one that is none is refused with the next step', async () => {
    const { page } = opened;
    const other = join(console.folder, 'holiday.txt');
    await writeFile(other, 'not a file of ours');
    opened.expectRefusals();
    await dropFiles(page, [join(console.folder, 'renewal.cwlic'), other]);
    const dialog = page.getByRole('dialog', { name: 'Import' });
    await dialog.getByText('Imported before; nothing changes').waitFor();
    await dialog.getByRole('alert').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Close' }).last().click();
  });

  it('stands in the list of files and shows its vendor among the trusted ones', async () => {
    const { page } = opened;
    await page.getByRole('tab', { name: 'License files' }).click();
    await page.getByRole('row', { name: /LIC-200001-2/ }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Vendors' }).click();
    await page.getByRole('region', { name: 'Acme Vision' }).getByText('Trusted', { exact: true }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('tab', { name: 'License items' }).click();
  });
});

describe('one license item', () => {
  it('tells its terms, its history and its limits', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: 'Barcode Reader, line' }).click();
    await page.getByRole('heading', { name: 'Barcode Reader, line', level: 1 }).waitFor();
    const terms = page.getByRole('region', { name: 'Terms' });
    await terms.getByRole('row', { name: /40 \(\+31\).*Coming/ }).waitFor();
    await terms.getByRole('row', { name: /9.*Running/ }).waitFor();
    await page
      .getByRole('region', { name: 'History' })
      .getByText(/LIC-200001-2/)
      .waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });

  it('is detached from a code after a warning, and the way back is offered', async () => {
    const { page } = opened;
    const codes = page.getByRole('region', { name: 'Handshake codes' });
    await codes.getByRole('button', { name: 'Detach from 200001-hall-4' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/Devices that ask through 200001-hall-4 do not get this item any more/).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Detach the item' }).click();
    await codes.getByRole('link', { name: '200001-hall-4' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await codes.getByRole('link', { name: '200001-hall-4' }).waitFor();
  });

  it('is attached to another code', async () => {
    const { page } = opened;
    const codes = page.getByRole('region', { name: 'Handshake codes' });
    await codes.getByRole('button', { name: 'Detach from 200001-hall-4' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Detach the item' }).click();
    await codes.getByRole('combobox', { name: 'Attach to a code' }).click();
    await page.getByRole('option', { name: '200001-hall-4' }).click();
    await codes.getByRole('button', { name: 'Attach', exact: true }).click();
    await codes.getByRole('link', { name: '200001-hall-4' }).waitFor();
  });

  it('holds seats for a group of devices and lets them go', async () => {
    const { page } = opened;
    const reserved = page.getByRole('region', { name: 'Reserved seats' });
    await reserved.getByRole('button', { name: 'Reserve' }).click();
    await reserved.getByLabel('Group').fill('night-shift');
    await reserved.getByLabel('Seats').fill('2');
    await reserved
      .getByRole('textbox', { name: 'Devices' })
      .or(reserved.getByRole('combobox', { name: 'Devices' }))
      .fill('night-*');
    await page.keyboard.press('Enter');
    await reserved.getByRole('button', { name: 'Save' }).click();
    await reserved.getByText('night-shift: 2 seats').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await reserved.getByRole('button', { name: 'Release the seats of night-shift' }).click();
    const question = page.getByRole('dialog', { name: 'Release the seats of night-shift?' });
    await question.getByText('2 seats are no longer held for night-*.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await question.getByRole('button', { name: 'Release the seats' }).click();
    await reserved.getByText('No seats are held for a group of devices.').waitFor();
  });

  it('that does not exist is told so', async () => {
    const { page, expectRefusals } = await console.open('/');
    expectRefusals();
    await page.goto(`${console.server.console}/licenses?item=acme-vision/nothing`);
    await page.getByText('There is no license item of this name.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.context().close();
  });
});

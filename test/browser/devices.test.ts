import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choose, downloadBy, linesOf } from './support/act.ts';
import { findBarriers } from './support/barriers.ts';
import { type PlantConsole, startPlantConsole } from './support/console.ts';
import type { ConsolePage } from './support/console-page.ts';

let console: PlantConsole;
let opened: ConsolePage;

beforeAll(async () => {
  console = await startPlantConsole();
  opened = await console.open('/devices');
});

afterAll(() => console.close());

const table = () => opened.page.getByRole('table', { name: 'Devices' });
const row = (name: string | RegExp) => table().getByRole('row', { name });

describe('the list of devices', () => {
  it('tells each device with its state, item, app, lease and what it used', async () => {
    const headings = await table().getByRole('columnheader').allTextContents();
    expect(headings.slice(0, 4)).toEqual(['Name', 'UUID', 'State', 'Items']);
    await row(/line-1-scanner.*Live.*Barcode Reader, line.*Linux.*com\.acme\.line 10\.4\.2/).waitFor();
    expect(await findBarriers(opened.page)).toEqual([]);
  });

  it('is narrowed by state at the server, keeps it in the address, and is cleared again', async () => {
    const { page } = opened;
    await choose(page, 'State', 'Never connected');
    await row('crane-cabin').waitFor();
    await page.getByText('1 of 1').waitFor();
    expect(new URL(page.url()).searchParams.get('state')).toBe('never-connected');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await row('line-2-scanner').waitFor();
  });

  it('finds by platform and search together, and says so when nothing fits', async () => {
    const { page } = opened;
    const search = page.getByRole('searchbox');
    await choose(page, 'Platform', 'Android');
    await search.fill('line');
    await row('line-4-scanner').waitFor();
    await row('line-1-scanner').waitFor({ state: 'detached' });
    await search.fill('no such device');
    await page.getByText('Nothing fits this search.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await row('line-1-scanner').waitFor();
  });

  it('is sorted by a heading, and its export has what the screen shows in that order', async () => {
    const { page } = opened;
    await page.getByRole('searchbox').fill('scanner');
    await row(/label-printer/)
      .first()
      .waitFor({ state: 'detached' });
    await table().getByRole('button', { name: 'Name' }).click();
    await table().getByRole('button', { name: 'Name' }).click();
    await table()
      .getByRole('columnheader', { name: 'Name', exact: true })
      .and(page.locator('[aria-sort="descending"]'))
      .waitFor();
    await table().getByRole('row').nth(1).and(row('line-6-scanner')).waitFor();
    const { name, bytes } = await downloadBy(page, () => page.getByRole('button', { name: 'Export CSV' }).click());
    expect(name).toBe('devices.csv');
    const [head, ...lines] = linesOf(bytes);
    expect(head).toBe('Name,UUID,State,Items,Platform,App,Lease until,Last seen,"Units, 7 days"');
    expect(lines.map((line) => line.split(',')[0])).toEqual([6, 5, 4, 3, 2, 1].map((no) => `line-${no}-scanner`));
    await page.getByRole('button', { name: 'Clear filters' }).click();
  });

  it('shows a device that asks for the first time without being read anew', async () => {
    await opened.page.getByRole('searchbox').fill('newcomer');
    await opened.page.getByText('Nothing fits this search.').waitFor();
    expect(await console.acquire('newcomer-7')).toBe(201);
    await row('newcomer-7').waitFor();
    await opened.page.getByRole('button', { name: 'Clear filters' }).click();
  });
});

describe('one device', () => {
  it('tells what it is, what it holds, and what happened to it', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: 'line-1-scanner' }).click();
    await page.getByRole('heading', { name: 'line-1-scanner', level: 1 }).waitFor();
    const seats = page.getByRole('region', { name: 'Seats' });
    await seats.getByText('2 of 2 within 365 days').waitFor();
    await seats.getByRole('link', { name: '200001-default' }).waitFor();
    const timeline = page.getByRole('region', { name: 'Timeline' });
    await timeline.getByText('First seat of the device, on Barcode Reader, line').waitFor();
    await timeline
      .getByText(/units reported on Barcode Reader, line/)
      .first()
      .waitFor();
    await timeline.getByText('Leases', { exact: true }).click();
    await timeline
      .getByText(/units reported/)
      .first()
      .waitFor({ state: 'detached' });
    await timeline.getByText('First seat of the device, on Barcode Reader, line').waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });

  it('gets a name and a note, and a wrong name is told before anything is sent', async () => {
    const { page } = opened;
    const about = page.getByRole('region', { name: 'About this device' });
    await about.getByLabel('Name').fill('line 1!');
    await about.getByText('A name has letters, digits and - _ . only, at most 64.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await about.getByLabel('Name').fill('gate-scanner');
    await about.getByLabel('Note').fill('Beside the north gate');
    await about.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'gate-scanner', level: 1 }).waitFor();
    await about.getByRole('button', { name: 'Save' }).and(page.locator(':disabled')).waitFor();
  });

  it('is blocked after a warning, refused from then on, and the way back is offered', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: 'Block' }).click();
    const dialog = page.getByRole('dialog', { name: 'Block gate-scanner?' });
    await dialog.getByText(/From its next request on the device is refused/).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Block the device' }).click();
    await page.getByText('You blocked this device: it is refused with its next request.').waitFor();
    expect(await console.acquire('line-1-scanner')).toBe(403);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Block', exact: true }).waitFor();
    expect(await console.acquire('line-1-scanner')).toBeLessThan(300);
  });

  it('loses its seat only after the allowance of the vendor was shown', async () => {
    const { page } = opened;
    const seats = page.getByRole('region', { name: 'Seats' });
    await seats.getByRole('button', { name: 'Reclaim seat' }).click();
    const dialog = page.getByRole('dialog', { name: /^Reclaim the seat of gate-scanner on Barcode Reader, line/ });
    await dialog
      .getByText(/The vendor allows 2 reclaims on this item within 365 days. 2 are left; this uses one./)
      .waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await seats.getByText('2 of 2 within 365 days').waitFor();
    await seats.getByRole('button', { name: 'Reclaim seat' }).click();
    await dialog.getByRole('button', { name: 'Reclaim the seat' }).click();
    await page.getByText('The seat of gate-scanner on Barcode Reader, line is free. Reclaims left: 1.').waitFor();
    await seats.getByText('Reclaimed; refused until').waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });

  it('that was granted by mistake is undone without using up a reclaim', async () => {
    expect(await console.acquire('mistake')).toBe(201);
    const { page } = await console.open('/devices?search=mistake');
    await page.getByRole('button', { name: 'mistake' }).click();
    const seats = page.getByRole('region', { name: 'Seats' });
    await seats.getByText('1 of 2 within 365 days').waitFor();
    await seats.getByRole('button', { name: 'Undo grant' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Undo the grant' }).click();
    await page.getByText('The grant on Barcode Reader, line to mistake is undone.').waitFor();
    await page.context().close();
  });

  it('that nobody knows is told so', async () => {
    const { page, expectRefusals } = await console.open('/');
    expectRefusals();
    await page.goto(`${console.server.console}/devices?device=3206dba2-cafe-8d66-a74d-000000000000`);
    await page.getByText(/This device is not known any more/).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.context().close();
  });

  it('that nobody knows is told so in German too', async () => {
    const { page, expectRefusals } = await console.open('/', { locale: 'de-DE' });
    expectRefusals();
    await page.goto(`${console.server.console}/devices?device=3206dba2-cafe-8d66-a74d-000000000000`);
    await page.getByText('Ein Gerät mit dieser UUID gibt es nicht.').waitFor();
    await page.context().close();
  });
});

describe('a link with a part that nobody knows', () => {
  it('shows the list in its own order, or the first of its tabs', async () => {
    const { page } = await console.open('/devices?sort=bogus');
    await page
      .getByRole('table', { name: 'Devices' })
      .getByRole('row', { name: /scanner/ })
      .first()
      .waitFor();
    await page.goto(`${console.server.console}/licenses?tab=nonsense`);
    await page.getByRole('row', { name: /Barcode Reader, line/ }).waitFor();
    await page.context().close();
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choose, downloadBy, eventually, linesOf } from './support/act.ts';
import { findBarriers } from './support/barriers.ts';
import { type PlantConsole, startPlantConsole } from './support/console.ts';
import type { ConsolePage } from './support/console-page.ts';

let console: PlantConsole;
let opened: ConsolePage;

beforeAll(async () => {
  console = await startPlantConsole();
  opened = await console.open('/denials');
});

afterAll(() => console.close());

const table = () => opened.page.getByRole('table', { name: 'Denials' });

describe('denials', () => {
  it('tell each reason in words, how often, through which code and from where', async () => {
    const { page } = opened;
    const row = table()
      .getByRole('row', { name: /There is no such handshake code of this vendor\./ })
      .first();
    await row.getByText('200001-hal-4').waitFor();
    await row.getByText('10.4.9.7').waitFor();
    // No reason is shown as its bare code.
    expect(
      await table()
        .getByText(/^[a-z]+_[a-z_]+$/)
        .count(),
    ).toBe(0);
    await page.getByRole('slider', { name: 'Refusals by day' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });

  it('are narrowed to one reason, in list, chart and exported file', async () => {
    const { page } = opened;
    await choose(page, 'Reason', 'All that was bought and tolerated is in use.');
    await table().getByText('200001-hal-4').first().waitFor({ state: 'detached' });
    const said = () => page.getByRole('slider', { name: 'Refusals by day' }).getAttribute('aria-valuetext');
    await eventually(said).toMatch(/: All that was bought and tolerated is in use\. \d+ refusals$/);
    const { name, bytes } = await downloadBy(page, () => page.getByRole('button', { name: 'Export CSV' }).click());
    expect(name).toBe('denials.csv');
    const [head, ...lines] = linesOf(bytes);
    expect(head).toBe('Reason,Count,Handshake code,Device,Address,First time,Last time');
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.every((line) => line.startsWith('All that was bought and tolerated is in use.,'))).toBe(true);
  });

  it('of seats lead to who holds them, and to how many would have been enough', async () => {
    const { page } = opened;
    await table().getByRole('button', { name: 'All that was bought and tolerated is in use.' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Refused' });
    await dialog.getByRole('link', { name: 'Who holds the seats' }).waitFor();
    await dialog.getByText('Surface Inspection').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('link', { name: 'How many would have been enough?' }).click();
    await page.getByRole('heading', { name: 'Usage', level: 1 }).waitFor();
    await page.getByRole('region', { name: 'Wanted at once: Surface Inspection' }).waitFor();
    await page.goBack();
    await table().getByRole('link', { name: 'Who holds the seats' }).first().click();
    await page.getByRole('heading', { name: 'Devices', level: 1 }).waitFor();
    expect(new URL(page.url()).searchParams.get('item')).toBe('inspect');
    await page.goBack();
    await page.getByRole('button', { name: 'Clear filters' }).click();
  });

  it('of a wrong password lead to the code, and of an unknown one to the codes', async () => {
    const { page } = opened;
    await page.getByRole('searchbox').fill('200001-hall-4');
    await table().getByText('200001-hal-4').first().waitFor({ state: 'detached' });
    await table().getByRole('link', { name: 'Open the code' }).first().click();
    await page.getByRole('heading', { name: '200001-hall-4', level: 1 }).waitFor();
    await page.goBack();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await table().getByRole('link', { name: 'Open the codes' }).first().click();
    await page.getByRole('heading', { name: 'Handshake codes', level: 1 }).waitFor();
    await page.goBack();
  });

  it('of a blocked device lead to the device, as soon as it was refused', async () => {
    const { page } = opened;
    const { page: other } = await console.open('/devices?search=line-2-scanner');
    await other.getByRole('button', { name: 'line-2-scanner' }).click();
    await other.getByRole('button', { name: 'Block' }).click();
    await other.getByRole('button', { name: 'Block the device' }).click();
    await other.getByText(/You blocked this device/).waitFor();
    await other.context().close();
    expect(await console.acquire('line-2-scanner')).toBe(403);
    const row = table().getByRole('row', { name: /line-2-scanner/ });
    await row.getByRole('link', { name: 'Open the device' }).click();
    await page.getByRole('heading', { name: 'line-2-scanner', level: 1 }).waitFor();
    await page
      .getByRole('region', { name: 'Timeline' })
      .getByText(/^Refused/)
      .first()
      .waitFor();
  });
});

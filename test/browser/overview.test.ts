import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from './support/act.ts';
import { findBarriers } from './support/barriers.ts';
import { type PlantConsole, startPlantConsole } from './support/console.ts';
import type { ConsolePage } from './support/console-page.ts';

let console: PlantConsole;
let opened: ConsolePage;

beforeAll(async () => {
  console = await startPlantConsole();
  opened = await console.open('/');
});

afterAll(() => console.close());

describe('the overview', () => {
  it('answers whether everything is all right, with a sentence for each part of it', async () => {
    const { page } = opened;
    const health = page.getByRole('region', { name: 'State of the site' });
    await health.getByText(/needs? your attention/).waitFor();
    for (const subject of ['License', 'Clock', 'Ledger', 'Backup', 'Disk', 'Sync']) {
      await health.getByRole('link', { name: new RegExp(`^${subject}`) }).waitFor();
    }
    await health.getByText('Backups lie on the disk of the data folder only. Set a second place.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });

  it('has a card for each item with used of quota and what is left of its term, urgent ones first', async () => {
    const cards = opened.page.getByRole('list', { name: 'License items' }).getByRole('link');
    await eventually(() => cards.count()).toBe(5);
    await eventually(() => cards.first().textContent()).toMatch(/^Archive Server.*days of grace left/);
    await opened.page.getByRole('meter', { name: 'Barcode Reader, line' }).waitFor();
    await opened.page.getByRole('img', { name: /^Label printing, usage a day/ }).waitFor();
  });

  it('draws usage and seats over time with what they show in words', async () => {
    const said = async (chart: string) =>
      opened.page.getByRole('slider', { name: chart }).getAttribute('aria-valuetext');
    expect(await said('Daily usage, 30 days')).toMatch(/\(UTC\): Usage [\d,]+ units$/);
    expect(await said('Daily peak of seats, 30 days')).toMatch(/\(UTC\): .*Barcode Reader, line \d+.* seats$/);
  });

  it('tells of a refusal by itself, in words, while it is looked at', async () => {
    const { page } = opened;
    const denials = page.getByRole('region', { name: 'Latest denials' });
    expect(await console.acquire('stranger', { product: 'crane' })).toBe(403);
    await denials.getByText('No license item of the handshake code is for this product.').first().waitFor();
    await denials.getByText(/crane/).waitFor();
  });

  it('counts a new device by itself', async () => {
    const { page } = opened;
    const known = page.getByRole('region', { name: 'Devices now' }).getByRole('link').first();
    const before = Number(await known.textContent());
    expect(await console.acquire('newcomer')).toBe(201);
    await eventually(async () => Number(await known.textContent())).toBe(before + 1);
  });

  it('leads from every figure to what is behind it', async () => {
    const { page } = opened;
    await page
      .getByRole('list', { name: 'License items' })
      .getByRole('link', { name: /^Label printing/ })
      .click();
    await page.getByRole('heading', { name: 'Label printing', level: 1 }).waitFor();
    await page.goBack();
    await page
      .getByRole('region', { name: 'State of the site' })
      .getByRole('link', { name: /^Backup/ })
      .click();
    await page.getByRole('heading', { name: 'Backups', level: 1 }).waitFor();
    await page.goBack();
    await page.getByRole('region', { name: 'Devices now' }).getByRole('link').first().click();
    await page.getByRole('heading', { name: 'Devices', level: 1 }).waitFor();
  });
});

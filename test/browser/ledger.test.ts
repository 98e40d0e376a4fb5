import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choose, downloadBy, linesOf } from './support/act.ts';
import { findBarriers } from './support/barriers.ts';
import { type PlantConsole, startPlantConsole } from './support/console.ts';
import type { ConsolePage } from './support/console-page.ts';

let console: PlantConsole;
let opened: ConsolePage;

beforeAll(async () => {
  console = await startPlantConsole();
  opened = await console.open('/ledger');
});

afterAll(() => console.close());

const table = () => opened.page.getByRole('table', { name: 'Ledger' });

describe('the ledger', () => {
  it('tells what happened in sentences, the newest first', async () => {
    await table().getByRole('row').nth(1).getByText('admin logged in from 127.0.0.1').waitFor();
    // No kind is shown as it is recorded.
    const sentences = await table().locator('tbody td:nth-child(3)').allTextContents();
    expect(sentences.length).toBeGreaterThan(5);
    expect(sentences.filter((sentence) => /^[a-z]+(-[a-z]+)*$/.test(sentence))).toEqual([]);
    expect(await findBarriers(opened.page)).toEqual([]);
  });

  it('is filtered by kind, by who did it and by what it is about', async () => {
    const { page } = opened;
    await choose(page, 'Kind', 'Code added');
    await table()
      .getByRole('row', { name: /Handshake code 200001-hall-4 added.*mia/ })
      .waitFor();
    await page.getByText('1 of 1').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await choose(page, 'By', 'mia');
    await table()
      .getByRole('row', { name: /logged in/ })
      .first()
      .waitFor({ state: 'detached' });
    await table()
      .getByRole('row', { name: /Handshake code 200001-hall-4 added/ })
      .waitFor();
    await page.goto(`${console.server.console}/ledger?subject=archive&vendor=lumen-ocr`);
    await table()
      .getByRole('row', { name: /Alert: Term, threshold 14 days.*Archive Server/ })
      .waitFor();
    await table()
      .getByRole('row', { name: /logged in/ })
      .first()
      .waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Clear filters' }).click();
  });

  it('shows one event as it was recorded, with its place in the chain', async () => {
    const { page } = opened;
    await choose(page, 'Kind', 'Set-up');
    await table().getByRole('row').nth(1).getByRole('button').click();
    const dialog = page.getByRole('dialog', { name: /^Height \d+$/ });
    await dialog.getByText('"kind": "set-up"').waitFor();
    await dialog.getByText('Hash in the chain').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Clear filters' }).click();
  });

  it('is verified at a press, and says up to where nothing was changed', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: 'Verify now' }).click();
    await page
      .getByRole('status')
      .getByText(/^Nothing was changed: [\d,]+ events up to height [\d,]+ fit each other\.$/)
      .waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });

  it('is taken along as it is filtered, all of it and not only what is on screen', async () => {
    const { page } = opened;
    await choose(page, 'By', 'Causeway');
    const count = page.getByRole('status').filter({ hasText: /^[\d,]+ of [\d,]+$/ });
    await count.waitFor();
    await table()
      .getByRole('row', { name: /logged in/ })
      .first()
      .waitFor({ state: 'detached' });
    const total = Number((await count.textContent())?.split(' of ')[1]?.replaceAll(',', ''));
    const { name, bytes } = await downloadBy(page, () => page.getByRole('button', { name: 'Export CSV' }).click());
    expect(name).toBe('ledger.csv');
    const [head, ...lines] = linesOf(bytes);
    expect(head).toBe('Height,Time,What happened,About,By,Vendor');
    expect(lines).toHaveLength(total);
    expect(total).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Clear filters' }).click();
  });

  it('grows while it is looked at', async () => {
    expect(await console.acquire('newcomer')).toBe(201);
    await table()
      .getByRole('row', { name: /First seat of the device, on Barcode Reader, line.*newcomer/ })
      .waitFor();
  });
});

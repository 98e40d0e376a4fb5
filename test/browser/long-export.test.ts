import { readdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundlesFolder } from '../../dls/site/folder-layout.ts';
import { eventually } from './support/act.ts';
import { findBarriers } from './support/barriers.ts';
import { type PlantConsole, startPlantConsole } from './support/console.ts';
import type { ConsolePage } from './support/console-page.ts';
import { addHeavyUsage } from './support/heavy-usage.ts';

let console: PlantConsole;
let opened: ConsolePage;

beforeAll(async () => {
  // More than two bundles hold, and enough that making them takes longer than anybody waits without a word.
  console = await startPlantConsole({ prepare: (folder) => addHeavyUsage(folder, 'acme-vision', 1_400_000) });
  opened = await console.open('/gap');
});

afterAll(() => console.close());

const loop = (page: Page) => page.getByRole('region', { name: 'Acme Vision' });
const bar = (page: Page) => page.getByRole('progressbar', { name: 'Export of a sync bundle to Acme Vision' });
const goTo = (page: Page, name: string) =>
  page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
const kept = () => readdir(bundlesFolder(console.plant.folder));

describe('a long export', () => {
  it('says in words what is being done', async () => {
    const { page } = opened;
    await loop(page).getByRole('button', { name: 'Export a sync bundle' }).click();
    await bar(page).waitFor();
    await loop(page).getByText('Gathering usage, denials and events').waitFor();
  });

  it('goes on while somebody is elsewhere, and is found again, also in a page that was loaded anew', async () => {
    const { page } = opened;
    await goTo(page, 'Ledger');
    await page.getByRole('heading', { name: 'Ledger', level: 1 }).waitFor();
    await goTo(page, 'Across the gap');
    await bar(page).waitFor();
    await page.reload();
    await bar(page).waitFor();
  });

  it('is cancelled, and leaves nothing half done', async () => {
    const { page } = opened;
    await loop(page).getByRole('button', { name: 'Cancel the export' }).click();
    await loop(page).getByText('The export was cancelled. Nothing half done is left, and nothing is lost').waitFor();
    await bar(page).waitFor({ state: 'detached' });
    await eventually(kept).toEqual([]);
    await page.getByText('No sync bundle was made yet').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await loop(page).getByRole('button', { name: 'Hide this message' }).click();
    await loop(page).getByText('The export was cancelled.').waitFor({ state: 'detached' });
  });

  it('says in percent how far it is, and hands its files over wherever in the console somebody is when it ends', async () => {
    const { page } = opened;
    const downloads: string[] = [];
    page.on('download', (download) => downloads.push(download.suggestedFilename()));
    await loop(page).getByRole('button', { name: 'Export a sync bundle' }).click();
    await bar(page).waitFor();
    await loop(page)
      .getByText(/^[1-9]\d?\s?%$/)
      .waitFor();
    await loop(page)
      .getByText(/of 1,4\d\d,\d{3} lines/)
      .waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await goTo(page, 'Ledger');
    await page.getByText('The sync bundle for Acme Vision is made.').waitFor();
    await eventually(() => downloads.map((name) => name.slice(-13)).toSorted()).toEqual([
      '000001.cwsync',
      '000002.cwsync',
      '000003.cwsync',
    ]);
    expect(await kept()).toHaveLength(3);
  });

  it('tells afterwards how it ended, and what was made can be taken along', async () => {
    const { page } = opened;
    await goTo(page, 'Across the gap');
    await loop(page)
      .getByText(/^The bundle was made /)
      .waitFor();
    await loop(page).getByRole('button', { name: 'Take it along' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export a sync bundle' });
    await eventually(() => dialog.getByRole('link', { name: /\.cwsync$/ }).count()).toBe(3);
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await loop(page)
      .getByText(/^The bundle was made /)
      .waitFor({ state: 'detached' });
    await loop(page).getByText('3 bundles wait for their answer').waitFor();
  });
});

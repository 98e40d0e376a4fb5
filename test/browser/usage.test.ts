import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choose, downloadBy, eventually } from './support/act.ts';
import { findBarriers } from './support/barriers.ts';
import { type PlantConsole, startPlantConsole } from './support/console.ts';
import type { ConsolePage } from './support/console-page.ts';

let console: PlantConsole;
let opened: ConsolePage;

beforeAll(async () => {
  console = await startPlantConsole();
  opened = await console.open('/usage');
});

afterAll(() => console.close());

const pick = (page: Page, choice: string, value: string) =>
  page.getByRole('radiogroup', { name: choice }).getByText(value, { exact: true }).click();
const said = (page: Page, chart: string) => page.getByRole('slider', { name: chart }).getAttribute('aria-valuetext');
const figure = (page: Page, name: string) => page.getByRole('term').filter({ hasText: name }).locator('+ dd');
/** The latest whole day from Monday to Friday: labels are printed on it, whatever day and hour it is now. */
const workday = [1, 2, 3]
  .map((ago) => new Date(Date.now() - ago * 86_400_000))
  .find((day) => day.getUTCDay() % 6 !== 0)
  ?.toISOString()
  .slice(0, 10) as string;
const table = (page: Page) => page.getByRole('table', { name: 'Figures' });

describe('usage over time', () => {
  it('is drawn by item, its figures add up to the totals above, and every one is said', async () => {
    const { page } = opened;
    await page.getByRole('slider', { name: 'Over time' }).focus();
    await page.keyboard.press('ArrowLeft');
    await eventually(() => said(page, 'Over time')).toMatch(/\(UTC\): .*Barcode Reader, line [\d,]+.* units$/);
    expect(Number((await figure(page, 'Units').first().textContent())?.replaceAll(',', ''))).toBeGreaterThan(1_000);
    await page.keyboard.press('Escape');
    expect(await findBarriers(page)).toEqual([]);
  });

  it('is split by device, taken together, and accumulated as lines', async () => {
    const { page } = opened;
    await pick(page, 'Split by', 'Device');
    await eventually(() => said(page, 'Over time')).toMatch(/line-1-scanner|label-printer-1/);
    await pick(page, 'Show', 'Running total');
    await pick(page, 'As', 'Lines');
    await pick(page, 'Split by', 'Item');
    const total = await figure(page, 'Units').first().textContent();
    await eventually(async () => lastFigures(await said(page, 'Over time'))).toBe(Number(total?.replaceAll(',', '')));
    expect(new URL(page.url()).searchParams.get('kind')).toBe('lines');
    await pick(page, 'Show', 'Split');
    await pick(page, 'As', 'Bars');
  });

  it('is narrowed to an item and to days of one’s own, which stand in the address', async () => {
    const { page } = opened;
    await choose(page.locator('#page'), 'Item', 'Label printing');
    await eventually(() => said(page, 'Over time')).toMatch(/: Label printing [\d,]+ units$/);
    await pick(page, 'Time', 'Own');
    for (const [field, name] of [
      ['From', 'from'],
      ['To', 'to'],
    ] as const) {
      await page.getByLabel(field, { exact: true }).fill(workday);
      await eventually(() => new URL(page.url()).searchParams.get(name)).toBe(workday);
    }
    await eventually(() => page.getByRole('slider', { name: 'Over time' }).getAttribute('aria-valuemax')).toBe('0');
    await pick(page, 'Time', '30 days');
    await page
      .getByText('Wanted at once')
      .or(page.getByText(/^When it is used/))
      .first()
      .waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });
});

describe('the question how many would have been enough', () => {
  it('is answered from peaks and refusals', async () => {
    const { page } = await console.open('/usage?vendor=acme-vision&item=inspect');
    const answer = page.getByRole('region', { name: 'How many would have been enough?' });
    await answer.getByText(/^\d+ seats$/).waitFor();
    await answer.getByText(/more than the quota of 3\./).waitFor();
    const heat = page.getByRole('table', { name: 'Most seats at once, by weekday and hour' });
    await eventually(() => heat.getByRole('row').count()).toBe(8);
    await heat.getByRole('columnheader', { name: '9 o’clock', exact: true }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.context().close();
  });
});

describe('the figures', () => {
  it('are added up by day, hour, slot, device and feature', async () => {
    const { page } = await console.open('/usage');
    for (const [by, heading] of [
      ['Hour', 'From'],
      ['Slot', 'From'],
      ['Device', 'Device'],
      ['Feature', 'Feature'],
      ['Day', 'Day (UTC)'],
    ] as const) {
      await pick(page, 'Add up by', by);
      await table(page).getByRole('columnheader', { name: heading, exact: true }).first().waitFor();
      await table(page).getByRole('row').nth(1).waitFor();
    }
    await page.context().close();
  });

  it('are taken along as CSV by the server, as they are narrowed and added up', async () => {
    const { page } = await console.open('/usage?vendor=acme-vision&item=pages&by=device');
    await table(page).getByText('label-printer-1').waitFor();
    const { name, bytes } = await downloadBy(page, () => page.getByRole('link', { name: 'Export CSV' }).click());
    expect(name).toMatch(/\.csv$/);
    const [head, ...lines] = bytes.toString('utf8').trimEnd().split(/\r?\n/);
    expect(head).toContain('count');
    expect(lines).toHaveLength(2);
    expect(lines.every((line) => line.includes('pages'))).toBe(true);
    await page.context().close();
  });

  it('follow a report while they are looked at', async () => {
    const { page } = await console.open('/usage?vendor=acme-vision&item=pages&by=device');
    await table(page).getByText('label-printer-1').waitFor();
    expect(await console.acquire('late-printer', { product: 'label-print', features: ['gs1'] })).toBe(201);
    await console.report('late-printer', { item: 'pages', feature: 'gs1', count: 1_111 });
    await table(page)
      .getByRole('row', { name: /late-printer.*1,111/ })
      .waitFor();
    await page.context().close();
  });
});

/** A page is laid out anew for paper after it was told so. */
const patience = { timeout: 30_000 };

describe('on paper', () => {
  it('the page is a report: of what and when, charts and figures, and nothing to press', async () => {
    const { page } = await console.open('/usage?vendor=acme-vision&item=inspect');
    await page.getByRole('region', { name: 'How many would have been enough?' }).getByText(/seats/).first().waitFor();
    await page.emulateMedia({ media: 'print' });
    await page.getByText(/^Usage from .* to /).waitFor();
    await page.getByText(/^Made .* on site [0-9a-f-]{36}$/).waitFor();
    for (const role of ['navigation', 'banner', 'combobox', 'radiogroup'] as const) {
      await expect.poll(async () => [role, await page.getByRole(role).count()], patience).toEqual([role, 0]);
    }
    await expect.poll(() => page.getByRole('button', { name: 'Print a report' }).count(), patience).toBe(0);
    await page.setViewportSize({ width: 794, height: 1123 });
    const paper = () =>
      page.evaluate(() => {
        const { backgroundColor } = getComputedStyle(document.body);
        const figures = [...document.querySelectorAll('table td:last-child')];
        const beyond = figures.filter(
          (cell) => cell.getBoundingClientRect().right > innerWidth || cell.scrollWidth > cell.clientWidth,
        );
        return [backgroundColor, document.documentElement.scrollWidth - innerWidth, beyond.length];
      });
    await expect.poll(paper, patience).toEqual(['rgb(255, 255, 255)', 0, 0]);
    // What a browser makes of A4 between its margins.
    await page.setViewportSize({ width: 718, height: 1000 });
    const cut = () =>
      page.evaluate(
        () =>
          [...document.querySelectorAll('table td')].filter(
            ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth || (clientWidth > 0 && clientWidth < 20),
          ).length,
      );
    await expect.poll(cut, patience).toBe(0);
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    await page.context().close();
  });
});

/** The figures that a span of a chart says, summed up. */
function lastFigures(text: string | null): number {
  const [, said = ''] = text?.split('(UTC): ') ?? [];
  const figures = said.match(/(?<=\s)\d[\d,]*?(?=, | units)/g) ?? [];
  return figures.reduce((sum, one) => sum + Number(one.replaceAll(',', '')), 0);
}

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from './support/act.ts';
import { type PlantConsole, startPlantConsole } from './support/console.ts';

let console: PlantConsole;

beforeAll(async () => {
  console = await startPlantConsole();
});

afterAll(() => console.close());

/** Presses Tab until what has the focus is called so. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let press = 0; press < 120; press += 1) {
    await page.keyboard.press('Tab');
    const focused = await focusedName(page);
    if (typeof name === 'string' ? focused === name : name.test(focused)) return;
  }
  throw new Error(`the focus never came to ${name}`);
}

function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const here = document.activeElement;
    const label = here instanceof HTMLInputElement ? here.labels?.[0]?.textContent : null;
    return (here?.getAttribute('aria-label') ?? label ?? here?.textContent ?? '').trim();
  });
}

describe('by keyboard alone', () => {
  it('a device is found, opened, and blocked after the question, which begins at the safe answer', async () => {
    const { page } = await console.open('/devices');
    await tabTo(page, 'Search: Devices');
    await page.keyboard.type('line-3');
    await page.getByText('1 of 1').waitFor();
    await tabTo(page, 'line-3-scanner');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'line-3-scanner', level: 1 }).waitFor();
    await tabTo(page, 'Block');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await eventually(() => focusedName(page)).toBe('Cancel');
    // The focus stays in the dialog.
    for (let press = 0; press < 6; press += 1) {
      await page.keyboard.press('Tab');
      await eventually(() => page.evaluate(() => document.activeElement?.closest('[role="dialog"]') !== null)).toBe(
        true,
      );
    }
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await eventually(() => focusedName(page)).toBe('Block');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    // What runs can be called off no more, so nothing looks as if it could.
    let goOn = (): void => undefined;
    await page.route('**/admin/v1/devices/*', async (route) => {
      if (route.request().method() === 'PATCH') {
        await new Promise<void>((go) => {
          goOn = go;
        });
      }
      await route.continue();
    });
    await tabTo(page, 'Block the device');
    const asked = page.waitForRequest((request) => request.method() === 'PATCH');
    await page.keyboard.press('Enter');
    await asked;
    await eventually(() => page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).isDisabled()).toBe(true);
    expect(await page.getByRole('dialog').getByRole('button', { name: 'Close' }).isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await page.mouse.click(5, 5);
    expect(await page.getByRole('dialog').count()).toBe(1);
    goOn();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText(/You blocked this device/).waitFor();
    await page.context().close();
  });

  it('tabs, choices and charts are walked by arrows', async () => {
    const { page } = await console.open('/alerts');
    await tabTo(page, /^Open/);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.getByRole('heading', { name: 'Thresholds', level: 2 }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('usage');
    await page.getByRole('option', { name: 'Usage', selected: true }).waitFor();
    await page.keyboard.press('Enter');
    const chart = page.getByRole('slider', { name: 'Over time' });
    await chart.waitFor();
    await tabTo(page, 'Over time');
    const last = await chart.getAttribute('aria-valuetext');
    await page.keyboard.press('ArrowLeft');
    await eventually(() => chart.getAttribute('aria-valuetext')).not.toBe(last);
    await page.keyboard.press('End');
    await eventually(() => chart.getAttribute('aria-valuetext')).toBe(last);
    await page.context().close();
  });

  it('a dialog gives the focus back to the row that it was opened from', async () => {
    const { page } = await console.open('/ledger');
    const opener = page.getByRole('table', { name: 'Ledger' }).getByRole('row').nth(2).getByRole('button');
    const height = await opener.textContent();
    await opener.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: `Height ${height}` }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await eventually(() => focusedName(page)).toBe(height);
    await page.context().close();
  });
});

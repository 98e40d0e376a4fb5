import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { samplePassword } from '../sample/open-plant.ts';

/** Opens an address in a window of its own, outside of any test. */
export async function openWindow(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'en-GB',
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(address);
  return page;
}

/** Logs in to a sample site as its administrator. */
export async function logInToSample(page: Page): Promise<void> {
  await page.locator('input[autocomplete="username"]').fill('admin');
  await page.locator('input[autocomplete="current-password"]').fill(samplePassword);
  await page.locator('button[type="submit"]').click();
  await page.locator('#page').waitFor();
}

import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Chooses one of what a field offers. */
export async function choose(place: Page | Locator, field: string, option: string | RegExp): Promise<void> {
  const page = 'context' in place ? place : place.page();
  const box = place.getByRole('combobox', { name: field, exact: true });
  await box.click();
  await page.getByRole('option', { name: option, exact: typeof option === 'string' }).click();
}

/** The file that something hands to the browser's downloads. */
export async function downloadBy(
  page: Page,
  act: () => Promise<unknown>,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** Lines of an exported table, the headings first. */
export function linesOf(csv: Buffer): readonly string[] {
  return csv
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n');
}

/** What a page comes to say by itself, however busy the machine is. */
export function eventually<Value>(read: () => Promise<Value> | Value) {
  return expect.poll(read, { timeout: 120_000 });
}

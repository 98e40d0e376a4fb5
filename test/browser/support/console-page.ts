import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterEach, expect } from 'vitest';

/** A page of the console. */
export type ConsolePage = {
  readonly page: Page;
  /** The next problem answers of the server are meant: browsers write every one of them to the console. */
  expectRefusals(): void;
  /** The server goes away: browsers write that down, too. */
  expectAway(): void;
};

/** Errors of all pages that are open, breaches of their policy, and requests to anywhere but their server. */
const faults: string[] = [];

// Whatever a test is about, its pages did nothing that a page must not do.
afterEach(() => {
  expect(faults.splice(0)).toEqual([]);
});

/** What is written down while the server is away: files that do not come, and the page that is not shown without them. */
const ofAway =
  /^(Failed to load resource: net::ERR_|Couldn't load preload assets|Warning: Error in route match)|ApiProblem: /;

/** Opens a page on a console's address in a browser context of its own. */
export async function openPage(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<ConsolePage> {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'en-US',
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(180_000);
  let refusalsExpected = false;
  let awayExpected = false;
  const own = new URL(address).origin;
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    // Who is not logged in is told so by a 401, which browsers write down as an error.
    const isRefusal = /^Failed to load resource: the server responded with a status of 4/.test(message.text());
    if (isRefusal && (refusalsExpected || message.text().includes('401'))) return;
    if (awayExpected && ofAway.test(message.text())) return;
    faults.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`page error: ${error.stack ?? error.message}`));
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${own}/`) && !/^(data|blob):/.test(url)) faults.push(`request to ${url}`);
  });
  await page.goto(address);
  return {
    page,
    expectRefusals: () => {
      refusalsExpected = true;
    },
    expectAway: () => {
      awayExpected = true;
    },
  };
}

/** Logs in on the page that asks for it. */
export async function logIn(page: Page, password: string, user = 'admin'): Promise<void> {
  await page.locator('input[autocomplete="username"]').fill(user);
  await page.locator('input[autocomplete="current-password"]').fill(password);
  await page.locator('button[type="submit"]').click();
  await page.getByRole('main').waitFor();
  await page.locator('#page').waitFor();
}

import type { Page, Request } from 'playwright-core';

/** Watches a page; resolves when nothing was under way for a while but the stream of events, with when the last ended. */
export function watchRequests(page: Page): { settled(): Promise<number> } {
  let underWay = 0;
  let last = performance.now();
  const isCounted = (url: string): boolean => !url.endsWith('/events');
  page.on('request', (request) => {
    if (isCounted(request.url())) underWay += 1;
  });
  const end = (request: Request): void => {
    if (!isCounted(request.url())) return;
    underWay -= 1;
    last = performance.now();
  };
  page.on('requestfinished', end);
  page.on('requestfailed', end);
  return {
    settled: async () => {
      for (let quiet = 0; quiet < 4; ) {
        await page.waitForTimeout(120);
        quiet = underWay <= 0 ? quiet + 1 : 0;
      }
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      return last;
    },
  };
}

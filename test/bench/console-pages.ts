import type { Page } from 'playwright-core';
import { launchChromium } from '../browser/support/browser.ts';
import type { RunningServer } from '../support/commands.ts';
import { watchRequests } from '../support/screenshots/settled.ts';
import { shotsOf } from '../support/screenshots/shots.ts';
import { logInToSample, openWindow } from '../support/screenshots/window.ts';

export type PageFigure = {
  readonly path: string;
  /** Until its heading and first text stand there. */
  readonly milliseconds: number;
  /** Until everything it asked for is there. */
  readonly whole: number;
};

export type MeasuredPages = {
  readonly pages: readonly PageFigure[];
  /** What the pages asked the console API for. */
  readonly asked: readonly string[];
};

/** Loads every page anew in Chromium, as a bookmark does. */
export async function measurePages(server: RunningServer): Promise<MeasuredPages> {
  const browser = await launchChromium();
  const asked = new Set<string>();
  const pages: PageFigure[] = [];
  try {
    const page = await openWindow(browser, server.console);
    const requests = watchRequests(page);
    await logInToSample(page);
    page.on('request', (request) => {
      const { pathname, search } = new URL(request.url());
      if (request.method() === 'GET' && /^\/admin\/v1\/(?!events)/.test(pathname)) asked.add(pathname + search);
    });
    for (const path of paths()) {
      // Once for the browser's own cache of scripts, as after a first visit.
      await page.goto(server.console + path);
      await requests.settled();
      const started = performance.now();
      await page.goto(server.console + path, { waitUntil: 'commit' });
      await firstContent(page);
      const milliseconds = performance.now() - started;
      const ended = await requests.settled();
      pages.push({ path, milliseconds, whole: Math.max(milliseconds, ended - started) });
    }
  } finally {
    await browser.close();
  }
  return { pages, asked: [...asked] };
}

function paths(): readonly string[] {
  const all = shotsOf({ stick: '' }).filter(({ prepare }) => prepare === undefined);
  return [
    ...all.map(({ path }) => path),
    '/usage?split=device',
    '/usage?range=all',
    '/usage?range=all&split=device',
    '/devices?state=lost',
  ];
}

/** The heading of the page, and something below it that is no placeholder. */
async function firstContent(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForFunction(() => (document.querySelector('#page')?.textContent ?? '').length > 60);
}

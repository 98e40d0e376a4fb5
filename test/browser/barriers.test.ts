import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setUp } from '../../dls/operations/setup.ts';
import { serve } from '../support/commands.ts';
import { today } from '../support/licensed-site.ts';
import { makeSite } from '../support/site.ts';
import { findBarriers, findBarriersOfLook } from './support/barriers.ts';
import { type PlantConsole, startPlantConsole } from './support/console.ts';
import { logIn, openPage } from './support/console-page.ts';
import { pagesOf } from './support/page-list.ts';
import { plantPassword } from './support/plant.ts';

let console: PlantConsole;

beforeAll(async () => {
  console = await startPlantConsole();
});

afterAll(() => console.close());

/** The page is there, and nothing on it is still being read. */
async function settle(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' });
}

const looks = [
  { colorScheme: 'light', contrast: 'no-preference' },
  { colorScheme: 'dark', contrast: 'no-preference' },
  { colorScheme: 'light', contrast: 'more' },
  { colorScheme: 'dark', contrast: 'more' },
] as const;

describe('every page of a site that is at work', () => {
  it('can be read in light, dark and high contrast, and fits its window', async () => {
    const { page } = await console.open('/');
    for (const [name, path] of await pagesOf(console)) {
      await page.goto(console.server.console + path);
      await settle(page);
      for (const look of looks) {
        await page.emulateMedia(look);
        const contrast = look.contrast === 'more' ? 'high' : 'normal';
        await page
          .locator(`html[data-mantine-color-scheme="${look.colorScheme}"][data-contrast="${contrast}"]`)
          .waitFor();
        const what = [name, look.colorScheme, look.contrast].join(', ');
        expect([what, await findBarriersOfLook(page)]).toEqual([what, []]);
      }
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect([name, beyond]).toEqual([name, 0]);
    }
    await page.context().close();
  });

  it('has no barrier in German either', async () => {
    const { page } = await console.open('/', { locale: 'de-AT' });
    for (const [name, path] of await pagesOf(console)) {
      await page.goto(console.server.console + path);
      await settle(page);
      expect([name, await findBarriers(page)]).toEqual([name, []]);
      const text = (await page.locator('body').textContent()) ?? '';
      expect([name, text.match(/\{\{\w+\}\}/g) ?? []]).toEqual([name, []]);
    }
    await page.context().close();
  });
});

describe('every page of a server that refuses', () => {
  it('says so in a sentence, without a barrier', async () => {
    const { page, expectRefusals } = await console.open('/');
    expectRefusals();
    const problem = {
      status: 429,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        code: 'rate_limited',
        status: 429,
        title: 'Too many requests.',
        detail: 'Ask again later.',
      }),
    };
    await page.route(/\/admin\/v1\/(?!session|setup|events)/, (route) => route.fulfill(problem));
    const mute: string[] = [];
    for (const [name, path] of await pagesOf(console)) {
      if (silent.has(name)) continue;
      await page.goto(console.server.console + path);
      await settle(page);
      await page
        .getByRole('alert')
        .first()
        .waitFor()
        .catch(() => mute.push(name));
      expect([name, await findBarriers(page)]).toEqual([name, []]);
    }
    expect(mute).toEqual([]);
    await page.context().close();
  });
});

/** Ask the server for nothing that they show. */
const silent: ReadonlySet<string> = new Set(['settings, language']);

describe('every page of a site that has nothing yet', () => {
  it('says what to do first, without a barrier', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'causeway-empty-'));
    const site = await makeSite({ folder: join(folder, 'site'), now: today() });
    await setUp(site, { user: 'admin', password: plantPassword, backupTo: [], actor: 'setup' });
    await site.close();
    const server = await serve(join(folder, 'site'));
    try {
      const { page } = await openPage(console.browser, server.console);
      await logIn(page, plantPassword);
      for (const [path, says] of empties) {
        await page.goto(server.console + path);
        await settle(page);
        await page.getByText(says).first().waitFor();
        expect([path, await findBarriers(page)]).toEqual([path, []]);
      }
      await page.context().close();
    } finally {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    }
  });
});

const empties = [
  ['/', 'No license file is installed yet'],
  ['/licenses', 'No license file is installed yet'],
  ['/licenses?tab=files', 'No license file is installed yet'],
  ['/handshakes', /code/],
  ['/devices', 'No device has asked yet'],
  ['/usage', 'No license item counts seats or units yet.'],
  ['/usage', 'Nothing was reported yet'],
  ['/denials', 'Nothing was refused'],
  ['/gap', 'No vendor is known yet'],
  ['/gap?tab=devices', 'No offline lease is out'],
  ['/alerts?tab=past', 'No alert was ever over or dismissed'],
  ['/backups', 'No backup was made yet'],
  // Of a server that devices reach by TLS, as every new one is.
  ['/settings', 'Pins that devices check'],
] as const;

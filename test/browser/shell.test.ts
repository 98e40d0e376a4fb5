import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from './support/act.ts';
import { findBarriers } from './support/barriers.ts';
import { type PlantConsole, startPlantConsole } from './support/console.ts';

let console: PlantConsole;

beforeAll(async () => {
  console = await startPlantConsole();
});

afterAll(() => console.close());

const palette = (page: Page) => page.getByRole('dialog');

describe('the command palette', () => {
  it('opens by key and finds pages, license items, handshake codes and devices', async () => {
    const { page } = await console.open('/');
    await page.keyboard.press('Control+k');
    const search = palette(page).getByRole('combobox');
    const go = async (typed: string, found: string | RegExp, heading: string | RegExp) => {
      await search.fill(typed);
      await palette(page).getByRole('option', { name: found, selected: true }).waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
      await page.keyboard.press('Control+k');
    };
    await go('ledg', 'Ledger', 'Ledger');
    await go('surface', /Surface Inspection/, 'Surface Inspection');
    await go('hall-4', /200001-hall-4/, '200001-hall-4');
    await go('line-1-scanner', /line-1-scanner/, /line-1-scanner/);
    await search.fill('nothing of that kind');
    await palette(page).getByText('Nothing of that name.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await palette(page).waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('opens what was typed last, also when Enter comes before the answer', async () => {
    const { page } = await console.open('/');
    // The answer of each text waits until the test lets it go.
    const held = new Map<string, () => void>();
    await page.route('**/admin/v1/devices?search=*', async (route) => {
      const search = new URL(route.request().url()).searchParams.get('search') ?? '';
      await new Promise<void>((go) => held.set(search, go));
      await route.continue();
    });
    const answer = async (search: string) => {
      await eventually(() => held.has(search)).toBe(true);
      held.get(search)?.();
    };
    await page.keyboard.press('Control+k');
    const search = palette(page).getByRole('combobox');
    await search.fill('line-3-scanner');
    await answer('line-3-scanner');
    await palette(page)
      .getByRole('option', { name: /line-3-scanner/, selected: true })
      .waitFor();
    await search.fill('line-2-scanner');
    expect(await palette(page).getByRole('option').count()).toBe(0);
    await page.keyboard.press('Enter');
    await answer('line-2-scanner');
    await page.getByRole('heading', { name: 'line-2-scanner', level: 1 }).waitFor();
    await palette(page).waitFor({ state: 'detached' });
    await page.context().close();
  });
});

describe('the shell', () => {
  it('is used by keyboard alone: past the navigation to the page, and along the navigation', async () => {
    const { page } = await console.open('/');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the page');
    await page.keyboard.press('Enter');
    await eventually(() => page.evaluate(() => document.activeElement?.id)).toBe('page');
    await page.getByRole('navigation').getByRole('link', { name: 'Licenses' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Licenses', level: 1 }).waitFor();
    const current = page.getByRole('navigation').locator('[aria-current="page"]');
    expect(await current.allTextContents()).toEqual(['Licenses']);
    expect(await page.title()).toBe('Licenses · Causeway');
    await page.context().close();
  });

  it('speaks German from the next moment on, and remembers it', async () => {
    const { page } = await console.open('/licenses');
    await page.getByRole('button', { name: 'admin' }).click();
    await page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
    await page.getByRole('heading', { name: 'Lizenzen', level: 1 }).waitFor();
    await eventually(() => page.evaluate(() => document.documentElement.lang)).toBe('de');
    await page.reload();
    await page.getByRole('heading', { name: 'Lizenzen', level: 1 }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.context().close();
  });

  it('follows the system’s colours and language until somebody chooses', async () => {
    const { page } = await console.open('/', { colorScheme: 'dark', locale: 'de-AT' });
    const scheme = () => page.evaluate(() => document.documentElement.dataset.mantineColorScheme);
    expect(await scheme()).toBe('dark');
    await page.getByRole('heading', { name: 'Übersicht', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'admin' }).click();
    await page.getByRole('menuitemradio', { name: 'Hell' }).click();
    expect(await scheme()).toBe('light');
    await page.getByRole('menuitemcheckbox', { name: 'Hoher Kontrast' }).click();
    await page.reload();
    await page.getByRole('heading', { name: 'Übersicht', level: 1 }).waitFor();
    expect(await scheme()).toBe('light');
    await eventually(() => page.evaluate(() => document.documentElement.dataset.contrast)).toBe('high');
    await page.context().close();
  });

  it('says that there is no page at an address that has none', async () => {
    const { page } = await console.open('/devices/of/nobody');
    await page.getByText('There is no page at this address.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('link', { name: 'Go to the overview' }).click();
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
    await page.context().close();
  });

  it('fits from a narrow window to a 4K screen without scrolling sideways', async () => {
    for (const [width, height] of [
      [400, 800],
      [1366, 768],
      [3840, 2160],
    ] as const) {
      const { page } = await console.open('/', { viewport: { width, height } });
      await page.getByRole('region', { name: 'State of the site' }).waitFor();
      const beyond = await page.evaluate(() => {
        const main = document.getElementById('page');
        return [document.documentElement, main].map((one) => (one?.scrollWidth ?? 0) - (one?.clientWidth ?? 0));
      });
      expect([width, ...beyond]).toEqual([width, 0, 0]);
      await page.context().close();
    }
  });

  it('opens its navigation by a button in a narrow window', async () => {
    const { page } = await console.open('/', { viewport: { width: 400, height: 800 } });
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('navigation').getByRole('link', { name: 'Licenses' }).click();
    await page.getByRole('heading', { name: 'Licenses', level: 1 }).waitFor();
    await eventually(() => page.getByRole('navigation').count()).toBe(0);
    expect(await findBarriers(page)).toEqual([]);
    await page.context().close();
  });
});

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);

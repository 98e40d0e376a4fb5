import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PlantConsole, startPlantConsole } from './support/console.ts';
import { pagesOf } from './support/page-list.ts';

let console: PlantConsole;

beforeAll(async () => {
  console = await startPlantConsole();
});

afterAll(() => console.close());

async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(console.server.console + path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' });
}

/** Panels and tables that lie on one another. */
const findOverlaps = (page: Page) =>
  page.evaluate(() => {
    const parts = [...document.querySelectorAll('#page section, #page table')];
    const name = (part: Element) => part.getAttribute('aria-label') ?? part.querySelector('h2')?.textContent;
    return parts.flatMap((one, i) =>
      parts.slice(i + 1).flatMap((other) => {
        if (one.contains(other)) return [];
        const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
        const isApart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
        return isApart ? [] : [`${name(one)} and ${name(other)}`];
      }),
    );
  });

/** Headings of tables that are longer than their column. */
const findCutHeadings = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('tr[aria-rowindex="1"] > th')]
      .filter((heading) => {
        const words = document.createRange();
        words.selectNodeContents(heading);
        return words.getBoundingClientRect().width > heading.clientWidth - 15;
      })
      .map(({ textContent }) => textContent),
  );

describe('every page', () => {
  it('keeps its parts apart in a small window and at twice the size', async () => {
    const { page } = await console.open('/', { viewport: { width: 1024, height: 640 } });
    for (const [name, path] of await pagesOf(console)) {
      await goTo(page, path);
      for (const size of [
        { width: 1024, height: 640 },
        { width: 683, height: 384 },
      ]) {
        await page.setViewportSize(size);
        expect([name, size.width, await findOverlaps(page)]).toEqual([name, size.width, []]);
      }
    }
    await page.context().close();
  });

  it('has headings of tables that fit their columns in German', async () => {
    const { page } = await console.open('/', { locale: 'de-DE' });
    for (const [name, path] of await pagesOf(console)) {
      await goTo(page, path);
      expect([name, await findCutHeadings(page)]).toEqual([name, []]);
    }
    await page.context().close();
  });
});

describe('the sections of the settings', () => {
  it('leave room for what was chosen in a small window, and keep it in sight', async () => {
    const { page } = await console.open('/settings?section=about', { viewport: { width: 683, height: 384 } });
    const list = page.getByRole('navigation', { name: 'Settings by subject' });
    const isIn = (place: { y: number; height: number } | null) => place !== null && place.y + place.height < 384;
    const right = async () => {
      const box = await list.getByRole('link', { name: 'About' }).boundingBox();
      return box === null ? Number.POSITIVE_INFINITY : box.x + box.width;
    };
    expect(await right()).toBeLessThan(683);
    await list.getByRole('link', { name: 'New seats' }).click();
    await page.getByRole('heading', { name: 'New seats', level: 2 }).last().waitFor();
    expect(isIn(await page.getByRole('switch', { name: 'Pause new seats' }).boundingBox())).toBe(true);
    await page.context().close();
  });
});

describe('in colours that the system forces', () => {
  it('what is chosen, checked or switched on is told apart, and legends keep their colours', async () => {
    const { page } = await console.open('/usage', { forcedColors: 'active' });
    await page.locator('figure [data-series="0"]').first().waitFor();
    const colourOf = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).backgroundColor);
    const label = '.mantine-SegmentedControl-label';
    expect(await colourOf(`${label}[data-active]`)).not.toBe(await colourOf(`${label}:not([data-active])`));
    expect(await colourOf('figure i[data-series="0"]')).not.toBe(await colourOf('figure'));
    await goTo(page, '/alerts?tab=thresholds');
    const tab = '.mantine-Tabs-tab';
    expect(await colourOf(`${tab}[data-active]`)).not.toBe(await colourOf(`${tab}:not([data-active])`));
    expect(await colourOf('.mantine-Checkbox-input:checked')).not.toBe(await colourOf('table'));
    await goTo(page, '/settings?section=seats');
    const track = page.locator('.mantine-Switch-track');
    expect(await track.evaluate((element) => getComputedStyle(element).borderTopStyle)).toBe('solid');
    await page.context().close();
  });
});

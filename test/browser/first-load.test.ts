import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PlantConsole, startPlantConsole } from './support/console.ts';

let console: PlantConsole;

beforeAll(async () => {
  console = await startPlantConsole();
});

afterAll(() => console.close());

/** Most bytes on the wire until the first page stands. */
const most = 500_000;

describe('the first load', () => {
  it('takes less than 500 kB on the wire up to the overview, pages in it and all', async () => {
    const { page } = await console.open('/');
    const files = new Map<string, number>();
    // Once more from nothing, now that a session makes the log-in page needless.
    page.on('requestfinished', async (request) => {
      if (new URL(request.url()).pathname.startsWith('/admin/')) return;
      const { responseBodySize, responseHeadersSize } = await request.sizes();
      files.set(new URL(request.url()).pathname, responseBodySize + responseHeadersSize);
    });
    // A routed page takes nothing from the browser's store.
    await page.route('**/*', (route) => route.continue());
    await page.reload();
    await page.getByRole('slider', { name: 'Daily peak of seats, 30 days' }).waitFor();
    await page.waitForLoadState('networkidle');
    const bytes = [...files.values()].reduce((sum, one) => sum + one, 0);
    expect(files.size).toBeGreaterThan(5);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(most);
    await page.context().close();
  });

  it('brings a page along only when it is gone to', async () => {
    const { page } = await console.open('/');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
    expect(asked.filter((path) => path.includes('usage-page'))).toEqual([]);
    await page.getByRole('navigation').getByRole('link', { name: 'Usage' }).click();
    await page.getByRole('heading', { name: 'Usage', level: 1 }).waitFor();
    expect(asked.filter((path) => /usage-page-.*\.js$/.test(path))).toHaveLength(1);
    await page.context().close();
  });
});

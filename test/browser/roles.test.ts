import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { administrator } from '../support/commands.ts';
import { today } from '../support/licensed-site.ts';
import { makeItem, makeLicense } from '../support/vendor.ts';
import { eventually } from './support/act.ts';
import { findBarriers } from './support/barriers.ts';
import { type PlantConsole, startPlantConsole } from './support/console.ts';
import { dropFiles } from './support/drop-files.ts';
import { pagesOf } from './support/page-list.ts';
import { siteOf } from './support/site-key.ts';

let console: PlantConsole;

beforeAll(async () => {
  console = await startPlantConsole();
  const json = { name: 'vera', role: 'viewer', password: console.plant.password };
  await administrator(console.server, '/admin/v1/users', { method: 'POST', json });
});

afterAll(() => console.close());

/** Names of what changes the site; everything else looks, filters, copies, saves a file or leads somewhere. */
const changes =
  /^(Remove|Block|Unblock|Reclaim|Undo grant|Dismiss|Save$|Import|Export a sync|Back up now|New code|Make|Add|Reserve|Release|Attach|Detach|Change|Move|Set a|Send a test|Back to the defaults|New signing key|Give the|Choose the request|End the token|Confirm the|Pause|Resume)\b/;

describe('a viewer', () => {
  it('sees every page, and on none of them anything that changes the site', async () => {
    const { page, expectRefusals } = await console.open('/', { user: 'vera' });
    expectRefusals();
    const found: string[] = [];
    for (const [name, path] of await pagesOf(console)) {
      await page.goto(console.server.console + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' });
      const main = page.getByRole('main');
      const buttons = await main
        .getByRole('button')
        .evaluateAll((all) => all.map((one) => (one.getAttribute('aria-label') ?? one.textContent ?? '').trim()));
      found.push(...buttons.filter((button) => changes.test(button)).map((button) => `${name}: ${button}`));
      if (testers.has(name)) continue;
      const fields = main.locator(
        'input:enabled:not([type="search"], [type="radio"], [type="date"], [type="hidden"], [role="combobox"], [readonly])',
      );
      found.push(
        ...(await fields.evaluateAll((all) => all.map((one) => one.outerHTML))).map((field) => `${name}: ${field}`),
      );
    }
    expect(found).toEqual([]);
    await page.context().close();
  });

  it('is told that the role may not import a file, and nothing is sent', async () => {
    const { page } = await console.open('/licenses', { user: 'vera' });
    const file = join(console.folder, 'more.cwlic');
    const items = [makeItem('more', { start: today() - 60, end: today() + 86_400 * 30, name: 'More readers' })];
    const site = await siteOf(console.server);
    await writeFile(file, makeLicense(console.plant.acme, { site, serial: 7, iat: today() - 60, items }));
    await dropFiles(page, [file]);
    const dialog = page.getByRole('dialog', { name: 'Import' });
    await dialog.getByText('Your role may not import files. Ask an operator or an administrator.').waitFor();
    await eventually(() => dialog.getByRole('button', { name: /^Import/ }).count()).toBe(0);
    expect(await findBarriers(page)).toEqual([]);
    await page.context().close();
  });
});

describe('an operator', () => {
  it('sees the settings and is told who changes them', async () => {
    const { page } = await console.open('/settings', { user: 'mia' });
    await page.getByText('Your role may look at the settings. An administrator changes them.').waitFor();
    await page.getByLabel('Requests of one address').and(page.locator(':disabled')).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('link', { name: 'API tokens' }).click();
    await page.getByText('Only an administrator sees this.').waitFor();
    await page.context().close();
  });
});

/** Pages with fields that change nothing: the tester of a code, and the language. */
const testers: ReadonlySet<string> = new Set(['handshake code', 'settings, language']);

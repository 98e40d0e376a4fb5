import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { administrator } from '../support/commands.ts';
import { downloadBy, eventually, linesOf } from './support/act.ts';
import { findBarriers } from './support/barriers.ts';
import { type PlantConsole, startPlantConsole } from './support/console.ts';
import type { ConsolePage } from './support/console-page.ts';

let console: PlantConsole;
let opened: ConsolePage;
let page: Page;

beforeAll(async () => {
  console = await startPlantConsole();
  opened = await console.open('/handshakes');
  page = opened.page;
});

afterAll(() => console.close());

type Code = {
  readonly items: readonly string[];
  readonly ordered: boolean;
  readonly default: boolean;
  readonly applications: readonly string[];
  readonly access: { readonly allow: readonly string[]; readonly deny: readonly string[] };
  readonly note: string;
};

const codeAtServer = (code: string): Promise<Code> =>
  administrator(console.server, `/admin/v1/handshakes/acme-vision/${code}`);

const region = (name: string) => page.getByRole('region', { name });

describe('handshake codes', () => {
  it('are listed with default mark, items, protection and what came in within the last hour', async () => {
    await page.getByRole('row', { name: /200001-hall-4.*password.*Hall 4, all lines/ }).waitFor();
    await page.getByRole('row', { name: /200001-default.*Default/ }).waitFor();
    expect(await console.acquire('lost', { product: 'crane' })).toBe(403);
    await page.getByRole('row', { name: /200001-default.*refused/ }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });

  it('are exported with plain figures, also where thousands have a dot', async () => {
    const { page } = await console.open('/', { locale: 'de-DE' });
    await page.route('**/admin/v1/authorizations', async (route) => {
      const response = await route.fetch();
      const { items } = (await response.json()) as { readonly items: readonly object[] };
      await route.fulfill({ response, json: { items: items.map((one) => ({ ...one, requests: 1_100, failed: 7 })) } });
    });
    await page.goto(`${console.server.console}/handshakes`);
    await page.getByText('1.100 Anfragen').first().waitFor();
    const { bytes } = await downloadBy(page, () => page.getByRole('button', { name: 'Als CSV ausgeben' }).click());
    const [head, ...lines] = linesOf(bytes);
    expect(head).toContain(',Letzte 60 Minuten,Abgelehnt in den letzten 60 Minuten,');
    expect(lines.find((line) => line.includes('200001-default'))).toContain(',1100,7,');
    await page.close();
  });

  it('are made with a name that is checked, and lead to their page', async () => {
    await page.getByRole('button', { name: 'New code' }).click();
    const dialog = page.getByRole('dialog', { name: 'New code' });
    await dialog.getByLabel('Name').fill('night shift');
    await dialog.getByRole('button', { name: 'Make the code' }).click();
    await dialog.getByText('A name has 1 to 48 letters, digits, _ or -.').waitFor();
    await dialog.getByLabel('Name').fill('night-shift');
    await dialog.getByText('The code will be 200001-night-shift.').waitFor();
    await dialog.getByRole('combobox', { name: 'Items' }).focus();
    await page.keyboard.press('ArrowDown');
    for (const name of [/Barcode Reader, line/, /Surface Inspection/, /Label printing/]) {
      await page.getByRole('option', { name }).click();
    }
    await page.keyboard.press('Escape');
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Make the code' }).click();
    await page.getByRole('heading', { name: '200001-night-shift', level: 1 }).waitFor();
    expect((await codeAtServer('200001-night-shift')).items).toEqual(['line-scan', 'inspect', 'pages']);
    expect(await findBarriers(page)).toEqual([]);
  });
});

describe('the items of a code', () => {
  it('are put in order by keys, and the focus stays with the one that moves', async () => {
    await page.getByRole('button', { name: 'Move Label printing up' }).focus();
    await page.keyboard.press('Enter');
    await eventually(async () => (await codeAtServer('200001-night-shift')).items).toEqual([
      'line-scan',
      'pages',
      'inspect',
    ]);
    await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'Move Label printing up',
    );
    await page.keyboard.press('Enter');
    await eventually(async () => (await codeAtServer('200001-night-shift')).items[0]).toBe('pages');
    await region('Items').getByText('Tried from top to bottom.').waitFor();
  });

  it('are put in order by dragging', async () => {
    const rows = region('Items').getByRole('listitem');
    await rows.nth(2).dragTo(rows.nth(0));
    await eventually(async () => (await codeAtServer('200001-night-shift')).items).toEqual([
      'inspect',
      'pages',
      'line-scan',
    ]);
  });

  it('follow the rule again when the own order is switched off', async () => {
    await region('Items').getByRole('switch', { name: 'Own order' }).click();
    await eventually(async () => (await codeAtServer('200001-night-shift')).ordered).toBe(false);
    await region('Items').getByText('Tried by the rule').waitFor();
  });

  it('are detached after a warning', async () => {
    await region('Items').getByRole('button', { name: 'Detach Label printing' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Detach the item' }).click();
    await eventually(async () => (await codeAtServer('200001-night-shift')).items).toEqual(['inspect', 'line-scan']);
  });
});

describe('what protects a code', () => {
  it('is a session password that is shown once', async () => {
    const panel = region('Session password');
    await panel.getByRole('button', { name: 'Set a password' }).click();
    await panel.getByRole('button', { name: 'Make one up' }).click();
    const made = await panel.getByLabel('New password').inputValue();
    expect(made).toMatch(/^([A-Za-z2-9]{5}-){3}[A-Za-z2-9]{5}$/);
    await panel.getByRole('button', { name: 'Set the password' }).click();
    await panel.getByText('It is shown once: copy it now.').waitFor();
    await panel.getByText(made).waitFor();
    const asked = { handshake: '200001-night-shift', org: '' };
    expect(await console.acquire('reader', asked)).toBe(403);
    expect(await console.acquire('reader', { ...asked, password: made })).toBe(201);
    expect(await findBarriers(page)).toEqual([]);
    await page.reload();
    await panel.getByText('Devices must present a password').waitFor();
    await eventually(() => page.getByText(made).count()).toBe(0);
  });

  it('lets the password before live on for a while, and is taken off after a warning', async () => {
    const panel = region('Session password');
    await panel.getByRole('button', { name: 'Change the password' }).click();
    await panel.getByLabel('New password').fill('another one 2');
    await panel.getByLabel('Days on which the old one opens too').fill('30');
    await panel.getByRole('button', { name: 'Set the password' }).click();
    await panel.getByText('The password before it opens too until').waitFor();
    await panel.getByRole('button', { name: 'Remove the password' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove the password' }).click();
    await panel.getByText('No password is asked for').waitFor();
  });

  it('are validation fields that an app must match', async () => {
    const panel = region('Validation fields');
    await panel.getByLabel('Application identifiers').fill('com.acme.*');
    await page.keyboard.press('Enter');
    await panel.getByRole('button', { name: 'Save' }).click();
    await eventually(async () => (await codeAtServer('200001-night-shift')).applications).toEqual(['com.acme.*']);
  });

  it('are access rules, and a wrong one is refused with its reason', async () => {
    const panel = region('Access rules');
    opened.expectRefusals();
    await panel.getByLabel('Deny').fill('no such & rule');
    await page.keyboard.press('Enter');
    await panel.getByRole('button', { name: 'Save' }).click();
    await panel
      .getByRole('alert')
      .getByText(/access rule/)
      .waitFor();
    await panel.getByRole('button', { name: 'Cancel' }).click();
    await panel.getByLabel('Allow').fill('night-*');
    await page.keyboard.press('Enter');
    await panel.getByRole('button', { name: 'Save' }).click();
    await eventually(async () => (await codeAtServer('200001-night-shift')).access.allow).toEqual(['night-*']);
  });

  it('is tried with a device that is not there', async () => {
    const panel = region('Would this device pass?');
    await panel.getByRole('combobox', { name: 'Product' }).click();
    await page.getByRole('option', { name: 'barcode-reader' }).click();
    const outcome = panel.getByRole('status');
    await panel.getByLabel('Address').fill('10.1.4.2000');
    await panel.getByLabel('Device UUID').fill('night-7');
    await panel.getByRole('button', { name: 'Try' }).click();
    await panel.getByText('An address is like 10.1.4.20 or fd00::7.').waitFor();
    await panel.getByText(/^A UUID is like /).waitFor();
    expect(await outcome.count()).toBe(0);
    await panel.getByLabel('Address').fill('fd00::7');
    await panel.getByLabel('Device UUID').fill('');
    await panel.getByRole('button', { name: 'Try' }).click();
    await outcome.getByText(/Refused: The access rules or the administrator/).waitFor();
    expect(await panel.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
    await panel.getByLabel('Friendly name').fill('night-7');
    await panel.getByRole('button', { name: 'Try' }).click();
    await outcome.getByText(/Refused: Neither application nor process matches/).waitFor();
    await panel.getByLabel('Application or domain').fill('com.acme.line');
    await panel.getByRole('button', { name: 'Try' }).click();
    await outcome.getByText(/Granted by Barcode Reader, line/).waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });
});

describe('a code', () => {
  it('hands the lines for app developers out', async () => {
    const text = await region('For app developers').locator('pre').textContent();
    expect(text).toContain("handshake: '200001-night-shift'");
    expect(text).toContain(`servers: ['${console.server.device}']`);
    expect(text).toContain("app: 'com.acme.app'");
  });

  it('keeps a note', async () => {
    const panel = region('About this code');
    await panel.getByLabel('Note').fill('From ten to six');
    await panel.getByRole('button', { name: 'Save' }).click();
    await eventually(async () => (await codeAtServer('200001-night-shift')).note).toBe('From ten to six');
  });

  it('becomes the default after a sentence on what that means, and the default cannot be removed', async () => {
    await page.getByRole('button', { name: 'Make default' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/get the items of 200001-night-shift from their next request on/).waitFor();
    await dialog.getByRole('button', { name: 'Make default' }).click();
    await page.getByRole('button', { name: 'Remove', exact: true }).waitFor({ state: 'detached' });
    expect((await codeAtServer('200001-night-shift')).default).toBe(true);
    expect((await codeAtServer('200001-default')).default).toBe(false);
  });

  it('is removed after a sentence on what happens to its devices', async () => {
    await page.getByRole('link', { name: 'All handshake codes' }).click();
    await page.getByRole('button', { name: '200001-hall-4' }).click();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/Devices that ask through 200001-hall-4 are refused from then on/).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByRole('heading', { name: 'Handshake codes', level: 1 }).waitFor();
    await page.getByRole('row', { name: /hall-4/ }).waitFor({ state: 'detached' });
  });

  it('that does not exist is told so', async () => {
    const stray = await console.open('/');
    stray.expectRefusals();
    await stray.page.goto(`${console.server.console}/handshakes?code=acme-vision/200001-nothing`);
    await stray.page.getByText('There is no such handshake code.').waitFor();
    expect(await findBarriers(stray.page)).toEqual([]);
    await stray.page.context().close();
  });

  it('that somebody else removes is not offered for changes any more', async () => {
    const path = '/admin/v1/handshakes';
    const json = { vendor: 'acme-vision', code: '200001-short', items: [] };
    await administrator(console.server, path, { method: 'POST', json });
    const other = await console.open('/handshakes?code=acme-vision/200001-short');
    other.expectRefusals();
    await other.page.getByLabel('Note', { exact: true }).waitFor();
    await administrator(console.server, `${path}/acme-vision/200001-short`, { method: 'DELETE', as: 'text' });
    await other.page.getByText('There is no such handshake code.').waitFor();
    expect(await other.page.getByLabel('Note', { exact: true }).count()).toBe(0);
    await other.page.context().close();
  });

  it('is asked for with its organization, also where the license items come late', async () => {
    const slow = await console.open('/devices');
    let goOn = (): void => undefined;
    const isOpen = new Promise<void>((go) => {
      goOn = go;
    });
    await slow.page.route('**/admin/v1/items?*', async (route) => {
      await isOpen;
      await route.continue();
    });
    await slow.page.goto(`${console.server.console}/handshakes`);
    await slow.page.getByRole('button', { name: 'New code' }).click();
    await slow.page.getByRole('dialog').waitFor();
    goOn();
    await slow.page.getByRole('dialog').getByText('The code will be 200001-').waitFor();
    await slow.page.context().close();
  });
});

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choose, downloadBy, eventually } from './support/act.ts';
import { findBarriers } from './support/barriers.ts';
import { type PlantConsole, startPlantConsole } from './support/console.ts';
import type { ConsolePage } from './support/console-page.ts';

let console: PlantConsole;
let opened: ConsolePage;

beforeAll(async () => {
  console = await startPlantConsole();
  opened = await console.open('/settings');
});

afterAll(() => console.close());

const section = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Settings by subject' }).getByRole('link', { name }).click();
const saved = (page: Page) => page.getByText('Saved, and in force.').first().waitFor();

describe('in German', () => {
  it('figures are written as there, and a refusal says what to enter', async () => {
    const { page, expectRefusals } = await console.open('/settings', { locale: 'de-DE' });
    expectRefusals();
    await eventually(() => page.getByLabel('Anfragen einer Adresse').inputValue()).toBe('1.000 je Sekunde');
    const listener = page.getByRole('region', { name: 'Adresse für Geräte' });
    await listener.getByLabel('Adresse, an der gelauscht wird').fill('hier!');
    await listener.getByRole('button', { name: 'Speichern' }).click();
    await listener.getByText('Geben Sie eine Adresse dieses Rechners ein, etwa 0.0.0.0 oder 192.168.4.10.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.goto(`${console.server.console}/alerts?tab=thresholds`);
    await eventually(() => page.getByLabel('Platte: MiB').inputValue()).toMatch(/^[\d.]+$/);
    await page.context().close();
  });
});

describe('the network', () => {
  it('tells devices’ addresses, and whether they answer when they are asked', async () => {
    const { page } = opened;
    const addresses = page.getByRole('region', { name: 'Addresses that devices are told' });
    await addresses.getByText(console.server.device).waitFor();
    await addresses.getByRole('button', { name: 'Test that they answer' }).click();
    await addresses.getByText(/^Answers in \d+ ms, over plain http, which has no certificate$/).waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });

  it('refuses a port that cannot be beside its field, and changes nothing', async () => {
    const { page } = opened;
    opened.expectRefusals();
    const listener = page.getByRole('region', { name: 'Listener for devices' });
    await listener.getByLabel('Port').fill('70000');
    await listener.getByRole('button', { name: 'Save' }).click();
    await listener.locator('[aria-invalid="true"]').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await listener.getByRole('button', { name: 'Discard' }).click();
    await eventually(() => listener.getByLabel('Port').inputValue()).toBe('4870');
  });

  it('is changed while devices ask, and none of them notices', async () => {
    const { page } = opened;
    const answers: number[] = [];
    let isOver = false;
    const asking = (async () => {
      while (!isOver) answers.push(await console.acquire('line-1-scanner'));
    })();
    await page.getByLabel('Requests of one address').fill('2345');
    await page.getByRole('region', { name: 'Limits' }).getByRole('button', { name: 'Save' }).click();
    await saved(page);
    const listener = page.getByRole('region', { name: 'Listener for devices' });
    await listener.getByLabel('Further names in the certificate').fill('licenses.plant.example');
    await page.keyboard.press('Enter');
    await listener.getByRole('button', { name: 'Save' }).click();
    await listener.getByRole('button', { name: 'Save' }).waitFor({ state: 'detached' });
    isOver = true;
    await asking;
    expect(answers.length).toBeGreaterThan(0);
    expect(answers.filter((status) => status >= 300)).toEqual([]);
    await page.reload();
    await eventually(() => page.getByLabel('Requests of one address').inputValue()).toBe('2,345 a second');
    await listener.getByText('licenses.plant.example').waitFor();
  });
});

describe('console access, retention and privacy', () => {
  it('are checked and saved each on its own', async () => {
    const { page } = opened;
    await section(page, 'Console access');
    await page.getByLabel('A log-in lasts').fill('8');
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('region', { name: 'Sessions' }).getByRole('button', { name: 'Save' }).click();
    await saved(page);
    await section(page, 'Retention');
    const hours = page.getByLabel('By the hour');
    await hours.fill('0');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('[aria-invalid="true"]').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await hours.fill('500');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Save' }).waitFor({ state: 'detached' });
    await section(page, 'Privacy');
    await page.getByRole('switch', { name: 'Friendly names of devices in sync bundles' }).check({ force: true });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Save' }).waitFor({ state: 'detached' });
    expect(await findBarriers(page)).toEqual([]);
    await page.reload();
    await eventually(() => page.getByRole('switch').isChecked()).toBe(true);
    await section(page, 'Retention');
    await eventually(() => hours.inputValue()).toBe('500 days');
  });

  it('say what the clock of the server is, and in which zone times are shown', async () => {
    const { page } = opened;
    await section(page, 'Time and clock');
    await page.getByText('Trusted', { exact: true }).waitFor();
    await page.getByText(/Times on screen are those of /).waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });
});

describe('users and roles', () => {
  it('are added with a role and a password that is long enough, and may log in', async () => {
    const { page } = opened;
    await section(page, 'Users and roles');
    await page.getByRole('button', { name: 'Add a user' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a user' });
    await dialog.getByLabel('Name', { exact: true }).fill('vera');
    await dialog.getByLabel('Password', { exact: true }).fill('short');
    await dialog.getByRole('button', { name: 'Add a user' }).click();
    await dialog.getByText('A password has at least 8 characters.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByLabel('Password', { exact: true }).fill(console.plant.password);
    await dialog.getByRole('button', { name: 'Add a user' }).click();
    await page.getByText('User vera is added.').waitFor();
    await page.getByRole('row', { name: /^vera Viewer/ }).waitFor();
    const { page: hers } = await console.open('/devices', { user: 'vera' });
    await hers.getByRole('heading', { name: 'Devices', level: 1 }).waitFor();
    await hers.context().close();
  });

  it('are changed, and removed after a question', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: 'Change vera' }).click();
    const dialog = page.getByRole('dialog', { name: 'Change vera' });
    await choose(dialog, 'Role', 'Operator');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('row', { name: /^vera Operator/ }).waitFor();
    await page.getByRole('button', { name: 'Remove vera' }).click();
    const question = page.getByRole('dialog', { name: 'Remove vera?' });
    await question.getByText(/The user can no longer log in, and sessions end at once\./).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await question.getByRole('button', { name: 'Remove the user' }).click();
    await page.getByRole('row', { name: /^vera/ }).waitFor({ state: 'detached' });
    // Nobody locks himself out.
    await eventually(() => page.getByRole('button', { name: 'Remove admin' }).count()).toBe(0);
  });
});

describe('API tokens', () => {
  it('are shown once, work, and are refused from the moment they are ended', async () => {
    const { page } = opened;
    await section(page, 'API tokens');
    await page.getByText('There is no token').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Make a token' }).click();
    const dialog = page.getByRole('dialog', { name: 'Make a token' });
    await dialog.getByLabel('What it is for').fill('monitoring');
    await dialog.getByRole('button', { name: 'Make a token' }).click();
    await dialog.getByText('Copy it now. It is not shown again.').waitFor();
    const token = (await dialog.locator('code').textContent()) ?? '';
    expect(await findBarriers(page)).toEqual([]);
    const ask = async () => {
      const headers = { authorization: `Bearer ${token}` };
      return (await fetch(`${console.server.console}/admin/v1/status`, { headers })).status;
    };
    expect(await ask()).toBe(200);
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await page.getByRole('row', { name: /^monitoring/ }).waitFor();
    await page.reload();
    await page.getByRole('row', { name: /^monitoring/ }).waitFor();
    expect(await page.content()).not.toContain(token);
    await page.getByRole('button', { name: 'End the token monitoring' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End the token' }).click();
    await page.getByText('The token is ended.').waitFor();
    expect(await ask()).toBe(401);
  });
});

describe('language and look', () => {
  it('change at once, without another page', async () => {
    const { page } = opened;
    await section(page, 'Language and look');
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('radio', { name: 'Deutsch' }).click();
    await page.getByRole('heading', { name: 'Einstellungen', level: 1 }).waitFor();
    await page.getByRole('radio', { name: 'Dunkel' }).click();
    await eventually(() => page.evaluate(() => document.documentElement.dataset.mantineColorScheme)).toBe('dark');
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('radio', { name: 'Hell' }).click();
    await page.getByRole('radio', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
  });
});

describe('about', () => {
  it('has diagnostics that name no device and no secret', async () => {
    const { page } = opened;
    await section(page, 'About');
    await page
      .getByText('List of packages')
      .or(page.getByRole('region', { name: 'List of packages' }))
      .first()
      .waitFor();
    expect(await findBarriers(page)).toEqual([]);
    const { name, bytes } = await downloadBy(page, () =>
      page.getByRole('button', { name: 'Save the diagnostics' }).click(),
    );
    expect(name).toMatch(/\.json$/);
    const text = bytes.toString('utf8');
    expect(JSON.parse(text)).toBeTypeOf('object');
    for (const secret of ['line-1-scanner', '10.4.', console.plant.password, 'hall four 2026']) {
      expect([secret, text.includes(secret)]).toEqual([secret, false]);
    }
  });

  it('has the license text of everything that is delivered', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: 'License of react', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: /^License of react / });
    await dialog.getByText(/Permission is hereby granted/).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });
});

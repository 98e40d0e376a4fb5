import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { administrator } from '../support/commands.ts';
import { eventually } from './support/act.ts';
import { findBarriers } from './support/barriers.ts';
import { type PlantConsole, startPlantConsole } from './support/console.ts';
import type { ConsolePage } from './support/console-page.ts';

let console: PlantConsole;
let opened: ConsolePage;
let watching: ConsolePage;

beforeAll(async () => {
  console = await startPlantConsole();
  const json = { name: 'vera', role: 'viewer', password: console.plant.password };
  await administrator(console.server, '/admin/v1/users', { method: 'POST', json });
  opened = await console.open('/devices');
  watching = await console.open('/', { user: 'vera' });
});

afterAll(() => console.close());

const notice = ({ page }: ConsolePage) => page.getByRole('status').filter({ hasText: 'New seats are paused' });
const isPaused = async () =>
  (await administrator<{ newSeatsPaused: boolean }>(console.server, '/admin/v1/status')).newSeatsPaused;

describe('pausing new seats', () => {
  it('says what it does to whom, and is done by a switch after a question', async () => {
    const { page } = opened;
    await page.getByRole('link', { name: 'Pause new seats…' }).click();
    await page.getByRole('region', { name: 'New seats' }).waitFor();
    await page.getByText('a device that asks for the first time, also for a trial;').waitFor();
    const toggle = page.getByRole('switch', { name: 'Pause new seats' });
    expect(await toggle.isChecked()).toBe(false);
    expect(await findBarriers(page)).toEqual([]);
    await toggle.focus();
    await page.keyboard.press('Space');
    const dialog = page.getByRole('dialog', { name: 'Pause new seats?' });
    await dialog.getByText('a device that asks for the first time, also for a trial;').waitFor();
    expect(await isPaused()).toBe(false);
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Pause them' }).click();
    await notice(opened).waitFor();
    await dialog.waitFor({ state: 'detached' });
    expect(await toggle.isChecked()).toBe(true);
    expect(await toggle.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await isPaused()).toBe(true);
    expect(await findBarriers(page)).toEqual([]);
  });

  it('is seen on every page, also by who may not change it, without reading the page again', async () => {
    const { page } = watching;
    await notice(watching).getByText('An administrator can resume them.').waitFor();
    expect(await notice(watching).getByRole('button').count()).toBe(0);
    await page
      .getByRole('region', { name: 'State of the site' })
      .getByText('New seats are paused: devices that hold one go on, others are refused.')
      .waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Devices' }).click();
    await page.getByRole('heading', { name: 'Devices', level: 1 }).waitFor();
    await notice(watching).waitFor();
    await page.goto(`${console.server.console}/settings?section=seats`);
    await page.getByRole('switch', { name: 'Pause new seats' }).and(page.locator(':disabled')).waitFor();
    await page.goto(`${console.server.console}/`);
  });

  it('refuses a new device, tells so among the denials, and leads to where they are resumed', async () => {
    const { page } = opened;
    expect(await console.acquire('line-9-scanner')).toBe(409);
    await page.goto(`${console.server.console}/denials`);
    const row = page
      .getByRole('table', { name: 'Denials' })
      .getByRole('row', { name: /New seats were paused, and the device held none\./ })
      .first();
    await row.getByRole('button').first().click();
    const dialog = page.getByRole('dialog', { name: 'Refused' });
    await dialog.getByText('Resume new seats. The device gets its seat when it asks again.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('link', { name: 'Resume new seats' }).click();
    await page.getByRole('switch', { name: 'Pause new seats' }).and(page.locator(':checked')).waitFor();
  });

  it('ends by the button of the notice; the device gets its seat, and the denial leads to who paused them', async () => {
    const { page } = opened;
    await notice(opened).getByRole('button', { name: 'Resume new seats' }).click();
    await notice(opened).waitFor({ state: 'detached' });
    await eventually(isPaused).toBe(false);
    await notice(watching).waitFor({ state: 'detached' });
    expect(await console.acquire('line-9-scanner')).toBe(201);
    await page.goto(`${console.server.console}/denials`);
    await page.getByRole('link', { name: 'Who paused them, and when' }).first().click();
    const table = page.getByRole('table', { name: 'Ledger events' });
    await table.getByText('New seats paused').first().waitFor();
    await table.getByText('New seats resumed').first().waitFor();
  });

  it('is in the command palette, in both languages', async () => {
    const { page } = await console.open('/', { locale: 'de-DE' });
    const choose = async (typed: string, label: string): Promise<void> => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: /^Gerät, Code/ }).fill(typed);
      await page.getByRole('option', { name: label }).waitFor();
      await page.keyboard.press('Enter');
    };
    await choose('anhalt', 'Neue Plätze anhalten');
    await page.getByRole('status').getByText('Neue Plätze sind angehalten').waitFor();
    await eventually(isPaused).toBe(true);
    expect(await findBarriers(page)).toEqual([]);
    await choose('freig', 'Neue Plätze freigeben');
    await page.getByRole('status').getByText('Neue Plätze sind angehalten').waitFor({ state: 'detached' });
    await eventually(isPaused).toBe(false);
    await page.context().close();
  });
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choose, eventually } from './support/act.ts';
import { findBarriers } from './support/barriers.ts';
import { type PlantConsole, startPlantConsole } from './support/console.ts';
import type { ConsolePage } from './support/console-page.ts';

let console: PlantConsole;
let opened: ConsolePage;
let receiver: Server;
/** What the webhook was told. */
const posted: Readonly<Record<string, unknown>>[] = [];

beforeAll(async () => {
  receiver = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    request.on('end', () => {
      posted.push(JSON.parse(text));
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
  console = await startPlantConsole();
  opened = await console.open('/alerts');
});

afterAll(async () => {
  receiver.close();
  await console.close();
});

const alertOf = (title: string | RegExp) =>
  opened.page.getByRole('listitem').filter({ has: opened.page.getByRole('heading', { name: title, level: 2 }) });

describe('open alerts', () => {
  it('say what happened and what to do, the critical ones first', async () => {
    const { page } = opened;
    await alertOf('Archive Server: the term is over')
      .getByText('Ask Lumen OCR for a renewal and import the license file before the grace stage is over.')
      .waitFor();
    const first = page.getByRole('main').getByRole('listitem').first();
    await first.getByText(/^Critical/).waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });

  it('lead to what they are about', async () => {
    const { page } = opened;
    await alertOf('Backups are on one disk only').getByRole('link', { name: 'Look at it' }).click();
    await page.getByRole('heading', { name: 'Backups', level: 1 }).waitFor();
    await page.goBack();
  });

  it('that were dismissed by mistake are open again by one press', async () => {
    const { page } = opened;
    await alertOf('Backups are on one disk only').getByRole('button', { name: 'Dismiss' }).click();
    await alertOf('Backups are on one disk only').waitFor({ state: 'detached' });
    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click();
    await page.getByText('It is open again.').waitFor();
    await alertOf('Backups are on one disk only').waitFor();
  });

  it('are dismissed, and stay among the past ones with who did it', async () => {
    const { page } = opened;
    await alertOf('Backups are on one disk only').getByRole('button', { name: 'Dismiss' }).click();
    await page.getByText('Taken off the list. It stays under Past.').waitFor();
    await alertOf('Backups are on one disk only').waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: 'Past' }).click();
    await page.getByRole('row', { name: /Backups are on one disk only.*dismissed by admin/ }).waitFor();
    await choose(page, 'Subject', 'Clock');
    await page.getByText('Nothing fits this search.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });
});

describe('thresholds', () => {
  it('are changed as a draft that can be discarded, and hold once they are saved', async () => {
    const { page } = opened;
    await page.getByRole('tab', { name: 'Thresholds' }).click();
    const age = page.getByRole('textbox', { name: 'Backup: hours' });
    await age.fill('48');
    await page.getByRole('button', { name: 'Discard' }).click();
    await eventually(() => age.inputValue()).toBe('24');
    await age.fill('36');
    const toSyslog = page.getByRole('checkbox', { name: 'Quota to Syslog' });
    await toSyslog.uncheck();
    const terms = page
      .getByRole('textbox', { name: 'Term: thresholds' })
      .or(page.getByRole('combobox', { name: 'Term: thresholds' }));
    await terms.fill('45');
    await terms.press('Enter');
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved, and in force.').waitFor();
    await page.reload();
    await eventually(() => age.inputValue()).toBe('36');
    await eventually(() => toSyslog.isChecked()).toBe(false);
    await page.getByRole('row', { name: /^Term/ }).getByText('45', { exact: true }).waitFor();
  });

  it('that cannot be are refused beside their field, and nothing changes', async () => {
    const { page } = opened;
    opened.expectRefusals();
    const share = page.getByRole('textbox', { name: 'Disk: %' });
    await share.fill('900');
    await page.getByRole('button', { name: 'Save' }).click();
    const cell = page.getByRole('row', { name: /^Disk/ });
    await cell.getByText('A whole number from 0 to 100.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Discard' }).click();
    await eventually(() => share.inputValue()).toBe('5');
  });

  it('go back to their defaults after a question', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: 'Back to the defaults' }).click();
    const dialog = page.getByRole('dialog', { name: 'Set all thresholds back?' });
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Back to the defaults' }).click();
    await page.getByText('All thresholds are back at their defaults.').waitFor();
    await eventually(() => page.getByRole('textbox', { name: 'Backup: hours' }).inputValue()).toBe('24');
  });
});

describe('where alerts go', () => {
  it('is saved and tested in one press, and a delivered test is said to be', async () => {
    const { page } = opened;
    await page.getByRole('tab', { name: 'Where they go' }).click();
    const card = page.getByRole('region', { name: 'Webhook' });
    await card.getByText('Switched off').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await card.getByLabel('Address').fill(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/alerts`);
    await card.getByRole('switch', { name: 'Send alerts there' }).check({ force: true });
    await card.getByRole('button', { name: 'Save and send a test' }).click();
    await card.getByText(/^Delivered\./).waitFor();
    expect(posted).toHaveLength(1);
    await card.getByText(/^Switched on/).waitFor();
  });

  it('that nobody answers is told with the reason', async () => {
    const { page } = opened;
    const card = page.getByRole('region', { name: 'E-mail' });
    await card.getByLabel('Relay').fill('127.0.0.1');
    await card.getByLabel('Port').fill('9');
    await card.getByLabel('From', { exact: true }).fill('causeway@plant.example');
    const to = card.getByLabel('To', { exact: true });
    await to.fill('it@plant.example');
    await to.press('Enter');
    await card.getByRole('switch', { name: 'Send alerts there' }).check({ force: true });
    await card.getByRole('button', { name: 'Save and send a test' }).click();
    await card.getByText(/^Not delivered\./).waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });

  it('says what is missing in the language of the console', async () => {
    const { page } = await console.open('/alerts?tab=channels', { locale: 'de-DE' });
    const card = page.getByRole('region', { name: 'Syslog' });
    await card.getByRole('button', { name: 'Probe senden' }).click();
    await card.getByRole('status').getByText('Geben Sie Name oder Adresse des Syslog-Servers ein.').waitFor();
    await page.context().close();
  });

  it('never shows a secret that was set', async () => {
    const { page } = opened;
    const card = page.getByRole('region', { name: 'Webhook' });
    await card.getByLabel('Secret').fill('a secret of the plant');
    // What was saved before may still be told of on the page.
    const saved = page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok());
    await card.getByRole('button', { name: 'Save', exact: true }).click();
    await saved;
    await page.reload();
    const secret = page.getByRole('region', { name: 'Webhook' }).getByPlaceholder('set; typed anew it is replaced');
    await eventually(() => secret.inputValue()).toBe('');
    expect(await page.content()).not.toContain('a secret of the plant');
  });
});

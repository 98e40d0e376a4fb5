import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { administrator } from '../support/commands.ts';
import { eventually } from './support/act.ts';
import { findBarriers } from './support/barriers.ts';
import { type PlantConsole, startPlantConsole } from './support/console.ts';
import type { ConsolePage } from './support/console-page.ts';

let console: PlantConsole;
let opened: ConsolePage;

beforeAll(async () => {
  console = await startPlantConsole();
  opened = await console.open('/');
  const found = await elsewhere<{ items: readonly { uuid: string }[] }>('GET', 'devices?search=line-1-scanner');
  scanner = found.items[0]?.uuid ?? '';
});

afterAll(() => console.close());

const overtaken = 'Somebody else has changed this meanwhile. Saving replaces that.';
let scanner: string;

/** What another administrator does meanwhile. */
const elsewhere = <T>(method: 'GET' | 'PATCH' | 'POST', path: string, json?: unknown): Promise<T> =>
  administrator<T>(console.server, `/admin/v1/${path}`, { method, ...(json !== undefined && { json }) });

const codeAt = (code: string) =>
  elsewhere<{ items: readonly string[]; processes: readonly string[]; note: string }>(
    'GET',
    `handshakes/acme-vision/${code}`,
  );

/** Goes to another place of the console without reading the page anew. */
const goTo = (path: string): Promise<void> => opened.page.goto(console.server.console + path).then(() => undefined);

describe('what is typed', () => {
  it('stays when somebody else changes the same, and says so', async () => {
    const { page } = opened;
    await goTo('/handshakes?code=acme-vision/200001-default');
    const note = page.getByRole('textbox', { name: 'Note' });
    await note.fill('for the night');
    await elsewhere('PATCH', 'handshakes/acme-vision/200001-default', { note: 'for the morning' });
    await page.getByText(overtaken).waitFor();
    expect(await note.inputValue()).toBe('for the night');
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await eventually(() => note.inputValue()).toBe('for the morning');
  });

  it('leaves alone what somebody else has written beside it', async () => {
    const { page } = opened;
    await goTo(`/devices?device=${scanner}`);
    const about = page.getByRole('region', { name: 'About this device' });
    await about.getByLabel('Name').fill('gate');
    await elsewhere('PATCH', `devices/${scanner}`, { note: 'battery defective' });
    await eventually(() => about.getByLabel('Note').inputValue()).toBe('battery defective');
    await about.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'gate', level: 1 }).waitFor();
    expect(await elsewhere('GET', `devices/${scanner}`)).toMatchObject({ name: 'gate', note: 'battery defective' });
  });

  it('goes on while what was typed before is being saved', async () => {
    const { page } = opened;
    const note = page.getByRole('region', { name: 'About this device' }).getByLabel('Note');
    const [held, letGo] = gate();
    await page.route(`**/admin/v1/devices/${scanner}`, async (route) => {
      if (route.request().method() === 'PATCH') await held;
      await route.continue();
    });
    await note.fill('battery');
    await page.getByRole('button', { name: 'Save' }).click();
    await note.fill('battery exchanged');
    letGo();
    await page.getByText('Saved.', { exact: true }).last().waitFor();
    await eventually(async () => (await elsewhere<{ note: string }>('GET', `devices/${scanner}`)).note).toBe('battery');
    expect(await note.inputValue()).toBe('battery exchanged');
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.unrouteAll();
  });

  it('is not lost by leaving the page before somebody has said that it may be', async () => {
    const { page } = opened;
    await goTo('/settings');
    const port = page.getByRole('region', { name: 'Listener for devices' }).getByLabel('Port');
    await eventually(() => port.inputValue()).toBe('4870');
    await port.fill('4999');
    const question = page.getByRole('dialog', { name: 'Leave without saving?' });
    for (const link of ['Retention', 'Devices']) {
      await page.getByRole('link', { name: link, exact: true }).click();
      await question.waitFor();
      expect(await findBarriers(page)).toEqual([]);
      await question.getByRole('button', { name: 'Stay' }).click();
      await question.waitFor({ state: 'detached' });
      expect(await port.inputValue()).toBe('4999');
    }
    await page.getByRole('link', { name: 'Retention', exact: true }).click();
    await question.getByRole('button', { name: 'Leave and lose it' }).click();
    await page.getByRole('heading', { name: 'Retention', level: 2 }).waitFor();
    await page.getByRole('link', { name: 'Devices', exact: true }).click();
    await page.getByRole('heading', { name: 'Devices', level: 1 }).waitFor();
  });
});

describe('a list that is written whole', () => {
  it('of backup places is not replaced unseen', async () => {
    const { page } = opened;
    const [own, theirs] = ['own', 'theirs'].map((name) => join(console.folder, name)) as [string, string];
    for (const place of [own, theirs]) await mkdir(place);
    await goTo('/backups');
    const places = page.getByRole('region', { name: 'Further places' });
    await places.getByRole('button', { name: 'Add a folder' }).click();
    await places.getByRole('textbox').fill(own);
    await elsewhere('PATCH', 'settings', { backups: { places: [theirs] } });
    await places.getByText(overtaken).waitFor();
    await places.getByRole('button', { name: 'Discard' }).click();
    await eventually(() => places.getByRole('textbox').inputValue()).toBe(theirs);
  });

  it('of items keeps what was attached while the question was on screen', async () => {
    const { page } = opened;
    const items = ['inspect', 'line-scan'];
    await elsewhere('POST', 'handshakes', { vendor: 'acme-vision', code: '200001-night-shift', items });
    await goTo('/licenses?item=acme-vision/line-scan');
    await page.getByRole('button', { name: 'Detach from 200001-night-shift' }).click();
    await elsewhere('PATCH', 'handshakes/acme-vision/200001-night-shift', { items: ['inspect', 'line-scan', 'pages'] });
    await page.getByRole('dialog').getByRole('button', { name: 'Detach the item' }).click();
    await eventually(async () => (await codeAt('200001-night-shift')).items).toEqual(['inspect', 'pages']);
    await page.getByRole('button', { name: 'Undo' }).click();
    await eventually(async () => (await codeAt('200001-night-shift')).items).toEqual(['inspect', 'line-scan', 'pages']);
  });

  it('of items is left in the order of the last move, however long the first takes', async () => {
    const { page } = opened;
    await goTo('/handshakes?code=acme-vision/200001-night-shift');
    const [held, letGo] = gate();
    let sent = 0;
    await page.route('**/admin/v1/handshakes/acme-vision/200001-night-shift', async (route) => {
      if (route.request().method() === 'PATCH') {
        sent += 1;
        if (sent === 1) await held;
      }
      await route.continue();
    });
    const down = page.getByRole('button', { name: 'Move Surface Inspection down' });
    await down.click();
    await down.click();
    letGo();
    await eventually(async () => (await codeAt('200001-night-shift')).items).toEqual(['line-scan', 'pages', 'inspect']);
    await eventually(() => sent).toBe(2);
    await page.unrouteAll();
  });

  it('of processes takes names with spaces in them', async () => {
    const { page } = opened;
    const panel = page.getByRole('region', { name: 'Validation fields' });
    await panel.getByLabel('Process names').fill('Barcode Reader.exe');
    await page.keyboard.press('Enter');
    await panel.getByRole('button', { name: 'Save' }).click();
    await eventually(async () => (await codeAt('200001-night-shift')).processes).toEqual(['Barcode Reader.exe']);
  });
});

describe('a figure', () => {
  it('is what was typed after the field was emptied, and a text that is none is said to be left out', async () => {
    const { page } = opened;
    await goTo('/alerts?tab=thresholds');
    const hours = page.getByRole('textbox', { name: 'Backup: hours' });
    await eventually(() => hours.inputValue()).not.toBe('');
    await hours.click();
    await hours.press('ControlOrMeta+a');
    await hours.press('Backspace');
    await hours.pressSequentially('48');
    expect(await hours.inputValue()).toBe('48');
    const name = 'Peak of live seats: thresholds';
    const shares = page.getByRole('textbox', { name }).or(page.getByRole('combobox', { name }));
    await shares.fill('85%');
    await shares.press('Enter');
    await shares.fill('7.5');
    await shares.press('Enter');
    await page.getByText('“7.5” is not a whole number, and was left out.').waitFor();
    await page.getByRole('row', { name: /^Peak/ }).getByText('85', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Discard' }).click();
    expect(await findBarriers(page)).toEqual([]);
  });

  it('of a day can be typed key by key', async () => {
    const { page } = opened;
    await goTo('/usage?range=own');
    for (const [field, keys, date] of [
      ['From', '01152026', '2026-01-15'],
      ['To', '02202026', '2026-02-20'],
    ] as const) {
      await page.getByLabel(field, { exact: true }).focus();
      await page.keyboard.type(keys);
      await eventually(() => new URL(page.url()).searchParams.get(field.toLowerCase())).toBe(date);
      expect(await page.getByLabel(field, { exact: true }).inputValue()).toBe(date);
    }
  });
});

describe('the pattern of a schedule', () => {
  it('stays on screen when it is emptied, and means the default then', async () => {
    const { page } = opened;
    await goTo('/backups');
    const schedule = page.getByRole('region', { name: 'Schedule' });
    await schedule.getByRole('combobox').click();
    await page.getByRole('option', { name: 'by a pattern of its own' }).click();
    const pattern = schedule.getByLabel('Pattern');
    await pattern.fill('');
    expect(await pattern.evaluate((field) => field === document.activeElement)).toBe(true);
    await schedule.getByRole('button', { name: 'Save' }).click();
    await eventually(() => schedule.getByRole('combobox').inputValue()).toBe('every hour');
  });
});

/** Something that waits until it is let go. */
function gate(): readonly [held: Promise<void>, letGo: () => void] {
  let letGo = (): void => undefined;
  const held = new Promise<void>((done) => {
    letGo = done;
  });
  return [held, letGo];
}

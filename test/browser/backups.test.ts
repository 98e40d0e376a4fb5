import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choose, downloadBy, eventually } from './support/act.ts';
import { findBarriers } from './support/barriers.ts';
import { type PlantConsole, startPlantConsole } from './support/console.ts';
import type { ConsolePage } from './support/console-page.ts';

let console: PlantConsole;
let opened: ConsolePage;

beforeAll(async () => {
  console = await startPlantConsole();
  opened = await console.open('/backups');
});

afterAll(() => console.close());

const rows = () => opened.page.getByRole('table', { name: 'Backups' }).getByRole('row');

describe('backups', () => {
  it('are listed with age, size and whether they were read back', async () => {
    const { page } = opened;
    const row = rows().nth(1);
    await row.getByText('Verified').waitFor();
    await row.getByText(/[KM]iB$/).waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });

  it('are made at a press, and the list has the new one', async () => {
    const { page } = opened;
    const before = await rows().count();
    await page.getByRole('button', { name: 'Back up now' }).click();
    await page
      .getByRole('status')
      .getByText(/^The backup is written and verified: [\d.]+ [KM]iB\./)
      .waitFor();
    await eventually(() => rows().count()).toBe(before + 1);
    expect(await findBarriers(page)).toEqual([]);
  });

  it('are saved as a file that only the recovery code opens', async () => {
    const { page } = opened;
    const { name, bytes } = await downloadBy(page, () => rows().nth(1).getByRole('link').click());
    expect(name).toMatch(/\.cwbackup$/);
    expect(bytes.length).toBeGreaterThan(10_000);
    expect(bytes.includes('SQLite format 3')).toBe(false);
  });

  it('show what restoring would lose before anybody does it, and how it is done', async () => {
    const { page } = opened;
    await page.getByRole('table', { name: 'Backups' }).getByRole('button').last().click();
    const dialog = page.getByRole('dialog', { name: /^Restore the backup of / });
    await dialog.getByRole('heading', { name: 'What would be lost' }).waitFor();
    await dialog.getByText(/^\d+ ledger events? since then: seats, imports, settings, log-ins\.$/).waitFor();
    const command = await dialog.getByText(/^causeway restore ".*\.cwbackup"/).textContent();
    expect(command).toContain(`.cwbackup" --data-dir "${console.plant.folder}" --force`);
    await dialog.getByText('A new epoch begins, and the next sync bundle tells the vendors of it.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });

  it('follow a schedule that is chosen or written, and a wrong one is refused', async () => {
    const { page } = opened;
    const schedule = page.getByRole('region', { name: 'Schedule' });
    await choose(schedule, 'A backup is made', 'every six hours');
    await schedule.getByLabel('Latest').fill('12');
    await schedule.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved, and in force.').waitFor();
    await page.reload();
    await eventually(() => schedule.getByRole('combobox').inputValue()).toBe('every six hours');
    await eventually(() => schedule.getByLabel('Latest').inputValue()).toBe('12 backups');
    opened.expectRefusals();
    await choose(schedule, 'A backup is made', 'by a pattern of its own');
    await schedule.getByLabel('Pattern').fill('every now and then');
    await schedule.getByRole('button', { name: 'Save' }).click();
    await schedule
      .getByText(/schedule|pattern|cron/i)
      .nth(1)
      .waitFor();
    await schedule.locator('[aria-invalid="true"]').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await schedule.getByRole('button', { name: 'Discard' }).click();
  });

  it('go to a second place from the next one on', async () => {
    const { page } = opened;
    const second = join(console.folder, 'second disk');
    await mkdir(second);
    const places = page.getByRole('region', { name: 'Further places' });
    await places.getByRole('button', { name: 'Add a folder' }).click();
    await places.getByRole('textbox', { name: 'Folder 1' }).fill('/nowhere/at/all');
    await places.getByRole('button', { name: 'Save' }).click();
    await places
      .getByRole('alert')
      .getByText(/\/nowhere\/at\/all does not exist/)
      .waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await places.getByRole('textbox', { name: 'Folder 1' }).fill(second);
    await places.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved, and in force.').waitFor();
    await page.getByRole('button', { name: 'Back up now' }).click();
    await page
      .getByRole('status')
      .getByText(/Copied to one more place\./)
      .waitFor();
    expect((await readdir(second)).filter((name) => name.endsWith('.cwbackup'))).toHaveLength(1);
  });
});

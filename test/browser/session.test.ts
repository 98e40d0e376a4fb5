import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { administrator, serve } from '../support/commands.ts';
import { eventually } from './support/act.ts';
import { findBarriers } from './support/barriers.ts';
import { type PlantConsole, startPlantConsole } from './support/console.ts';
import { logIn, openPage } from './support/console-page.ts';
import { plantPassword } from './support/plant.ts';

let console: PlantConsole;

beforeAll(async () => {
  console = await startPlantConsole();
});

afterAll(() => console.close());

const noteOf = (page: Page) => page.getByLabel('Note', { exact: true });

/** Somebody else changes the note of a code. */
function writeNote(note: string): Promise<unknown> {
  const path = '/admin/v1/handshakes/acme-vision/200001-hall-4';
  return administrator(console.server, path, { method: 'PATCH', json: { note } });
}

/** An administrator sets the password of a user, which ends the sessions of that user. */
function endSessions(user: string): Promise<unknown> {
  const json = { password: plantPassword };
  return administrator(console.server, `/admin/v1/users/${user}`, { method: 'PATCH', json });
}

/** A browser without a screen never hides a page by itself. */
async function show(page: Page, isShown: boolean): Promise<void> {
  await page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
    document.dispatchEvent(new Event('visibilitychange'));
  }, !isShown);
}

const password = (page: Page) => page.locator('input[autocomplete="current-password"]');

describe('logging in', () => {
  it('is asked for before anything is shown, and leads to the page that was wanted', async () => {
    const { page } = await openPage(console.browser, `${console.server.console}/handshakes`);
    await page.getByRole('button', { name: 'Log in' }).waitFor();
    await eventually(() => page.getByRole('navigation').count()).toBe(0);
    expect(await findBarriers(page)).toEqual([]);
    await eventually(() => password(page).evaluate((field) => field === document.activeElement)).toBe(true);
    await page.getByLabel('User').fill('admin');
    await password(page).fill(plantPassword);
    // By keyboard alone.
    await password(page).press('Enter');
    await page.getByRole('heading', { name: 'Handshake codes', level: 1 }).waitFor();
    await page.context().close();
  });

  it('with a wrong password is refused in a sentence, and the password is empty again', async () => {
    const { page } = await openPage(console.browser, console.server.console);
    await page.getByLabel('User').fill('admin');
    await password(page).fill('not this one');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('alert').waitFor();
    await eventually(() => page.getByRole('alert').textContent()).toMatch(/password is wrong|password/i);
    await eventually(() => password(page).inputValue()).toBe('');
    expect(await findBarriers(page)).toEqual([]);
    await page.context().close();
  });

  it('while the server does not answer leaves the password where it is', async () => {
    const { page, expectAway } = await openPage(console.browser, console.server.console);
    await password(page).fill(plantPassword);
    expectAway();
    await page.context().setOffline(true);
    await password(page).press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await password(page).inputValue()).toBe(plantPassword);
    await page.context().setOffline(false);
    await password(page).press('Enter');
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
    await page.context().close();
  });

  it('is not left for a file that is dropped there', async () => {
    const { page } = await openPage(console.browser, console.server.console);
    await password(page).waitFor();
    const prevented = await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['x'], 'site.cwlic'));
      return ['dragover', 'drop'].map((type) => {
        const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
        document.body.dispatchEvent(event);
        return event.defaultPrevented;
      });
    });
    expect(prevented).toEqual([true, true]);
    await page.context().close();
  });

  it('out ends the session at the server too', async () => {
    const { page } = await console.open('/');
    await page.getByRole('button', { name: 'admin' }).click();
    await page.getByRole('menuitem', { name: 'Log out' }).click();
    await page.getByRole('button', { name: 'Log in' }).waitFor();
    await page.goto(`${console.server.console}/devices`);
    await page.getByRole('button', { name: 'Log in' }).waitFor();
    await page.context().close();
  });

  it('as an operator shows what an operator may do and nothing else', async () => {
    const { page } = await console.open('/handshakes', { user: 'mia' });
    await page.getByRole('button', { name: 'New code' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByText('Backups').last().waitFor();
    await eventually(() => page.getByRole('dialog').getByText('Set-up').count()).toBe(0);
    await page.context().close();
  });

  it('as a viewer shows everything and offers no change', async () => {
    await addViewer(console);
    const { page } = await console.open('/handshakes', { user: 'vera' });
    await page.getByRole('button', { name: '200001-default' }).click();
    await page.getByRole('heading', { name: '200001-default' }).waitFor();
    await page.getByRole('heading', { name: 'Validation fields' }).waitFor();
    for (const name of [/^Move/, /^Detach/, 'Remove', 'Set a password', 'Save']) {
      await eventually(() => page.getByRole('button', { name }).count()).toBe(0);
    }
    await page.context().close();
  });
});

describe('a session that ends', () => {
  it('costs nothing that was typed: who was there logs in again over the page, and goes on', async () => {
    const { page } = await console.open('/handshakes?code=acme-vision/200001-hall-4', { user: 'mia' });
    await noteOf(page).fill('half a page');
    await endSessions('mia');
    const dialog = page.getByRole('dialog', { name: 'Your session has ended: log in again to go on' });
    await dialog.waitFor();
    expect(await dialog.getByLabel('User').inputValue()).toBe('mia');
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await password(page).fill(plantPassword);
    await password(page).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await noteOf(page).inputValue()).toBe('half a page');
    await page.context().close();
  });

  it('leaves nothing on the page for another user who logs in', async () => {
    const { page } = await console.open('/handshakes?code=acme-vision/200001-hall-4', { user: 'mia' });
    await noteOf(page).fill('for the eyes of mia');
    await endSessions('mia');
    await page.getByRole('dialog').getByLabel('User').fill('admin');
    await password(page).fill(plantPassword);
    await password(page).press('Enter');
    await page.getByRole('button', { name: 'admin' }).waitFor();
    expect(await noteOf(page).inputValue()).not.toBe('for the eyes of mia');
    await page.context().close();
  });
});

describe('other windows of the same browser', () => {
  it('notice when one logs out, and who logs in next', async () => {
    const { page } = await console.open('/devices');
    const other = await page.context().newPage();
    await other.goto(`${console.server.console}/handshakes`);
    await other.getByRole('button', { name: 'admin' }).click();
    await other.getByRole('menuitem', { name: 'Log out' }).click();
    await page.getByRole('button', { name: 'Log in' }).waitFor();
    await logIn(other, plantPassword, 'mia');
    await page.getByRole('button', { name: 'mia' }).waitFor();
    await page.getByRole('heading', { name: 'Devices', level: 1 }).waitFor();
    await page.context().close();
  });

  it('hold no connection while they are hidden, and show the newest when they are seen again', async () => {
    const { page } = await console.open('/');
    const hidden: Page[] = [];
    // A browser has six connections to a server.
    for (let count = 0; count < 6; count += 1) {
      const other = await page.context().newPage();
      const events = other.waitForRequest('**/admin/v1/events');
      await other.goto(`${console.server.console}/handshakes?code=acme-vision/200001-hall-4`);
      await noteOf(other).waitFor();
      await events;
      await show(other, false);
      hidden.push(other);
    }
    await page.getByRole('navigation').getByRole('link', { name: 'Denials' }).click();
    await page.getByRole('row').nth(1).waitFor();
    await writeNote('written while nobody looked');
    await show(hidden[0]!, true);
    await eventually(() => noteOf(hidden[0]!).inputValue()).toBe('written while nobody looked');
    await page.context().close();
  });
});

describe('live events that were cut off for a moment', () => {
  it('cost nothing that happened in between', async () => {
    const { page } = await console.open('/handshakes?code=acme-vision/200001-hall-4');
    let goOn = (): void => undefined;
    const isWritten = new Promise<void>((done) => {
      goOn = done;
    });
    let streams = 0;
    await page.route('**/admin/v1/events', async (route) => {
      streams += 1;
      // The first one ends at once, the next begins when something has happened.
      if (streams === 1) return route.fulfill({ contentType: 'text/event-stream', body: 'retry: 1\n\n' });
      await isWritten;
      return route.continue();
    });
    await page.reload();
    await noteOf(page).waitFor();
    await eventually(() => streams).toBe(2);
    await writeNote('written in between');
    goOn();
    await eventually(() => noteOf(page).inputValue()).toBe('written in between');
    await page.context().close();
  });
});

describe('a server that is away', () => {
  it('costs nothing that was typed when the pointer comes over the navigation, and is told of on the page gone to', async () => {
    const { page, expectAway } = await console.open('/handshakes?code=acme-vision/200001-hall-4');
    const note = noteOf(page);
    await note.fill('typed before the server went away');
    expectAway();
    await page.context().setOffline(true);
    const usage = page.getByRole('navigation').getByRole('link', { name: 'Usage' });
    const asked = page.waitForEvent('requestfailed', (request) => request.url().includes('/assets/usage-page'));
    await usage.hover();
    await asked;
    await eventually(() => note.inputValue()).toBe('typed before the server went away');
    await usage.click();
    await page.getByRole('button', { name: 'Leave and lose it' }).click();
    await page.getByText('This page could not be shown.').waitFor();
    await page.getByRole('button', { name: 'Load the page again' }).click();
    await page.getByRole('alert').getByText('The server does not answer.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Load the page again' }).click();
    await page.getByRole('heading', { name: 'Usage', level: 1 }).waitFor();
    await page.context().close();
  });

  it('is told of with what it means, and the page goes on by itself when it is back', async () => {
    const { page, expectAway } = await console.open('/devices');
    await page.getByRole('table').waitFor();
    expectAway();
    const port = new URL(console.server.console).port;
    await console.server.stop();
    await page.getByText('The server does not answer.').waitFor();
    await page.getByText('The page goes on by itself').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await eventually(() => page.getByRole('row').count()).toBeGreaterThan(1);
    const again = await serve(console.plant.folder, { args: ['--no-tls', '--console-port', port] });
    try {
      await page.getByText('The server does not answer.').waitFor({ state: 'detached' });
    } finally {
      await again.stop();
    }
  });
});

/** The administrator adds a user who may look. */
async function addViewer({ server }: PlantConsole): Promise<void> {
  const { token } = await administrator<{ token: string }>(server, '/admin/v1/tokens', {
    method: 'POST',
    json: { role: 'admin' },
  });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ name: 'vera', role: 'viewer', password: plantPassword });
  await fetch(`${server.console}/admin/v1/users`, { method: 'POST', headers, body });
}

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { administrator, serve } from '../support/commands.ts';
import type { DesktopApp } from './support/desktop-app.ts';
import { noticesOf, patience, type Stage, setStage, setUpSite } from './support/desktop-site.ts';
import { launchOnStandIn } from './support/launch-on-stand-in.ts';

type Item = { readonly label?: string; readonly checked?: boolean; click(item: { readonly checked: boolean }): void };
type Kept = {
  readonly Tray: { readonly shown: { readonly toolTip: string; readonly menu: { readonly items: Item[] } } };
};

/** What the tray says, and whether its item of that name is ticked; undefined: there is no such item. */
const trayOf = (app: DesktopApp, label: string) =>
  app.evaluate((main, name) => {
    const { toolTip, menu } = (main as unknown as Kept).Tray.shown;
    return { toolTip, isTicked: menu.items.find((item) => item.label === name)?.checked };
  }, label);

const tick = (app: DesktopApp, label: string, checked: boolean) =>
  app.evaluate(
    (main, asked) => {
      const { items } = (main as unknown as Kept).Tray.shown.menu;
      items.find((item) => item.label === asked.label)?.click({ checked: asked.checked });
    },
    { label, checked },
  );

const ticked = (app: DesktopApp, label: string, isTicked: boolean | undefined) =>
  vi.waitFor(async () => expect((await trayOf(app, label)).isTicked).toBe(isTicked), patience);

const pausedAt = (app: DesktopApp) =>
  app.page.evaluate(async () => (await (await fetch('/admin/v1/status')).json()).newSeatsPaused as boolean);

describe('pausing new seats in the tray, seen by a stand-in alone', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await setStage(launchOnStandIn);
  });
  afterAll(() => stage.strike());

  it('pauses and resumes those of the server in the app, and follows what the console does', async () => {
    const label = 'Pause new seats';
    const place = await stage.makePlace();
    await setUpSite(place);
    const app = await stage.start({ place });
    await ticked(app, label, false);
    await tick(app, label, true);
    await ticked(app, label, true);
    expect((await trayOf(app, label)).toolTip).toMatch(/^Causeway: .+\. New seats are paused$/);
    expect(await pausedAt(app)).toBe(true);
    const notice = app.page.getByRole('status').filter({ hasText: 'New seats are paused' });
    await notice.getByRole('button', { name: 'Resume new seats' }).click();
    await ticked(app, label, false);
    expect((await trayOf(app, label)).toolTip).not.toContain('New seats');
    expect(await pausedAt(app)).toBe(false);
  });

  it('pauses those of a server that runs already, in the language of the system', async () => {
    const label = 'Neue Plätze anhalten';
    const place = await stage.makePlace();
    const server = await serve(join(place, 'site'), { args: ['--no-tls'] });
    const status = () => administrator<{ newSeatsPaused: boolean }>(server, '/admin/v1/status');
    const app = await stage.start({ place, locale: 'de-DE' });
    await ticked(app, label, false);
    await tick(app, label, true);
    await ticked(app, label, true);
    expect(await status()).toMatchObject({ newSeatsPaused: true });
    expect((await trayOf(app, label)).toolTip).toContain('Neue Plätze sind angehalten');
    await tick(app, label, false);
    await ticked(app, label, false);
    expect(await status()).toMatchObject({ newSeatsPaused: false });
    // Without a server nothing is known, and nothing can be changed: not even in a menu that was open.
    await app.evaluate((main, name) => {
      const { items } = (main as unknown as Kept).Tray.shown.menu;
      Object.assign(globalThis, { open: items.find((item) => item.label === name) });
    }, label);
    await server.stop();
    await ticked(app, label, undefined);
    await app.evaluate(() => (globalThis as unknown as { open: Item }).open.click({ checked: true }), null);
    await vi.waitFor(
      async () => expect((await noticesOf(app)).join('\n')).toContain('hat die Änderung nicht angenommen'),
      patience,
    );
    await ticked(app, label, undefined);
  });
});

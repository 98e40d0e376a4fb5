import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createVendor, makeCard } from '../support/vendor.ts';
import type { DesktopApp } from './support/desktop-app.ts';
import { type DesktopWindow, hear, noticesOf, patience, type Stage, setStage } from './support/desktop-site.ts';
import { describeOnBoth } from './support/kinds.ts';

declare const window: DesktopWindow;

type Told = { readonly files: readonly { readonly name: string }[]; readonly drive: string | null };

describeOnBoth('removable drives', (launch) => {
  let stage: Stage;
  let app: DesktopApp;
  let heard: Awaited<ReturnType<typeof hear>>;
  const stick = (): string => join(app.drives, 'STICK');

  beforeAll(async () => {
    stage = await setStage(launch);
    app = await stage.start({ place: await stage.makePlace() });
    heard = await hear(app);
  });
  afterAll(() => stage.strike());

  it('are noticed when they are put in, and what they carry for this site is offered', async () => {
    const prepared = join(await stage.makePlace(), 'STICK');
    await mkdir(prepared);
    await writeFile(join(prepared, 'acme.cwcard'), makeCard(createVendor()));
    await writeFile(join(prepared, 'holiday.jpg'), 'no picture');
    await rename(prepared, stick());
    await vi.waitFor(async () => {
      const told = (await heard()).find(({ name }) => name === 'files')?.event as Told;
      expect(told.files.map(({ name }) => name)).toEqual(['acme.cwcard']);
      expect(told.drive).toBe('STICK');
    }, patience);
    expect((await noticesOf(app)).filter((notice) => notice.startsWith('STICK was put in'))).toHaveLength(1);
  });

  it('are listed with their space', async () => {
    const answer = await app.page.evaluate(() => window.desktop.listDrives({}));
    expect(answer).toMatchObject({ ok: true, value: [{ name: 'STICK', path: stick(), writable: true }] });
    expect(answer.ok && (answer.value[0]?.free ?? 0)).toBeGreaterThan(0);
  });

  it('take a file that is read back and compared', async () => {
    const text = 'a sync bundle';
    const answer = await app.page.evaluate(
      ({ drive, content }) =>
        window.desktop.writeToDrive({ drive, name: 'site.cwsync', content: new TextEncoder().encode(content) }),
      { drive: stick(), content: text },
    );
    const digest = createHash('sha256').update(text).digest('base64url');
    expect(answer).toEqual({ ok: true, value: { path: join(stick(), 'site.cwsync'), bytes: text.length, digest } });
    expect(await readFile(join(stick(), 'site.cwsync'), 'utf8')).toBe(text);
    expect(await app.page.evaluate((drive) => window.desktop.ejectDrive({ drive }), stick())).toMatchObject({
      ok: true,
    });
  });

  it('that were taken out are not written to, and the page is told', async () => {
    await rm(stick(), { recursive: true });
    const answer = await app.page.evaluate(
      (drive) => window.desktop.writeToDrive({ drive, name: 'site.cwsync', content: new Uint8Array(9) }),
      stick(),
    );
    expect(answer).toMatchObject({ ok: false, code: 'not_found' });
    await vi.waitFor(async () => {
      expect((await heard()).findLast(({ name }) => name === 'drives')?.event).toEqual([]);
    }, patience);
  });
});

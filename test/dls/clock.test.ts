import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KeptClock } from '../../dls/clock.ts';
import { createDeviceServer } from '../../dls/http/device-server.ts';
import { keepClock } from '../../dls/jobs/keep-clock.ts';
import { confirmClock } from '../../dls/operations/clock.ts';
import { addToken } from '../../dls/operations/tokens.ts';
import { openSite } from '../../dls/start.ts';
import { keyOf } from '../support/plain-device.ts';
import { seedVendor } from '../support/seed.ts';
import { makeSite, type TestSite } from '../support/site.ts';
import { createVendor, testStart } from '../support/vendor.ts';

const DAY = 86_400;
let folder: string;
let site: TestSite;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'causeway-'));
  site = await makeSite({ folder });
});

afterEach(async () => {
  await site.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The server is stopped and begins again when the system clock says `now`. */
async function restartAt(now: number): Promise<void> {
  await site.stop();
  site = await makeSite({ folder, now });
}

async function ask(name: string): Promise<string> {
  const server = createDeviceServer(site, { tls: null, authority: null });
  const { product } = site.snapshot.current.items.values().next().value!;
  const payload = { device: keyOf(name), vendor: 'acme-vision', product, org: '200001' };
  const answer = await server.inject({ method: 'POST', url: '/v1/leases', payload });
  await server.close();
  return answer.json().code ?? 'ok';
}

describe('the mark of time', () => {
  it('outlives a restart: a system clock more than 5 minutes behind it is not trusted', async () => {
    await restartAt(testStart - 300);
    expect(site.clock.state()).toMatchObject({ now: testStart, trusted: true });
    await restartAt(testStart - 301);
    expect(site.clock.state()).toMatchObject({ now: testStart, trusted: false, behind: 301 });
    site.time.now += 10;
    expect(site.clock.state()).toMatchObject({ now: testStart + 10, trusted: false });
    await restartAt(testStart + 20);
    expect(site.clock.state()).toMatchObject({ now: testStart + 20, trusted: true });
  });

  it('is raised by every event of the ledger and by each time it is kept, so that a crash loses neither', async () => {
    const crashed = async (): Promise<number> => {
      const copy = mkdtempSync(join(tmpdir(), 'causeway-'));
      cpSync(folder, copy, { recursive: true });
      const after = await makeSite({ folder: copy, now: testStart - DAY });
      const { mark } = after.clock.state();
      await after.stop();
      rmSync(copy, { recursive: true });
      return mark;
    };
    site.time.now += 1_000;
    await addToken(site, { name: 'script', role: 'viewer', actor: 'command', once: null });
    expect(await crashed()).toBe(testStart + 1_000);
    site.time.now += 1_000;
    await keepClock(site.store, site.clock as KeptClock);
    expect(await crashed()).toBe(testStart + 2_000);
  });
});

describe('a system clock that is set back', () => {
  it('refuses nobody who held a seat in the last 30 days, and others while it is more than a day behind', async () => {
    await seedVendor(site, createVendor(), ['it-1']);
    expect(await ask('a')).toBe('ok');
    site.time.now -= DAY;
    expect([await ask('a'), await ask('b')]).toEqual(['ok', 'ok']);
    site.time.now -= 1;
    expect([await ask('a'), await ask('c')]).toEqual(['ok', 'clock_untrusted']);
    await restartAt(testStart - 400 * DAY);
    expect([await ask('a'), await ask('b'), await ask('c')]).toEqual(['ok', 'ok', 'clock_untrusted']);
  });
});

describe('a system clock that jumps forward', () => {
  it('by more than a day while the server runs raises no mark until an administrator confirms it', async () => {
    await site.stop();
    const said = { wall: testStart, monotonic: 0 };
    const machine = { wallMs: () => said.wall * 1_000, monotonicMs: () => said.monotonic * 1_000 };
    const { deps, close } = await openSite({ folder, machine });
    said.wall += DAY;
    expect(deps.clock.state()).toMatchObject({ now: testStart + DAY, trusted: true });
    expect(await confirmClock(deps, { actor: 'user:anna' })).toMatchObject({ confirmed: false });
    said.wall += DAY + 1;
    const jumped = testStart + 2 * DAY + 1;
    expect(deps.clock.state()).toMatchObject({ now: testStart + DAY, trusted: false, pendingForward: jumped });
    said.wall += 60;
    said.monotonic += 60;
    expect(deps.clock.state()).toMatchObject({ now: testStart + DAY + 60, pendingForward: jumped + 60 });
    expect(await confirmClock(deps, { actor: 'user:anna' })).toMatchObject({ confirmed: true, now: jumped + 60 });
    await close();
  });

  it('by more than 30 days over a stop waits for an administrator, over further restarts too', async () => {
    await restartAt(testStart + 30 * DAY);
    expect(site.clock.state()).toMatchObject({ now: testStart + 30 * DAY, trusted: true });
    const mark = testStart + 30 * DAY;
    await restartAt(mark + 30 * DAY + 1);
    expect(site.clock.state()).toMatchObject({ now: mark, trusted: false, pendingForward: mark + 30 * DAY + 1 });
    await restartAt(mark + 31 * DAY);
    expect(site.clock.state()).toMatchObject({ now: mark, trusted: false });
    expect(await confirmClock(site, { actor: 'user:anna' })).toMatchObject({ confirmed: true });
    expect(site.clock.state()).toMatchObject({ now: mark + 31 * DAY, trusted: true, pendingForward: null });
    await restartAt(mark + 31 * DAY + 5);
    expect(site.clock.state()).toMatchObject({ now: mark + 31 * DAY + 5, trusted: true });
  });
});

import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBackup } from '../../dls/operations/backup.ts';
import { restoreBackup } from '../../dls/operations/restore.ts';
import { changeSettings } from '../../dls/operations/settings.ts';
import { keyOf, plainClient } from '../support/plain-device.ts';
import { fleetDevice } from './support/fleet-device.ts';
import { type Island, makeIsland, newStick } from './support/island.ts';

const vendor = 'acme-vision';
const leaseSeconds = 600;
let island: Island;

beforeEach(async () => {
  island = await makeIsland([vendor]);
  const stick = newStick(island, 'stick');
  const term = { start: island.now() - 86_400, end: island.now() + 365 * 86_400 };
  const items = [
    { id: 'it-1', product: 'cad', metric: 'concurrent-device', quota: 3, leaseSeconds, features: ['draw'], ...term },
  ];
  island.desk.write('order.json', JSON.stringify({ organization: '200001', licensee: 'Harbor', items }));
  const files = ['--order', 'order.json', '--request', 'site.cwreq', '--out', 'stick/items.cwlic'];
  await island.desk.json('issue', '--dir', vendor, ...files);
  await island.importFrom(stick);
});

afterEach(() => island[Symbol.asyncDispose]());

const seat = (name: string) => fleetDevice(island, { name, vendor, product: 'cad' });
const pause = (newSeatsPaused: boolean) =>
  changeSettings(island.site(), { change: { devices: { newSeatsPaused } }, actor: 'user:anna' });

/** The status of a report of what a device used in the running slot. */
async function report(name: string): Promise<number> {
  const client = plainClient(island.base());
  const slot = island.now() - (island.now() % 180);
  const records = [{ vendor, slot, item: 'it-1', feature: 'draw', count: 2 }];
  const { status } = await client.post('/v1/usage', { device: keyOf(name), report: 1, records });
  client.close();
  return status;
}

describe('new seats that an administrator paused', () => {
  it('stay so over a restart: who holds a seat renews, reports and gives it back, and then is new as well', async () => {
    const [holder, stranger] = [seat('holder'), seat('stranger')];
    expect(await holder.ask()).toBe('ok');
    await pause(true);
    expect(await stranger.ask()).toBe('quota_exhausted');
    await island.restart(async () => undefined);
    island.pass(leaseSeconds - 1);
    expect([await holder.ask(), await stranger.ask()]).toEqual(['ok', 'quota_exhausted']);
    expect(await report('holder')).toBe(200);
    await holder.release();
    expect([await holder.ask(), await stranger.ask()]).toEqual(['quota_exhausted', 'quota_exhausted']);
    await pause(false);
    expect([await holder.ask(), await stranger.ask()]).toEqual(['ok', 'ok']);
  });

  it('take no seat from who proves one that a restore lost', async () => {
    await pause(true);
    const backup = island.at('evening.cwbackup');
    await createBackup(island.site(), { actor: 'system', to: backup });
    await pause(false);
    const [lost, stranger] = [seat('lost'), seat('stranger')];
    expect(await lost.ask()).toBe('ok');
    const folder = island.at('data');
    await island.restart(async () => {
      rmSync(folder, { recursive: true });
      const machine = { wallMs: () => island.now() * 1_000, monotonicMs: () => 0 };
      const code = island.recoveryCode();
      await restoreBackup({ folder, file: backup, code, force: false, actor: 'command', machine });
    });
    island.pass(leaseSeconds - 1);
    expect(await lost.ask()).toBe('ok');
    island.pass(1);
    expect(await stranger.ask()).toBe('quota_exhausted');
    await pause(false);
    expect(await stranger.ask()).toBe('ok');
  });
});

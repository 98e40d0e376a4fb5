import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBackup } from '../../dls/operations/backup.ts';
import { restoreBackup } from '../../dls/operations/restore.ts';
import { fleetDevice } from './support/fleet-device.ts';
import { type Island, makeIsland, newStick } from './support/island.ts';

// rules.md section 8: a backup is restored while a fleet of devices goes on working.

const vendor = 'acme-vision';
const leaseSeconds = 600;
let island: Island;

beforeEach(async () => {
  island = await makeIsland([vendor]);
  const stick = newStick(island, 'stick');
  const term = { start: island.now() - 86_400, end: island.now() + 365 * 86_400 };
  const items = [
    { id: 'it-1', product: 'cad', metric: 'concurrent-device', quota: 3, leaseSeconds, features: ['draw'], ...term },
    { id: 'it-2', product: 'barcode-reader', metric: 'device', quota: 3, features: ['qr'], ...term },
  ];
  island.desk.write('order.json', JSON.stringify({ organization: '200001', licensee: 'Harbor', items }));
  const files = ['--order', 'order.json', '--request', 'site.cwreq', '--out', 'stick/items.cwlic'];
  await island.desk.json('issue', '--dir', vendor, ...files);
  await island.importFrom(stick);
});

afterEach(() => island[Symbol.asyncDispose]());

const seat = (name: string) => fleetDevice(island, { name, vendor, product: 'cad' });
const reader = (name: string) => fleetDevice(island, { name, vendor, product: 'barcode-reader' });

/** The machine is dead; the backup of before becomes the site again on a new disk. */
async function restore(file: string): Promise<void> {
  const folder = island.at('data');
  await island.restart(async () => {
    rmSync(folder, { recursive: true });
    const machine = { wallMs: () => island.now() * 1_000, monotonicMs: () => 0 };
    const code = island.recoveryCode();
    await restoreBackup({ folder, file, code, force: false, actor: 'command', machine });
  });
}

describe('a restored site', () => {
  it('lets those who held a concurrent seat come back before it gives one to anybody new', async () => {
    const backup = island.at('evening.cwbackup');
    const [before, lost, stranger] = [seat('before'), seat('lost'), seat('stranger')];
    expect(await before.ask()).toBe('ok');
    await createBackup(island.site(), { actor: 'system', to: backup });
    expect(await lost.ask()).toBe('ok');
    await restore(backup);
    expect(island.site().epoch.current).toMatchObject({ epoch: 2, rolledBack: false });

    expect(await stranger.ask()).toBe('quota_exhausted');
    expect([await before.ask(), await lost.ask()]).toEqual(['ok', 'ok']);
    expect(await reader('new').ask()).toBe('ok');
    island.pass(leaseSeconds - 1);
    expect(await stranger.ask()).toBe('quota_exhausted');
    island.pass(1);
    expect(await stranger.ask()).toBe('ok');
    expect(island.site().epoch.current.epoch).toBe(2);
  });
});

import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDeviceServer } from '../../../dls/http/device-server.ts';
import { removeInactiveDevices } from '../../../dls/jobs/remove-devices.ts';
import { importFile } from '../../../dls/operations/import-file.ts';
import { changeSettings } from '../../../dls/operations/settings.ts';
import { keyOf } from '../../support/plain-device.ts';
import { makeSite, type TestSite } from '../../support/site.ts';
import { createVendor, makeItem, makeLicense } from '../../support/vendor.ts';

const DAY = 86_400;
let site: TestSite;
let server: FastifyInstance;

beforeEach(async () => {
  site = await makeSite();
  const items = [makeItem('it-1', { metric: 'concurrent-device', quota: 5 })];
  const trials = [{ id: 'tr-1', product: 'trial', days: 7, quota: 5, features: ['qr'] }];
  const bytes = Buffer.from(makeLicense(createVendor(), { site: site.identity.current, items, claims: { trials } }));
  await importFile(site, { bytes, actor: 'command' });
  server = createDeviceServer(site, { tls: null, authority: null });
});

afterEach(async () => {
  await server.close();
  await site.close();
});

async function ask(name: string, more: object = { org: '200001' }): Promise<number> {
  const payload = { device: keyOf(name), vendor: 'acme-vision', product: 'barcode-reader', ...more };
  return (await server.inject({ method: 'POST', url: '/v1/leases', payload })).statusCode;
}

const kept = () => site.rows('SELECT count(*) AS many FROM device WHERE removed_at IS NULL')[0]?.many;
const removed = () => site.rows("SELECT height FROM ledger WHERE kind = 'device-removed'").length;

describe('removeInactiveDevices', () => {
  it('removes a device 90 days after it was last seen, and tells the ledger', async () => {
    await ask('a');
    site.time.now += 90 * DAY - 1;
    await removeInactiveDevices(site);
    expect([kept(), removed()]).toEqual([1, 0]);
    site.time.now += 1;
    await removeInactiveDevices(site);
    await removeInactiveDevices(site);
    expect([kept(), removed()]).toEqual([0, 1]);
    expect(await ask('a')).toBe(201);
    expect(kept()).toBe(1);
  });

  it('keeps a device that is blocked, named or noted, or used a trial', async () => {
    for (const name of ['blocked', 'named', 'noted', 'quiet']) await ask(name);
    await ask('trial', { product: 'trial' });
    for (const [column, value, no] of [
      ['blocked', 1, 1],
      ['named', 1, 2],
      ['note', 'by the door', 3],
    ] as const) {
      site.tamper(`UPDATE device SET ${column} = ? WHERE no = ?`, value, no);
    }
    site.time.now += 400 * DAY;
    await removeInactiveDevices(site);
    expect(site.rows('SELECT no FROM device WHERE removed_at IS NULL ORDER BY no')).toEqual(
      [1, 2, 3, 5].map((no) => ({ no })),
    );
  });

  it('goes by the days that the administrator set', async () => {
    await ask('a');
    await changeSettings(site, { change: { devices: { inactiveDays: 10 } }, actor: 'user:anna' });
    site.time.now += 10 * DAY;
    await removeInactiveDevices(site);
    expect(kept()).toBe(0);
  });
});

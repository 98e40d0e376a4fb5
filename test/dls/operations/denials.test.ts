import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDeviceServer } from '../../../dls/http/device-server.ts';
import { foldDenials } from '../../../dls/jobs/fold-denials.ts';
import { keyOf } from '../../support/plain-device.ts';
import { seedVendor } from '../../support/seed.ts';
import { makeSite, type TestSite } from '../../support/site.ts';
import { createVendor } from '../../support/vendor.ts';

let site: TestSite;
let server: FastifyInstance;

beforeEach(async () => {
  site = await makeSite();
  await seedVendor(site, createVendor(), ['it-1']);
  server = createDeviceServer(site, { tls: null, authority: null });
});

afterEach(async () => {
  await server.close();
  await site.close();
});

async function ask(name: string, more: object): Promise<string> {
  const payload = { device: keyOf(name), vendor: 'acme-vision', product: 'reader', ...more };
  return (await server.inject({ method: 'POST', url: '/v1/leases', payload })).json().code;
}

const rows = () =>
  site.rows('SELECT vendor, code, handshake, device, count FROM denial ORDER BY count DESC, handshake, device');

describe('refusals', () => {
  it('of a device that asks every second are one row with their count', async () => {
    for (let n = 0; n < 120; n += 1) {
      await ask('a', { org: '999999' });
      site.time.now += 1;
    }
    expect(rows()).toMatchObject([{ code: 'organization_unknown', handshake: '999999', count: 120 }]);
  });

  it('of made-up codes keep at most a thousand rows a day, and fold the others into one that counts them', async () => {
    for (let n = 0; n < 1_050; n += 1) expect(await ask('a', { handshake: `200001-x${n}` })).toBe('handshake_unknown');
    const [folded, ...named] = rows();
    expect(folded).toEqual({ vendor: 'acme-vision', code: 'handshake_unknown', handshake: '', device: '', count: 50 });
    expect(named).toHaveLength(1_000);
    // Who makes codes up does not hide what the codes that there are refuse.
    await ask('b', { org: '200001' });
    expect(rows()).toContainEqual(
      expect.objectContaining({ code: 'product_not_licensed', handshake: '200001-default', count: 1 }),
    );
    site.time.now += 60;
    await foldDenials(site);
    const told = site.rows("SELECT data_json AS data FROM ledger WHERE kind = 'denials'");
    expect(told.map(({ data }) => JSON.parse(String(data))).map(({ code, count }) => [code, count])).toEqual([
      ['handshake_unknown', 1_050],
      ['product_not_licensed', 1],
    ]);
  });
});

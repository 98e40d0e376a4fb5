import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDeviceServer } from '../../../dls/http/device-server.ts';
import { importFile } from '../../../dls/operations/import-file.ts';
import { changeSettings } from '../../../dls/operations/settings.ts';
import { keyOf } from '../../support/plain-device.ts';
import { makeSite, type TestSite } from '../../support/site.ts';
import { createVendor, makeItem, makeLicense } from '../../support/vendor.ts';

let site: TestSite;
let server: FastifyInstance;

beforeEach(async () => {
  site = await makeSite();
  const items = [makeItem('it-1', { quota: 1_000 })];
  const license = makeLicense(createVendor(), { site: site.identity.current, items });
  await importFile(site, { bytes: Buffer.from(license), actor: 'command' });
  server = createDeviceServer(site, { tls: null, authority: null });
});

afterEach(async () => {
  await server.close();
  await site.close();
});

const ask = (name: string, remoteAddress: string, more: object = {}) => {
  const payload = { device: keyOf(name), vendor: 'acme-vision', product: 'barcode-reader', org: '200001', ...more };
  return server.inject({ method: 'POST', url: '/v1/leases', remoteAddress, payload });
};

/** Devices of these names ask one after the other; how many got a lease. */
async function granted(names: readonly string[], address: (n: number) => string): Promise<number> {
  let many = 0;
  for (const [n, name] of names.entries()) if ((await ask(name, address(n))).statusCode === 201) many += 1;
  return many;
}

const named = (prefix: string, many: number) => Array.from({ length: many }, (_, n) => `${prefix}-${n}`);
const devices = () => site.rows('SELECT count(*) AS many FROM device')[0]?.many;

describe('devices seen for the first time', () => {
  it('are at most 30 of one address and minute', async () => {
    expect(await granted(named('a', 31), () => '10.0.0.5')).toBe(30);
    expect((await ask('a-30', '10.0.0.5')).json()).toMatchObject({ code: 'rate_limited', retryAfter: 60 });
    expect(devices()).toBe(30);
    // Those that are known go on, and another address is another matter.
    expect((await ask('a-0', '10.0.0.5')).statusCode).toBe(200);
    expect((await ask('a-30', '10.0.0.6')).statusCode).toBe(201);
    site.time.now += 59;
    expect((await ask('b', '10.0.0.5')).json()).toMatchObject({ code: 'rate_limited', retryAfter: 1 });
    site.time.now += 1;
    expect((await ask('b', '10.0.0.5')).statusCode).toBe(201);
  });

  it('are counted by the first 64 bits of an IPv6 address', async () => {
    expect(await granted(named('a', 31), (n) => `2001:db8::${(n + 1).toString(16)}`)).toBe(30);
    expect((await ask('b', '2001:db8:0:1::1')).statusCode).toBe(201);
  });

  it('are as many as there are on this machine itself', async () => {
    expect(await granted(named('a', 40), () => '127.0.0.1')).toBe(40);
  });

  it('are as many as the administrator says', async () => {
    await changeSettings(site, { change: { limits: { firstSeenPerMinute: 2 } }, actor: 'user:anna' });
    expect(await granted(named('a', 5), () => '10.0.0.5')).toBe(2);
  });

  it('leave no row behind when they are refused, and do not use the limit up', async () => {
    for (const name of named('a', 40)) {
      expect((await ask(name, '10.0.0.5', { product: 'other' })).json().code).toBe('product_not_licensed');
    }
    expect(devices()).toBe(0);
    expect((await ask('b', '10.0.0.5')).statusCode).toBe(201);
  });
});

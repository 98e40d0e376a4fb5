import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDeviceServer } from '../../../../../dls/http/device-server.ts';
import { openAuthority, tlsOptionsOf } from '../../../../../dls/identity/authority.ts';
import { acquire, ask, importLicense, makeConsole, type TestConsole } from '../../../../support/console.ts';
import { createVendor, makeItem, testStart } from '../../../../support/vendor.ts';

let console: TestConsole;

beforeAll(async () => {
  console = await makeConsole();
  const items = [makeItem('it-1', { quota: 1, overagePercent: 0 }), makeItem('it-2', { product: 'palletizer' })];
  await importLicense(console.site, createVendor(), items);
});

afterAll(() => console.close());

const tryDevice = (json: Readonly<Record<string, unknown>>) => ask(console, 'POST /try-device', { as: 'viewer', json });

describe('trying a device', () => {
  it('tells which item would grant, and leaves nothing behind', async () => {
    const before = console.site.dump();
    const { json } = await tryDevice({ product: 'barcode-reader', org: '200001' });
    expect(json).toMatchObject({ outcome: 'granted', item: 'it-1', code: null, state: 'ok', verified: true });
    expect(json.until).toBeGreaterThan(testStart);
    expect(console.site.dump()).toBe(before);
  });

  it('tells the denial without counting it', async () => {
    const before = console.site.dump();
    expect((await tryDevice({ product: 'crane', org: '200001' })).json).toMatchObject({
      outcome: 'denied',
      code: 'product_not_licensed',
      item: null,
      verified: null,
    });
    expect(console.site.dump()).toBe(before);
    expect((await ask(console, 'GET /denials')).json.total).toBe(0);
  });

  it('judges by the access rules of the code, under the name and address given', async () => {
    const access = { allow: ['line-*'], deny: ['10.9.0.0/16'] };
    await ask(console, 'PATCH /handshakes/200001-default', { json: { access } });
    const asked = { product: 'palletizer', handshake: '200001-default' };
    const outcome = async (more: object) => (await tryDevice({ ...asked, ...more })).json.code;
    expect(await outcome({ name: 'line-4', address: '10.1.2.3' })).toBe(null);
    expect(await outcome({ name: 'line-4', address: '10.9.2.3' })).toBe('device_blocked');
    expect(await outcome({ name: 'office', address: '10.1.2.3' })).toBe('device_blocked');
    await ask(console, 'PATCH /handshakes/200001-default', { json: { access: {} } });
  });

  it('sees a quota that devices used up', async () => {
    expect((await acquire(console.site, 'first')).status).toBe(201);
    expect((await tryDevice({ product: 'barcode-reader', org: '200001' })).json.code).toBe('quota_exhausted');
  });
});

describe('trying the network', () => {
  it('tells of each announced address whether it answers with the certificate that devices expect', async () => {
    const { site } = console;
    const authority = await openAuthority(site.folder, {
      site: site.identity.current.site,
      now: testStart,
      names: ['localhost'],
    });
    const tls = tlsOptionsOf(authority);
    const listener = createDeviceServer(site, { tls, authority: authority.caPem });
    const server = (await listener.listen({ host: '127.0.0.1', port: 0 })).replace('http:', 'https:');
    const tried = async (servers: readonly string[], pins: readonly string[]) => {
      site.network.current = { servers, tls: pins, certificate: null };
      return (await ask(console, 'POST /try-network', { as: 'viewer' })).json.items;
    };
    expect(await tried([server], authority.pins)).toMatchObject([{ server, ok: true, pinned: true, problem: null }]);
    expect(await tried([server], ['another'])).toMatchObject([{ server, ok: false, pinned: false }]);
    await listener.close();
    const [closed] = await tried([server], authority.pins);
    expect(closed).toMatchObject({ ok: false, problem: expect.stringContaining('Nothing listens there') });
  });
});

import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, importLicense, makeConsole, type TestConsole } from '../../../../support/console.ts';
import { createVendor, makeItem } from '../../../../support/vendor.ts';

let console: TestConsole;

beforeEach(async () => {
  console = await makeConsole();
  await importLicense(console.site, createVendor(), [makeItem('it-1', { offlineDays: 30 })]);
});

afterEach(() => console.close());

const request = {
  typ: 'device-request',
  device: 'c3a1d5f0-0000-8000-8000-000000000001',
  vendor: 'acme-vision',
  product: 'barcode-reader',
  org: '200001',
  machine: 'a'.repeat(32),
  request: '5e4cf1f0-7c9e-4b62-a4bd-8e8f8b1c7f11',
  days: 30,
  returnHash: randomBytes(32).toString('base64url'),
  reports: [],
};

describe('device leases', () => {
  it('answer a device request with its lease file, the same for the same request', async () => {
    const bytes = JSON.stringify(request);
    const first = await ask(console, 'POST /device-leases', { bytes });
    expect(first.json).toMatchObject({ typ: 'device-lease', request: request.request, reported: 0 });
    expect(first.headers['content-disposition']).toMatch(/\.cwdev"$/);
    expect((await ask(console, 'POST /device-leases', { bytes })).text).toBe(first.text);
    const [lease] = (await ask(console, 'GET /leases')).items;
    expect(lease).toMatchObject({ device: request.device, off: true, request: request.request });
    expect(lease?.exp).toBe(console.site.time.now + 30 * 86_400);
    expect((await ask(console, 'GET /devices?state=never-connected')).json.total).toBe(1);
  });

  it('refuse what is no request, and what the rules refuse, with its code', async () => {
    for (const bytes of ['', 'hello', '{}']) {
      expect((await ask(console, 'POST /device-leases', { bytes })).json.code).toBe('file_unknown');
    }
    const unknown = JSON.stringify({ ...request, product: 'nothing' });
    const answer = await ask(console, 'POST /device-leases', { bytes: unknown });
    expect([answer.status, answer.json.code]).toEqual([403, 'product_not_licensed']);
  });
});

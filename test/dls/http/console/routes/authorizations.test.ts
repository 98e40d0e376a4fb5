import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acquire, ask, importLicense, makeConsole, type TestConsole } from '../../../../support/console.ts';
import { createVendor, testStart } from '../../../../support/vendor.ts';

let console: TestConsole;

beforeAll(async () => {
  console = await makeConsole();
  await importLicense(console.site, createVendor());
});

afterAll(() => console.close());

const requests = async () => (await ask(console, 'GET /authorizations', { as: 'viewer' })).json.items;

describe('authorizations', () => {
  it('of a code that nobody asked through are left out', async () => {
    expect(await requests()).toEqual([]);
  });

  it('are counted with those that were refused and why', async () => {
    for (const name of ['a', 'b', 'c']) await acquire(console.site, name);
    await acquire(console.site, 'd', { product: 'crane' });
    expect(await requests()).toEqual([
      {
        vendor: 'acme-vision',
        handshake: '200001-default',
        requests: 4,
        failed: 1,
        reason: 'product_not_licensed',
      },
    ]);
  });

  it('of more than an hour ago are over', async () => {
    console.site.time.now = testStart + 3_700;
    expect((await requests()).map(({ failed }: { readonly failed: number }) => failed)).toEqual([0]);
  });
});

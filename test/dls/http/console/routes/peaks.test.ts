import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acquire, ask, importLicense, makeConsole, type TestConsole } from '../../../../support/console.ts';
import { createVendor, makeItem, testStart } from '../../../../support/vendor.ts';

let console: TestConsole;
const day = 86_400;
const row = { vendor: 'acme-vision', item: 'it-1' };

beforeAll(async () => {
  console = await makeConsole();
  await importLicense(console.site, createVendor(), [makeItem('it-1')]);
  for (const name of ['a', 'b']) await acquire(console.site, name);
  console.site.time.now = testStart + day + 60;
  await acquire(console.site, 'c');
});

afterAll(() => console.close());

const rows = async (query: string) => (await ask(console, `GET /peaks?${query}`)).json.items;

describe('peaks', () => {
  it('are told by day, the running one too', async () => {
    expect(await rows('')).toEqual([
      { at: testStart, ...row, peak: 2 },
      { at: testStart + day, ...row, peak: 3 },
    ]);
  });

  it('are told for a range of days and for one item', async () => {
    expect(await rows(`from=${testStart + day + 5}`)).toEqual([{ at: testStart + day, ...row, peak: 3 }]);
    expect(await rows(`to=${testStart + day}&item=it-1`)).toEqual([{ at: testStart, ...row, peak: 2 }]);
    expect(await rows('item=it-9')).toEqual([]);
    expect(await rows('search=it-9')).toEqual([]);
    expect((await rows('search=BARCODE')).map(({ peak }: { peak: number }) => peak)).toEqual([2, 3]);
  });
});

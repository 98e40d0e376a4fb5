import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acquire, ask, importLicense, makeConsole, type TestConsole } from '../../../../support/console.ts';
import { seedDevice, seedReport } from '../../../../support/seed.ts';
import { createVendor, makeItem, testStart } from '../../../../support/vendor.ts';

let console: TestConsole;
const day = 86_400;
const vendor = 'acme-vision';

beforeAll(async () => {
  console = await makeConsole();
  await importLicense(console.site, createVendor(), [makeItem('it-1', { name: 'Reader' }), makeItem('it-2')]);
  const device = await seedDevice(console.site, vendor, 'it-1', 'line-4');
  const other = await seedDevice(console.site, vendor, 'it-2');
  const seed = (at: number, report: number, count: number, feature: string, item = 'it-1') => {
    console.site.time.now = at;
    return seedReport(console.site, {
      vendor,
      item,
      device: item === 'it-1' ? device : other,
      report,
      count,
      feature,
    });
  };
  await seed(testStart, 1, 5, 'qr');
  await seed(testStart + 180, 2, 7, '1d');
  await seed(testStart + 3_600, 1, 11, 'qr', 'it-2');
  await seed(testStart + 2 * day, 3, 13, 'qr');
  await acquire(console.site, 'a', { product: 'none-such' });
  await acquire(console.site, 'b', { product: 'none-such' });
  await acquire(console.site, 'b', { handshake: '200001-typo' });
});

afterAll(() => console.close());

const series = async (path: string) => (await ask(console, `GET /${path}`)).json;

describe('usage over time', () => {
  it('has a figure of every part for every day with usage, the largest part first', async () => {
    expect(await series('usage/series')).toEqual({
      at: [testStart, testStart + 2 * day],
      parts: [
        { vendor, key: 'it-1', name: 'Reader', total: 25, counts: [12, 13] },
        { vendor, key: 'it-2', name: 'Barcode Reader', total: 11, counts: [11, 0] },
      ],
      rest: [0, 0],
    });
  });

  it('adds up the parts beyond the largest', async () => {
    const { parts, rest } = await series('usage/series?top=1');
    expect(parts).toHaveLength(1);
    expect(rest).toEqual([11, 0]);
  });

  it('is told apart by feature, code and device, and by hour', async () => {
    const features = await series('usage/series?split=feature&item=it-1&by=hour');
    expect(features.at).toEqual([testStart, testStart + 2 * day]);
    expect(features.parts.map(({ key, counts }: { key: string; counts: number[] }) => [key, counts])).toEqual([
      ['qr', [5, 13]],
      ['1d', [7, 0]],
    ]);
    const codes = await series('usage/series?split=handshake');
    expect(codes.parts).toMatchObject([{ key: '200001-default', total: 36 }]);
    const devices = await series(`usage/series?split=device&to=${testStart + day}`);
    expect(devices.parts).toMatchObject([
      { name: 'line-4', counts: [12] },
      { name: null, counts: [11] },
    ]);
  });

  it('refuses devices by hour, which are not kept', async () => {
    const { status, json } = await ask(console, 'GET /usage/series?split=device&by=hour');
    expect([status, json.code, json.field]).toEqual([400, 'request_malformed', 'by']);
  });
});

describe('refusals over time', () => {
  it('are told by day and code', async () => {
    expect(await series('denials/series')).toEqual({
      at: [testStart + 2 * day],
      parts: [
        { vendor: '', key: 'product_not_licensed', name: null, total: 2, counts: [2] },
        { vendor: '', key: 'handshake_unknown', name: null, total: 1, counts: [1] },
      ],
      rest: [0],
    });
  });

  it('are narrowed by handshake code and by time', async () => {
    expect((await series('denials/series?handshake=200001-typo')).parts).toMatchObject([{ key: 'handshake_unknown' }]);
    expect((await series(`denials/series?to=${testStart + day}`)).at).toEqual([]);
  });
});

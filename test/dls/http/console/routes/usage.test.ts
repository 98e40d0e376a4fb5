import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, importLicense, makeConsole, type TestConsole } from '../../../../support/console.ts';
import { type SeededDevice, seedDevice, seedReport } from '../../../../support/seed.ts';
import { createVendor, makeItem, testStart } from '../../../../support/vendor.ts';

let console: TestConsole;
let first: SeededDevice;
let second: SeededDevice;
const day = 86_400;
const vendor = 'acme-vision';

beforeAll(async () => {
  console = await makeConsole();
  await importLicense(console.site, createVendor(), [makeItem('it-1'), makeItem('it-2')]);
  first = await seedDevice(console.site, vendor, 'it-1', '=HYPERLINK("x")');
  second = await seedDevice(console.site, vendor, 'it-2', 'line, "4"');
  const report = (
    at: number,
    more: { item: string; device: SeededDevice; report: number; count: number; feature?: string; handshake?: string },
  ) => {
    console.site.time.now = at;
    return seedReport(console.site, { vendor, ...more });
  };
  await report(testStart, { item: 'it-1', device: first, report: 1, count: 5 });
  await report(testStart + 180, { item: 'it-1', device: first, report: 2, count: 7, feature: '1d' });
  await report(testStart + 3_600, { item: 'it-2', device: second, report: 1, count: 11, handshake: '200001-line4' });
  await report(testStart + day, { item: 'it-1', device: second, report: 2, count: 13 });
});

afterAll(() => console.close());

const rows = async (query: string) => (await ask(console, `GET /usage?${query}`)).items;

describe('usage', () => {
  it('is added up by slot, hour and day', async () => {
    expect(await rows('by=slot')).toEqual([
      { at: testStart, vendor, item: 'it-1', count: 5 },
      { at: testStart + 180, vendor, item: 'it-1', count: 7 },
      { at: testStart + 3_600, vendor, item: 'it-2', count: 11 },
      { at: testStart + day, vendor, item: 'it-1', count: 13 },
    ]);
    expect((await rows('by=hour')).map(({ at, count }) => [at - testStart, count])).toEqual([
      [0, 12],
      [3_600, 11],
      [day, 13],
    ]);
    const days = [
      { at: testStart, vendor, item: 'it-1', count: 12 },
      { at: testStart, vendor, item: 'it-2', count: 11 },
      { at: testStart + day, vendor, item: 'it-1', count: 13 },
    ];
    expect(await rows('by=day')).toEqual(days);
    expect(await rows('')).toEqual(days);
  });

  it('is added up by device and by feature', async () => {
    expect(await rows('by=device&sort=-count')).toEqual([
      { device: second.uuid, name: 'line, "4"', vendor, item: 'it-1', count: 13 },
      { device: first.uuid, name: '=HYPERLINK("x")', vendor, item: 'it-1', count: 12 },
      { device: second.uuid, name: 'line, "4"', vendor, item: 'it-2', count: 11 },
    ]);
    expect(await rows('by=feature')).toEqual([
      { feature: '1d', vendor, item: 'it-1', count: 7 },
      { feature: 'qr', vendor, item: 'it-1', count: 18 },
      { feature: 'qr', vendor, item: 'it-2', count: 11 },
    ]);
  });

  it('is narrowed by vendor, item, code, device, feature and time, the end left out', async () => {
    const sum = async (query: string) => (await rows(query)).reduce((total, { count }) => total + count, 0);
    expect(await sum('item=it-2')).toBe(11);
    expect(await sum('handshake=200001-line4')).toBe(11);
    expect(await sum(`device=${second.uuid}`)).toBe(24);
    expect(await sum('feature=1d')).toBe(7);
    expect(await sum('vendor=other')).toBe(0);
    expect(await sum(`by=slot&from=${testStart + 180}&to=${testStart + 3_600}`)).toBe(7);
    expect(await sum(`by=slot&from=${testStart + 181}&to=${testStart + 3_601}`)).toBe(11);
    expect(await sum(`by=day&to=${testStart + day}`)).toBe(23);
    expect(await sum(`by=day&from=${testStart + day + 5}`)).toBe(13);
  });

  it('is searched by the texts of its rows', async () => {
    const counts = async (query: string) => (await rows(query)).map(({ count }) => count);
    for (const by of ['slot', 'hour', 'day', 'device', 'feature']) {
      expect(await counts(`by=${by}&search=IT-2`)).toEqual([11]);
      expect(await counts(`by=${by}&search=%25`)).toEqual([]);
    }
    expect(await counts('by=device&search=line')).toEqual([13, 11]);
    expect(await counts(`by=device&search=${first.uuid.slice(0, 13)}`)).toEqual([12]);
    expect(await counts('by=feature&search=1d')).toEqual([7]);
    expect(await counts('search=barcode')).toEqual([12, 11, 13]);
    const { total, next } = (await ask(console, 'GET /usage?search=nothing-like-it')).json;
    expect([total, next]).toEqual([0, null]);
  });

  it('of hours whose slots were dropped is still told by hour', async () => {
    console.site.tamper(
      'INSERT INTO usage_hour (hour, item_no, feature, handshake, count) VALUES (?, 1, ?, ?, ?)',
      ...[testStart - day, 'qr', '200001-default', 100],
    );
    expect((await rows(`by=hour&to=${testStart}`)).map(({ at, count }) => [at, count])).toEqual([
      [testStart - day, 100],
    ]);
    expect(await rows(`by=slot&to=${testStart}`)).toEqual([]);
  });

  it.each(['by=week', 'by=', 'from=x', 'from=-1', 'to=1.5', 'by=day&by=slot', 'sort=item'])(
    'refuses or ignores %s as documented',
    async (query) => {
      const { status, json } = await ask(console, `GET /usage?${query}`);
      if (query === 'by=') expect(status).toBe(200);
      else expect([status, json.code]).toEqual([400, 'request_malformed']);
    },
  );
});

describe('usage.csv', () => {
  const csv = async (query: string) => ask(console, `GET /usage.csv?${query}`);

  it('says the same, with a heading line and the count last', async () => {
    const answer = await csv('by=day');
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toBe('attachment; filename="usage-by-day.csv"');
    expect(answer.text).toBe(
      [
        'at,vendor,item,count',
        '2026-06-01,acme-vision,it-1,12',
        '2026-06-01,acme-vision,it-2,11',
        '2026-06-02,acme-vision,it-1,13',
        '',
      ].join('\r\n'),
    );
    expect((await csv('by=slot')).text).toContain('2026-06-01T00:03:00Z,acme-vision,it-1,7\r\n');
    expect((await csv('by=feature')).text.split('\r\n')[0]).toBe('feature,vendor,item,count');
  });

  it('quotes what needs it, and a name is no formula', async () => {
    const lines = (await csv('by=device')).text.split('\r\n');
    expect(lines).toContain(`${first.uuid},"'=HYPERLINK(""x"")",acme-vision,it-1,12`);
    expect(lines).toContain(`${second.uuid},"line, ""4""",acme-vision,it-1,13`);
  });

  it('has no row but the heading when there is nothing', async () => {
    expect((await csv('vendor=other')).text).toBe('at,vendor,item,count\r\n');
    expect((await csv('search=other')).text).toBe('at,vendor,item,count\r\n');
  });
});

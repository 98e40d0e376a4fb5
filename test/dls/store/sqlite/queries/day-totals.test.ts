import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY } from '../../../../../licensing/time.ts';
import { importLicense } from '../../../../support/console.ts';
import { type SeededDevice, seedDevice, seedReport } from '../../../../support/seed.ts';
import { makeSite, type TestSite } from '../../../../support/site.ts';
import { createVendor, makeItem, testStart } from '../../../../support/vendor.ts';

let site: TestSite;
let device: SeededDevice;
let reports = 0;
const vendor = 'acme-vision';

beforeAll(async () => {
  site = await makeSite();
  await importLicense(site, createVendor(), [makeItem('it-1')]);
  device = await seedDevice(site, vendor, 'it-1', 'line-4');
});

afterAll(() => site.close());

async function report(at: number, count: number, feature = 'qr'): Promise<void> {
  site.time.now = Math.max(site.time.now, at);
  reports += 1;
  await seedReport(site, { vendor, item: 'it-1', device, report: reports, count, feature });
}

const everything = { vendor: null, item: null, handshake: null, feature: null, search: null, from: null, to: null };

/** Totals of days as a chart has them. */
async function byDay(span: { from?: number; to?: number } = {}): Promise<Readonly<Record<number, number>>> {
  const asked = { by: 'day', split: 'item', top: 8, ...everything, ...span } as const;
  const { at, parts } = await site.reader.query('usageSeries', asked);
  return Object.fromEntries(at.map((day, place) => [day, parts[0]?.counts[place] ?? 0]));
}

describe('totals of days', () => {
  it('follow every report, also on a day that was asked for before', async () => {
    await report(testStart, 5);
    await report(testStart + DAY, 7);
    expect(await byDay()).toEqual({ [testStart]: 5, [testStart + DAY]: 7 });
    await report(testStart + DAY + 180, 11, '1d');
    expect(await byDay()).toEqual({ [testStart]: 5, [testStart + DAY]: 18 });
  });

  it('are those of the days that are asked for', async () => {
    expect(await byDay({ from: testStart + DAY + 100 })).toEqual({ [testStart + DAY]: 18 });
    expect(await byDay({ to: testStart + DAY })).toEqual({ [testStart]: 5 });
  });

  it('stay when slots become hours, and when hours are dropped', async () => {
    const kept = await byDay();
    site.tamper(`INSERT INTO usage_hour SELECT slot - slot % 3600, item_no, feature, handshake, sum(count)
      FROM usage_slot GROUP BY 1, 2, 3, 4`);
    site.tamper('DELETE FROM usage_slot');
    expect(await byDay()).toEqual(kept);
    site.tamper('DELETE FROM usage_hour WHERE hour < ?', testStart + DAY);
    // A reader that has asked for nothing yet.
    const folder = site.folder;
    await site.stop();
    site = await makeSite({ folder, now: site.time.now });
    expect(await byDay()).toEqual(kept);
  });

  it('are the same by list, by feature and by code', async () => {
    const list = async (by: 'day' | 'feature') => {
      const page = await site.reader.page(
        'usage',
        { by, device: null, ...everything },
        { sort: null, after: null, limit: 50 },
      );
      return page.items.map(({ group, count }) => [group, count]);
    };
    expect(await list('day')).toEqual([
      [testStart, 5],
      [testStart + DAY, 18],
    ]);
    expect(await list('feature')).toEqual([
      ['1d', 11],
      ['qr', 12],
    ]);
  });
});

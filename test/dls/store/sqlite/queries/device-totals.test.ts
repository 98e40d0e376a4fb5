import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from '../../../../../dls/store/reader.ts';
import type { UsageRow } from '../../../../../dls/store/sqlite/queries/usage.ts';
import { DAY } from '../../../../../licensing/time.ts';
import { importLicense } from '../../../../support/console.ts';
import { type SeededDevice, seedDevice, seedReport } from '../../../../support/seed.ts';
import { makeSite, type TestSite } from '../../../../support/site.ts';
import { createVendor, makeItem, testStart } from '../../../../support/vendor.ts';

let site: TestSite;
let line: SeededDevice;
let gate: SeededDevice;
const reports = new Map<SeededDevice, number>();
const vendor = 'acme-vision';

beforeAll(async () => {
  site = await makeSite({ now: testStart + 90 * DAY });
  await importLicense(site, createVendor(), [makeItem('it-1'), makeItem('it-2')]);
  line = await seedDevice(site, vendor, 'it-1', 'line-4');
  gate = await seedDevice(site, vendor, 'it-2', 'gate-1');
});

afterAll(() => site.close());

async function report(
  device: SeededDevice,
  day: number,
  count: number,
  { item = 'it-1', feature = 'qr' } = {},
): Promise<void> {
  reports.set(device, (reports.get(device) ?? 0) + 1);
  await seedReport(site, {
    vendor,
    item,
    device,
    report: reports.get(device) ?? 0,
    count,
    feature,
    at: testStart + day * DAY,
  });
}

const everything = { vendor: null, item: null, handshake: null, feature: null, search: null, from: null, to: null };

type Asked = { readonly [Name in keyof typeof everything]?: string | number };

/** Each device's units of each item, the most first. */
async function totals(asked: Asked = {}): Promise<readonly (readonly [string | null, string, number])[]> {
  const args = { by: 'device', device: null, ...everything, ...asked } as never;
  const { items } = await site.reader.page('usage', args, { sort: '-count', after: null, limit: 50 });
  return items.map(({ name, item, count }) => [name, item, count]);
}

describe('totals of devices', () => {
  it('are those of every day, however many months they are apart', async () => {
    for (const day of [0, 1, 40, 41, 90]) await report(line, day, 10 + day);
    await report(gate, 1, 500, { item: 'it-2' });
    await report(gate, 90, 7, { feature: '1d' });
    const found = [
      ['gate-1', 'it-2', 500],
      ['line-4', 'it-1', 50 + 172],
      ['gate-1', 'it-1', 7],
    ];
    expect(await totals()).toEqual(found);
    // Now from what is kept.
    expect(await totals()).toEqual(found);
  });

  it('follow a late report of a day that was asked for before', async () => {
    await report(gate, 40, 1_000);
    expect(await totals()).toEqual([
      ['gate-1', 'it-1', 1_007],
      ['gate-1', 'it-2', 500],
      ['line-4', 'it-1', 222],
    ]);
  });

  it('are narrowed by item, feature, name and days, beside one another', async () => {
    const asked: readonly (readonly [Asked, readonly (readonly [string, string, number])[]])[] = [
      [{ item: 'it-2' }, [['gate-1', 'it-2', 500]]],
      [{ feature: '1d' }, [['gate-1', 'it-1', 7]]],
      [{ search: 'line' }, [['line-4', 'it-1', 222]]],
      [{ vendor: 'other' }, []],
      [
        { from: testStart + 41 * DAY + 100 },
        [
          ['line-4', 'it-1', 151],
          ['gate-1', 'it-1', 7],
        ],
      ],
      [
        { from: testStart + DAY, to: testStart + 40 * DAY },
        [
          ['gate-1', 'it-2', 500],
          ['line-4', 'it-1', 11],
        ],
      ],
    ];
    for (const [narrowed, found] of [...asked, ...asked]) {
      expect([narrowed, await totals(narrowed)]).toEqual([narrowed, found]);
    }
  });

  it('stand in pages of any size, in each order, both ways', async () => {
    const args = { by: 'device', device: null, ...everything } as never;
    const all = await site.reader.page('usage', args, { sort: 'group', after: null, limit: 50 });
    expect(all.items.map(({ name, item, count }) => [name, item, count])).toEqual([
      ['line-4', 'it-1', 222],
      ['gate-1', 'it-1', 1_007],
      ['gate-1', 'it-2', 500],
    ]);
    const byCount = all.items.toSorted((one, other) => one.count - other.count);
    const orders = {
      group: all.items,
      '-group': all.items.toReversed(),
      count: byCount,
      '-count': byCount.toReversed(),
    };
    for (const [sort, expected] of Object.entries(orders)) {
      const found: unknown[] = [];
      let after: readonly (string | number)[] | null = null;
      do {
        const page: Page<UsageRow> = await site.reader.page('usage', args, { sort, after, limit: 1 });
        expect(page).toMatchObject({ total: 3, items: [expected[found.length]] });
        found.push(...page.items);
        after = page.next;
      } while (after !== null);
      expect(found).toEqual(expected);
    }
    const far = { sort: 'group', after: ['nowhere'], limit: 1 };
    await expect(site.reader.page('usage', args, far)).rejects.toThrow('the cursor is not one of this list');
  });

  it('are those of the chart', async () => {
    const { parts } = await site.reader.query('usageSeries', {
      ...{ by: 'day', split: 'device', top: 8 },
      ...everything,
    } as never);
    expect(parts.map(({ name, total }) => [name, total])).toEqual([
      ['gate-1', 1_507],
      ['line-4', 222],
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { issueTo, makeDesk, openVendor, usageOrder } from '../support/desk.ts';
import { createTestSite, deviceUuid, itemLine, makeBundle, usageLine } from '../support/test-site.ts';

const [one, two] = [deviceUuid(1), deviceUuid(2)];

describe('usage', () => {
  it('is written as CSV with a heading, a row for each key, no totals, and the count last', async () => {
    await using desk = makeDesk();
    const card = await openVendor(desk);
    const site = await createTestSite();
    await issueTo(desk, site);
    const lines = [
      itemLine(),
      usageLine(two, 7),
      usageLine(one, 5, { day: '2026-06-02', feature: '1d' }),
      usageLine(one, 3),
    ];
    desk.write('b', (await makeBundle(site, card, { lines })).file);
    await desk.json('ingest', 'b', '--dir', 'V');
    await desk.json('usage', '--dir', 'V', '--csv', 'usage.csv');
    const start = `${site.uuid},200001,barcode-reader,it-1,1780000000`;
    expect(desk.read('usage.csv').split('\n')).toEqual([
      'site,organization,product,item,term,feature,day,device,count',
      `${start},qr,2026-06-01,${two},7`,
      `${start},qr,2026-06-01,${one},3`,
      `${start},1d,2026-06-02,${one},5`,
      '',
    ]);
  });

  it('names organization and product from what was issued when the site told of no item', async () => {
    await using desk = makeDesk();
    const card = await openVendor(desk);
    const site = await createTestSite();
    await issueTo(desk, site);
    desk.write(
      'b',
      (await makeBundle(site, card, { lines: [usageLine(one, 5), usageLine(one, 1, { item: 'it-9' })] })).file,
    );
    await desk.json('ingest', 'b', '--dir', 'V');
    await desk.json('usage', '--dir', 'V', '--csv', 'usage.csv');
    const rows = desk.read('usage.csv').trim().split('\n').slice(1);
    expect(rows.map((row) => row.split(',').slice(1, 4))).toEqual([
      ['', '', 'it-9'],
      ['200001', 'barcode-reader', 'it-1'],
    ]);
  });

  it('is a heading alone when nothing came back', async () => {
    await using desk = makeDesk();
    await openVendor(desk);
    await desk.json('usage', '--dir', 'V', '--csv', 'usage.csv');
    expect(desk.read('usage.csv')).toBe('site,organization,product,item,term,feature,day,device,count\n');
    expect((await desk.run('usage', '--dir', 'V')).stdout).toBe('Nothing came back yet.\n');
  });

  it('is summed up over devices and sites', async () => {
    await using desk = makeDesk();
    const card = await openVendor(desk);
    for (const counts of [[5, 7], [11]]) {
      const site = await createTestSite();
      await issueTo(desk, site, usageOrder);
      const lines = [
        itemLine({ used: counts[0] }),
        ...counts.map((count, index) => usageLine(deviceUuid(index), count)),
      ];
      desk.write('b', (await makeBundle(site, card, { lines })).file);
      await desk.json('ingest', 'b', '--dir', 'V');
    }
    const { items, usage } = await desk.json('usage', '--dir', 'V');
    const key = { organization: '200001', product: 'barcode-reader', item: 'it-1', term: 1_780_000_000, feature: 'qr' };
    expect(usage).toEqual([{ ...key, day: '2026-06-01', devices: 3, count: 23 }]);
    expect((items as { used: number }[]).map(({ used }) => used).toSorted()).toEqual([11, 5]);
    const { stdout } = await desk.run('usage', '--dir', 'V');
    expect(stdout).toMatch(/2026-06-01 +qr +23 +3 devices/);
    expect(stdout).toMatch(/usage: used 11 of 1000 +2026-05-28 to 2027-05-28 +ok/);
  });

  it('shows each item as the bundle that was made last tells of it, also when an older one comes later', async () => {
    await using desk = makeDesk();
    const card = await openVendor(desk);
    const site = await createTestSite();
    await issueTo(desk, site);
    const newer = await makeBundle(site, card, {
      epoch: 2,
      prev: 'A'.repeat(43),
      lines: [itemLine({ used: 40, state: 'overage' })],
    });
    const older = await makeBundle(site, card, { lines: [itemLine({ used: 12 })] });
    desk.write('newer', newer.file);
    desk.write('older', older.file);
    await desk.json('ingest', 'newer', 'older', '--dir', 'V');
    expect((await desk.json('usage', '--dir', 'V')).items).toMatchObject([{ used: 40, state: 'overage' }]);
  });
});

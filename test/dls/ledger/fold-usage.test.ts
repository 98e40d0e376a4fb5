import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { foldUsage, reportsPerUnit } from '../../../dls/ledger/fold-usage.ts';
import { verifyLedger } from '../../../dls/operations/verify.ts';
import { type SeededDevice, seedDevice, seedReport, seedVendor } from '../../support/seed.ts';
import { makeSite, type TestSite } from '../../support/site.ts';
import { createVendor } from '../../support/vendor.ts';

let site: TestSite;
let device: SeededDevice;
const vendor = createVendor();

beforeEach(async () => {
  site = await makeSite();
  await seedVendor(site, vendor, ['it-1', 'it-2']);
  device = await seedDevice(site, vendor.id, 'it-1');
});

afterEach(async () => {
  await site.close();
  await rm(site.folder, { recursive: true, force: true });
});

describe('foldUsage', () => {
  it('tells numbers, units by item and a digest over the digests of the reports', async () => {
    await report(1, 5, 'it-1');
    await report(2, 7, 'it-2');
    await report(3, 1, 'it-1');
    await foldUsage(site);
    const digests = site.rows('SELECT digest FROM usage_report ORDER BY no').map((row) => row.digest as Buffer);
    const digest = createHash('sha256').update(Buffer.concat(digests)).digest('base64url');
    expect(folds()).toEqual([
      { from: 1, to: 3, reports: 3, items: { 'acme-vision/it-1': 6, 'acme-vision/it-2': 7 }, digest },
    ]);
  });

  it('adds nothing when nothing was reported', async () => {
    await foldUsage(site, { force: true });
    await report(1, 5, 'it-1');
    await foldUsage(site, { force: true });
    await foldUsage(site, { force: true });
    expect(folds()).toHaveLength(1);
  });

  it('makes at most one event a minute, unless one is forced', async () => {
    await report(1, 5, 'it-1');
    await foldUsage(site);
    await report(2, 5, 'it-1');
    site.time.now += 59;
    await foldUsage(site);
    expect(folds()).toHaveLength(1);
    await foldUsage(site, { force: true });
    expect(folds()).toHaveLength(2);
    await report(3, 5, 'it-1');
    site.time.now += 1;
    await foldUsage(site);
    expect(folds().map(({ from, to }) => [from, to])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
  });

  it('goes on after a stop from the rows that it finds', async () => {
    await report(1, 5, 'it-1');
    await foldUsage(site, { force: true });
    await report(2, 5, 'it-1');
    const { folder } = site;
    const later = await reopen(folder);
    await foldUsage(later, { force: true });
    expect(
      JSON.parse(String(later.rows('SELECT data_json FROM ledger ORDER BY height DESC LIMIT 1')[0]?.data_json)),
    ).toMatchObject({
      from: 2,
      to: 2,
    });
    site = later;
  });

  it('covers more reports than one unit of work reads in one event', async () => {
    const count = reportsPerUnit + 500;
    const reports = Array.from({ length: count }, (_, index) => report(index + 1, 1, 'it-1'));
    await Promise.all(reports);
    await foldUsage(site);
    expect(folds()).toMatchObject([{ from: 1, to: count, reports: count, items: { 'acme-vision/it-1': count } }]);
    expect((await verifyLedger(site)).ok).toBe(true);
  });

  it('is not told to vendors: it counts the usage of all of them', async () => {
    await report(1, 5, 'it-1');
    await foldUsage(site);
    expect(site.rows("SELECT vendor FROM ledger WHERE kind = 'usage'")).toEqual([{ vendor: null }]);
  });
});

function report(number: number, count: number, item: string): Promise<number> {
  return seedReport(site, { vendor: vendor.id, item, device, report: number, count });
}

function folds(): readonly Readonly<Record<string, unknown>>[] {
  const rows = site.rows("SELECT data_json FROM ledger WHERE kind = 'usage' ORDER BY height");
  return rows.map(({ data_json }) => JSON.parse(String(data_json)));
}

async function reopen(folder: string): Promise<TestSite> {
  await site.stop();
  return makeSite({ folder });
}

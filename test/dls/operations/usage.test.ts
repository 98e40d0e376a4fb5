import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeInactiveDevices } from '../../../dls/jobs/remove-devices.ts';
import { acquire } from '../../../dls/operations/acquire.ts';
import { importFile } from '../../../dls/operations/import-file.ts';
import { acceptReport } from '../../../dls/operations/usage.ts';
import { makeSite, type TestSite } from '../../support/site.ts';
import { createVendor, makeItem, makeLicense, testStart } from '../../support/vendor.ts';

let site: TestSite;
const vendor = createVendor();
const device = '00000000-0000-8000-8000-000000000001';

beforeEach(async () => {
  site = await makeSite();
  const items = [makeItem('it-1', { metric: 'usage', quota: 100 })];
  await importFile(site, {
    bytes: Buffer.from(makeLicense(vendor, { site: site.identity.current, items })),
    actor: 'command',
  });
});

afterEach(() => site.close());

describe('a usage report', () => {
  it('of a device that was removed is taken once it has acquired again, under the next number', async () => {
    await lease();
    expect(await report(1)).toMatchObject({ outcome: 'accepted', accepted: 1 });
    site.time.now += 90 * 86_400 + 3 * 86_400;
    await removeInactiveDevices(site);
    expect(await report(2)).toEqual({ outcome: 'refused', code: 'proof_required' });
    await lease();
    expect(await report(2)).toMatchObject({ outcome: 'accepted', accepted: 1 });
    expect(site.rows('SELECT used FROM term')).toEqual([{ used: 14 }]);
  });
});

async function lease(): Promise<void> {
  const message = { device: '', vendor: vendor.id, product: 'barcode-reader', org: '200001' };
  expect(await acquire(site, { message, device, address: '10.0.0.1' })).toMatchObject({ outcome: 'lease' });
}

function report(number: number) {
  const record = { vendor: vendor.id, slot: testStart, item: 'it-1', feature: 'qr', count: 7 };
  return acceptReport(site, { message: { device: '', report: number, records: [record] }, device });
}

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dropOldRows } from '../../../../../dls/jobs/retention.ts';
import { samplePeaks } from '../../../../../dls/jobs/sample-peaks.ts';
import { acquire, ask, importLicense, makeConsole, type TestConsole } from '../../../../support/console.ts';
import { createVendor, makeItem, testStart } from '../../../../support/vendor.ts';

let console: TestConsole;
const hour = 3_600;
const day = 86_400;

beforeEach(async () => {
  console = await makeConsole();
  const item = makeItem('it-1', { metric: 'concurrent-device', quota: 2, overageSlots: 0, leaseSeconds: 1_800 });
  await importLicense(console.site, createVendor(), [item]);
});

afterEach(() => console.close());

const demand = async (query = '') => (await ask(console, `GET /items/acme-vision/it-1/demand${query}`)).json;

describe('the demand for an item', () => {
  it('names the most seats of a day and the devices refused for want of more', async () => {
    for (const name of ['a', 'b', 'c', 'c', 'd']) await acquire(console.site, name);
    console.site.time.now += day;
    await acquire(console.site, 'a');
    expect((await demand()).days).toEqual([
      { at: testStart, peak: 2, refused: 2 },
      { at: testStart + day, peak: 1, refused: 0 },
    ]);
    expect((await demand(`?from=${testStart + day + 9}`)).days).toHaveLength(1);
  });

  it('keeps the most of every hour in which something was given away', async () => {
    await acquire(console.site, 'a');
    await samplePeaks(console.site);
    await acquire(console.site, 'b');
    await samplePeaks(console.site);
    console.site.time.now += hour;
    await samplePeaks(console.site);
    console.site.time.now += hour;
    await acquire(console.site, 'a');
    await samplePeaks(console.site);
    expect((await demand()).hours).toEqual({ at: [testStart, testStart + 2 * hour], peaks: [2, 1] });
  });

  it('forgets hours after the time that the settings say', async () => {
    await acquire(console.site, 'a');
    await samplePeaks(console.site);
    for (let days = 0; days < 402; days += 20) console.site.time.now += 20 * day;
    await dropOldRows(console.site);
    expect((await demand('?from=0')).hours.at).toEqual([]);
  });

  it('is not told of an item that is not known', async () => {
    expect((await ask(console, 'GET /items/acme-vision/it-9/demand')).status).toBe(404);
  });
});

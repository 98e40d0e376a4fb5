import { describe, expect, it } from 'vitest';
import { DAY } from '../../licensing/time.ts';
import { keyOf } from '../support/plain-device.ts';
import { makeItem, testStart } from '../support/vendor.ts';
import { type ListeningSite, listen } from './support/listening-site.ts';

const change = testStart + 10 * DAY;

/** Device `a` reports so many units now. */
async function report(at: ListeningSite, number: number, count: number): Promise<void> {
  const slot = at.site.time.now - (at.site.time.now % 180);
  const records = [{ vendor: 'acme-vision', slot, item: 'it-1', feature: 'qr', count }];
  expect((await at.post('/v1/usage', { device: keyOf('a'), report: number, records })).status).toBe(200);
}

/** What a device is told that was not there before. */
async function newcomer(at: ListeningSite, name: string): Promise<string> {
  const { status, json } = await at.acquire(name);
  return status === 201 ? 'lease' : json.code;
}

describe('the next term', () => {
  it('begins with nothing used, and with no more than its own quota', async () => {
    await using at = await listen();
    const terms = { metric: 'usage', quota: 10, overagePercent: 0 };
    await at.license({ ...terms, start: testStart - DAY, end: change });
    const next = makeItem('it-1', { ...terms, start: change, end: change + 365 * DAY });
    await at.license({}, { serial: 2, items: [next] });
    await at.acquire('a');
    await report(at, 1, 4);

    at.site.time.now = change;
    await report(at, 2, 9);
    expect(await newcomer(at, 'b')).toBe('lease');
    // Six units of the first term were left over, and are gone.
    await report(at, 3, 1);
    expect(await newcomer(at, 'c')).toBe('quota_exhausted');
  });

  it('begins anew although the quota of the one before was used up', async () => {
    await using at = await listen();
    const terms = { metric: 'usage', quota: 10, overagePercent: 0 };
    await at.license({ ...terms, start: testStart - DAY, end: change });
    await at.license(
      {},
      { serial: 2, items: [makeItem('it-1', { ...terms, start: change, end: change + 365 * DAY })] },
    );
    await at.acquire('a');
    await report(at, 1, 10);
    at.site.time.now = change - 1;
    expect(await newcomer(at, 'b')).toBe('quota_exhausted');
    at.site.time.now = change;
    expect(await newcomer(at, 'b')).toBe('lease');
  });
});

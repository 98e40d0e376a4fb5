import { describe, expect, it } from 'vitest';
import { readBundle } from '../../dls/operations/export-bundle.ts';
import { DAY } from '../../licensing/time.ts';
import { openBundle } from '../support/vendor.ts';
import { type ListeningSite, listen, uuidOf } from './support/listening-site.ts';

const reclaim = async (at: ListeningSite, name: string) =>
  (await at.must(`POST /devices/${await uuidOf(name)}/reclaim`, { json: {} })).json;

describe('a reclaim', () => {
  it('shows in the ledger and in the next bundle, as an undone grant does', async () => {
    await using at = await listen();
    await at.license({ quota: 3, overagePercent: 0 });
    for (const name of ['a', 'b']) await at.acquire(name);
    await reclaim(at, 'a');
    at.site.time.now += DAY;
    await reclaim(at, 'b');

    const { items } = (await at.must('GET /ledger')).json;
    const kinds = items.map(({ kind }: { readonly kind: string }) => kind);
    expect(kinds.filter((kind: string) => kind === 'undo' || kind === 'reclaim')).toEqual(['reclaim', 'undo']);
    await at.must('POST /sync', { json: {} });
    const { bytes } = await readBundle(at.site, { vendor: at.vendor.id, seq: 1 });
    const { lines } = await openBundle(at.vendor, bytes, [at.site.identity.current.current]);
    const told = lines.flatMap((line) => (line.t === 'event' && /undo|reclaim/.test(line.kind) ? [line] : []));
    expect(told).toMatchObject([
      { kind: 'undo', data: { item: 'it-1', device: await uuidOf('a') } },
      { kind: 'reclaim', data: { item: 'it-1', device: await uuidOf('b') } },
    ]);
  });

  it('leaves the device refused until its lease would have ended, and a new device then', async () => {
    await using at = await listen();
    await at.license({ quota: 1, overagePercent: 0, offlineDays: 5 });
    await at.acquire('a');
    at.site.time.now += DAY;
    await reclaim(at, 'a');
    expect((await at.acquire('b')).status).toBe(201);
    at.site.time.now += 4 * DAY - 1;
    expect((await at.acquire('a')).json.code).toBe('lease_reclaimed');
    at.site.time.now += 1;
    expect((await at.acquire('a')).json.code).toBe('quota_exhausted');
  });
});

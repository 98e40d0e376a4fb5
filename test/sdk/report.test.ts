import { describe, expect, it } from 'vitest';
import { memoryStore, type UsageRecord } from '../../sdk/index.ts';
import { handClock, START } from './support/hand-clock.ts';
import { openAt, settled } from './support/open.ts';
import { problem, startSite, type TestSite } from './support/site.ts';

const DAY = 86_400;
const SLOT = 180;

const reports = (site: TestSite) => site.requests.filter(({ path }) => path === '/v1/usage').map(({ body }) => body);
const units = (site: TestSite): number =>
  [...site.booked.values()].flat().reduce((sum, { count }) => sum + Number(count), 0);

describe('usage', () => {
  it('is counted per item, feature and slot', async () => {
    await using site = await startSite();
    const { license, clock } = await openAt(site);
    await Promise.all([license.record('qr'), license.record('qr', { count: 4 }), license.record('1d')]);
    clock.turn(SLOT - 1);
    expect(await license.record('qr')).toBe('counted');
    clock.turn(1);
    await license.record('qr', { count: 2 });
    expect(await license.report()).toBe(0);
    expect([...site.booked.values()].flat()).toEqual(
      expect.arrayContaining([
        { slot: START, item: 'it-1', feature: '1d', count: 1 },
        { slot: START + SLOT, item: 'it-1', feature: 'qr', count: 2 },
      ]),
    );
    expect(units(site)).toBe(9);
    await license.close();
  });

  it('of a feature that no lease has is not counted, and said so', async () => {
    await using site = await startSite();
    const { license } = await openAt(site);
    expect(await license.record('dpm')).toBe('not licensed');
    expect(license.unreported).toBe(0);
    await expect(license.record('qr', { count: 0 })).rejects.toThrow('count');
    await expect(license.record('qr', { count: 1.5 })).rejects.toThrow('count');
    await license.close();
  });

  it('goes on being counted in grace and when locked, for it is the truth', async () => {
    await using site = await startSite({ plan: { leaseSeconds: 180 } });
    const { license, clock } = await openAt(site);
    await site.stop();
    clock.turn(5 * 3_600);
    expect(license.status.state).toBe('locked');
    expect(await license.record('qr')).toBe('counted');
    await site.start();
    expect(await license.report()).toBe(0);
    expect(units(site)).toBe(1);
    await license.close();
  });

  it('is booked to slots of the time of the server', async () => {
    await using site = await startSite();
    const { license } = await openAt(site, { clock: handClock(5_000) });
    await license.record('qr');
    await license.report();
    expect(site.booked.get(1)).toMatchObject([{ slot: START }]);
    await license.close();
  });

  it('with a key counts the same key once within 3 seconds, each repeat restarting them', async () => {
    await using site = await startSite();
    const { license, clock } = await openAt(site);
    const record = (key: string, feature = 'qr') => license.record(feature, { key });
    expect(await record('4006381333931')).toBe('counted');
    clock.turn(2.999);
    expect(await record('4006381333931')).toBe('repeated');
    clock.turn(2.999);
    expect(await record('4006381333931')).toBe('repeated');
    expect(await record('other')).toBe('counted');
    expect(await record('4006381333931', '1d')).toBe('counted');
    clock.turn(3);
    expect(await record('4006381333931')).toBe('counted');
    expect(license.unreported).toBe(4);
    await license.close();
  });

  it('has the window that the app wants', async () => {
    await using site = await startSite();
    const { license, clock } = await openAt(site, { deduplicateSeconds: 10 });
    await license.record('qr', { key: 'a' });
    clock.turn(9);
    expect(await license.record('qr', { key: 'a' })).toBe('repeated');
    clock.turn(10);
    expect(await license.record('qr', { key: 'a' })).toBe('counted');
    await license.close();
  });

  it('that cannot be kept is refused to the app, and counts when it is recorded again', async () => {
    await using site = await startSite();
    const store = memoryStore();
    let full = false;
    const append: typeof store.append = (name, bytes) =>
      full ? Promise.reject(new Error('ENOSPC')) : store.append(name, bytes);
    const { license } = await openAt(site, { storage: { ...store, append } });
    full = true;
    await expect(license.record('qr', { key: 'a' })).rejects.toThrow('ENOSPC');
    expect(license.unreported).toBe(0);
    expect(license.allows('qr')).toBe(true);
    full = false;
    expect(await license.record('qr', { key: 'a' })).toBe('counted');
    expect(license.unreported).toBe(1);
    await license.close();
  });
});

describe('reports', () => {
  it('are numbered from 1 and go out every 3 minutes', async () => {
    await using site = await startSite();
    const { license, clock } = await openAt(site);
    await license.record('qr');
    clock.turn(60);
    await settled(license);
    const first = reports(site).length;
    await license.record('qr');
    for (let minute = 0; minute < 4; minute += 1) {
      clock.turn(60);
      await license.acquire();
    }
    expect(
      reports(site)
        .slice(first)
        .map(({ report }) => report),
    ).toEqual([2]);
    expect([...site.booked.keys()]).toEqual([1, 2]);
    await license.close();
  });

  it('go out right after the start with what the last run left', async () => {
    await using site = await startSite();
    const storage = memoryStore();
    const first = await openAt(site, { storage });
    site.on('/v1/usage', () => problem(503, 'overloaded'));
    await first.license.record('qr', { count: 3 });
    await first.license.close();
    site.on('/v1/usage', null);
    const arrived = site.arrived('/v1/usage');
    const { license } = await openAt(site, { storage });
    await arrived;
    await settled(license);
    expect(units(site)).toBe(3);
    await license.close();
  });

  it('are not made of nothing', async () => {
    await using site = await startSite();
    const { license, clock } = await openAt(site);
    clock.turn(3_600);
    await settled(license);
    expect(reports(site)).toEqual([]);
    await license.close();
  });

  it('are the same to the byte until they are acknowledged', async () => {
    await using site = await startSite();
    const { license } = await openAt(site);
    const sent: string[] = [];
    site.on('/v1/usage', ({ body }) => {
      sent.push(JSON.stringify(body));
      return 'cut';
    });
    await license.record('qr');
    await license.report();
    await license.record('qr');
    await license.report();
    expect(new Set(sent).size).toBe(1);
    site.on('/v1/usage', null);
    expect(await license.report()).toBe(0);
    expect([...site.booked.keys()]).toEqual([1, 2]);
    await license.close();
  });

  it('that were booked although the answer got lost count once', async () => {
    await using site = await startSite();
    const { license } = await openAt(site);
    const book = site.book;
    site.on('/v1/usage', ({ body }) => {
      book(body);
      site.on('/v1/usage', null);
      return 'cut';
    });
    await license.record('qr', { count: 5 });
    await license.report();
    expect(await license.report()).toBe(0);
    expect([units(site), site.booked.size]).toEqual([5, 1]);
    await license.close();
  });

  it('have at most 1 000 records and 64 KiB', async () => {
    const features = Array.from({ length: 250 }, (_, index) => `${'f'.repeat(60)}${String(index).padStart(4, '0')}`);
    await using site = await startSite();
    site.plan.features = features;
    site.plan.grants = [{ product: 'barcode-reader', features, until: START + 400 * DAY }];
    const { license, clock } = await openAt(site);
    for (let slot = 0; slot < 9; slot += 1) {
      await Promise.all(features.map((feature) => license.record(feature)));
      clock.turn(SLOT);
    }
    await settled(license);
    expect(await license.report()).toBe(0);
    expect(units(site)).toBe(9 * 250);
    for (const body of reports(site)) {
      expect((body.records as unknown[]).length).toBeLessThanOrEqual(1_000);
      expect(JSON.stringify(body).length).toBeLessThanOrEqual(65_536);
    }
    await license.close();
  });

  it('have at most 1 000 records even when they are short', async () => {
    await using site = await startSite();
    site.plan.item = 'i';
    site.plan.features = ['a', 'b'];
    site.plan.grants = [{ product: 'barcode-reader', features: ['a', 'b'], until: START + 400 * DAY }];
    const { license, clock } = await openAt(site);
    site.on('/v1/usage', () => problem(503, 'overloaded'));
    await license.record('a');
    for (let slot = 0; slot < 501; slot += 1) {
      clock.setWall(START + slot * SLOT);
      clock.turn(SLOT);
      await Promise.all([license.record('a'), license.record('b')]);
    }
    site.on('/v1/usage', null);
    await license.report();
    const sizes = reports(site).map(({ records }) => (records as unknown[]).length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1_000);
    expect(units(site)).toBe(1_003);
    await license.close();
  });

  it('are few after a long absence of the server', async () => {
    await using site = await startSite();
    const { license, clock } = await openAt(site);
    await site.stop();
    for (let round = 0; round < 20; round += 1) {
      await license.record('qr');
      clock.turn(SLOT);
      await license.report();
    }
    await site.start();
    expect(await license.report()).toBe(0);
    expect([units(site), site.booked.size]).toEqual([20, 2]);
    await license.close();
  });

  it('are acknowledged only by their own number', async () => {
    await using site = await startSite();
    const { license } = await openAt(site);
    site.on('/v1/usage', () => ({ status: 200, body: { report: 7, accepted: 1, duplicate: false } }));
    await license.record('qr');
    expect(await license.report()).toBe(1);
    await license.close();
  });
});

describe('a server that lost what it had acknowledged', () => {
  const use = async (site: TestSite, counts: readonly number[], storage = memoryStore()) => {
    const opened = await openAt(site, { storage });
    for (const count of counts) {
      await opened.license.record('qr', { count });
      await opened.license.report();
    }
    return opened;
  };

  it('gets it again from the number that it expects, with the same content', async () => {
    await using site = await startSite();
    const { license } = await use(site, [1, 2, 3, 4]);
    const before = [...site.booked];
    for (const number of [2, 3, 4]) site.booked.delete(number);
    await license.record('qr', { count: 5 });
    expect(await license.report()).toBe(0);
    expect([...site.booked.keys()]).toEqual([1, 2, 3, 4, 5]);
    expect([...site.booked].slice(0, 4)).toEqual(before);
    await license.close();
  });

  it('gets it again after a restart of the app', async () => {
    await using site = await startSite();
    const storage = memoryStore();
    await (await use(site, [1, 2], storage)).license.close();
    site.booked.clear();
    const { license } = await openAt(site, { storage });
    await license.record('qr', { count: 3 });
    await license.report();
    expect(units(site)).toBe(6);
    await license.close();
  });

  it('gets what is still kept, numbered anew, when the earliest is older than 30 days', async () => {
    await using site = await startSite();
    const storage = memoryStore();
    const { license, clock } = await use(site, [1], storage);
    site.plan.now += 20 * DAY;
    clock.turn(20 * DAY);
    await settled(license);
    await license.record('qr', { count: 2 });
    await license.report();
    site.plan.now += 12 * DAY;
    clock.turn(12 * DAY);
    await settled(license);
    clock.turn(200);
    await settled(license);
    site.booked.clear();
    await license.record('qr', { count: 4 });
    expect(await license.report()).toBe(0);
    expect([...site.booked.keys()]).toEqual([1, 2]);
    expect(units(site)).toBe(6);
    site.booked.delete(2);
    await license.record('qr', { count: 8 });
    await license.report();
    expect([...site.booked.keys()]).toEqual([1, 2, 3]);
    expect(units(site)).toBe(14);
    await license.close();
  });

  it('that is ahead gets what is unacknowledged under the numbers that it expects', async () => {
    await using site = await startSite();
    const { license } = await openAt(site);
    for (let number = 1; number <= 4; number += 1) site.booked.set(number, []);
    await license.record('qr', { count: 6 });
    expect(await license.report()).toBe(0);
    expect(site.booked.get(5)).toMatchObject([{ count: 6 }]);
    await license.record('qr');
    await license.report();
    expect(site.booked.get(6)).toMatchObject([{ count: 1 }]);
    await license.close();
  });

  it('and the device itself gets the lease first and then the report', async () => {
    await using site = await startSite();
    const { license } = await openAt(site);
    await license.record('qr');
    let known = false;
    site.on('/v1/leases', ({ body }) => {
      known = body.lease !== undefined;
      return { status: 201, body: { lease: site.lease(license.device) } };
    });
    site.on('/v1/usage', ({ body }) => (known ? site.book(body) : problem(409, 'proof_required')));
    site.plan.now += 1;
    expect(await license.report()).toBe(0);
    expect(known).toBe(true);
    await license.close();
  });

  it('but never agrees does not keep a device busy', async () => {
    await using site = await startSite();
    const { license } = await use(site, [1]);
    let expected = 1;
    site.on('/v1/usage', () => {
      expected = expected === 1 ? 2 : 1;
      return problem(409, 'report_expected', { expect: expected });
    });
    await license.record('qr');
    expect(await license.report()).toBe(1);
    expect(reports(site).length).toBeLessThan(100);
    await license.close();
  });
});

describe('a record that the server refuses', () => {
  it('is kept aside and told, and the rest is booked', async () => {
    await using site = await startSite();
    const { license } = await openAt(site);
    const refused: UsageRecord[] = [];
    license.on('trouble', (trouble) => {
      if (trouble.code === 'report_malformed') refused.push(trouble.record);
    });
    site.on('/v1/usage', ({ body }) => {
      const at = (body.records as UsageRecord[]).findIndex(({ feature }) => feature === '1d');
      return at === -1 ? site.book(body) : problem(400, 'report_malformed', { field: `records[${at}].feature` });
    });
    await license.record('qr', { count: 2 });
    await license.record('1d', { count: 3 });
    expect(await license.report()).toBe(0);
    expect(refused).toEqual([{ item: 'it-1', feature: '1d', slot: START, count: 3 }]);
    expect(units(site)).toBe(2);
    await license.close();
  });

  it('is sent again once the server, which was put back, has seen the lease that allows it', async () => {
    await using site = await startSite();
    const { license } = await openAt(site);
    let shown: unknown;
    site.on('/v1/leases', ({ body }) => {
      shown = body.lease;
      return { status: 200, body: { lease: site.lease(license.device) } };
    });
    site.on('/v1/usage', ({ body }) =>
      shown === undefined ? problem(400, 'report_malformed', { field: 'records[0].item' }) : site.book(body),
    );
    const refused: unknown[] = [];
    license.on('trouble', (trouble) => refused.push(trouble));
    await license.record('qr', { count: 4 });
    site.plan.now += 1;
    expect(await license.report()).toBe(0);
    expect(shown).toBeDefined();
    expect(units(site)).toBe(4);
    expect(refused).toEqual([]);
    await license.close();
  });

  it('does not use a number up when it was alone', async () => {
    await using site = await startSite();
    const { license } = await openAt(site);
    site.on('/v1/usage', () => problem(400, 'report_malformed', { field: 'records[0].item' }));
    await license.record('qr');
    expect(await license.report()).toBe(0);
    site.on('/v1/usage', null);
    await license.record('qr', { count: 2 });
    await license.report();
    expect([...site.booked]).toMatchObject([[1, [{ count: 2 }]]]);
    await license.close();
  });

  it('for its count is reported in parts that the server takes', async () => {
    await using site = await startSite();
    const { license } = await openAt(site);
    site.on('/v1/usage', ({ body }) => {
      const at = (body.records as UsageRecord[]).findIndex(({ count }) => count > 100);
      return at === -1 ? site.book(body) : problem(400, 'report_malformed', { field: `records[${at}].count` });
    });
    await license.record('qr', { count: 1_000 });
    await license.report();
    expect([license.unreported, units(site)]).toEqual([0, 1_000]);
    await license.close();
  });
});

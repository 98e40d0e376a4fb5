import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../sdk/index.ts';
import { handClock, START } from './support/hand-clock.ts';
import { openAt, settled } from './support/open.ts';
import { deviceUuid, problem, startSite, type TestSite } from './support/site.ts';

const HOUR = 3_600;
const DAY = 86_400;
const acquires = (site: TestSite): number => site.requests.filter(({ path }) => path === '/v1/leases').length;
const deny = (site: TestSite, code: string, claims = {}): void =>
  site.on('/v1/leases', ({ body }) => site.denial(deviceUuid(String(body.device)), code, claims));

describe('renewal', () => {
  it('begins at half of a lease and not a second before', async () => {
    await using site = await startSite({ plan: { leaseSeconds: 180 } });
    const { license, clock, states } = await openAt(site);
    clock.turn(89);
    await settled(license);
    expect(acquires(site)).toBe(1);
    site.plan.now += 90;
    clock.turn(1);
    await settled(license);
    expect(acquires(site)).toBe(2);
    expect(license.status.until).toBe(START + 270);
    expect(states).toEqual([]);
    await license.close();
  });

  it('begins 24 hours into a long lease', async () => {
    await using site = await startSite({ plan: { leaseSeconds: 30 * DAY } });
    const { license, clock } = await openAt(site);
    clock.turn(DAY - 1);
    await settled(license);
    expect(acquires(site)).toBe(1);
    clock.turn(1);
    await settled(license);
    expect(acquires(site)).toBe(2);
    await license.close();
  });

  it('begins when the lease says so', async () => {
    await using site = await startSite({ plan: { leaseSeconds: 180, leaseClaims: { renew: 20 } } });
    const { license, clock } = await openAt(site);
    clock.turn(20);
    await settled(license);
    expect(acquires(site)).toBe(2);
    await license.close();
  });

  it('goes on for ever while the server answers', async () => {
    await using site = await startSite({ plan: { leaseSeconds: 180 } });
    const { license, clock, states } = await openAt(site);
    for (let round = 0; round < 20; round += 1) {
      site.plan.now += 90;
      clock.turn(90);
      await settled(license);
    }
    expect(acquires(site)).toBe(21);
    expect(states).toEqual([]);
    await license.close();
  });

  it('backs off from 1 second to 5 minutes, the second half of each wait left to chance', async () => {
    await using site = await startSite({ plan: { leaseSeconds: 7 * DAY } });
    const chance = [0, 0];
    const random = (length: number) => new Uint8Array(Array.from({ length }, (_, index) => chance[index % 2]!));
    site.on('/v1', () => problem(503, 'overloaded'));
    const { license, clock } = await openAt(site, { ports: { random } });
    const waits: number[] = [];
    for (let failure = 0; failure < 11; failure += 1) {
      const before = site.requests.length;
      let waited = 0;
      while (site.requests.length === before) {
        clock.turn(1);
        waited += 1;
        await settled(license);
      }
      waits.push(waited);
    }
    expect(waits).toEqual([1, 1, 2, 4, 8, 16, 32, 64, 128, 150, 150]);
    await license.close();
  });

  it('goes through the servers of the list in order, each time from the first', async () => {
    await using main = await startSite();
    await using standby = await startSite({ vendorKey: main.vendorKey, siteKey: main.siteKey });
    await main.stop();
    const { license } = await openAt(main, { servers: [main.url, standby.url] });
    expect(license.status.state).toBe('licensed');
    expect(acquires(standby)).toBe(1);
    await main.start();
    standby.plan.now += 1;
    main.plan.now += 1;
    await license.acquire();
    expect([acquires(main), acquires(standby)]).toEqual([1, 1]);
    await license.close();
  });

  it('learns the servers that the site names, after the configured ones, and remembers them', async () => {
    await using main = await startSite();
    await using standby = await startSite({
      vendorKey: main.vendorKey,
      siteKey: main.siteKey,
      plan: { now: START + 60 },
    });
    main.plan.servers = [main.url, standby.url];
    const storage = memoryStore();
    const first = await openAt(main, { storage });
    await first.license.close();
    await main.stop();
    const { license } = await openAt(main, { storage, clock: handClock(START + 60) });
    await license.acquire();
    expect(acquires(standby)).toBe(1);
    await main.start();
    await license.close();
  });

  it('asks the next server when one answers without deciding', async () => {
    await using standby = await startSite();
    await using main = await startSite({ vendorKey: standby.vendorKey, siteKey: standby.siteKey });
    standby.on('/v1/leases', () => problem(503, 'standby'));
    const { license } = await openAt(standby, { servers: [standby.url, main.url] });
    expect(license.status.state).toBe('licensed');
    await license.close();
  });

  it('asks no further server after a proven denial', async () => {
    await using main = await startSite();
    await using standby = await startSite({ vendorKey: main.vendorKey, siteKey: main.siteKey });
    deny(main, 'quota_exhausted');
    const { license } = await openAt(main, { servers: [main.url, standby.url] });
    expect(license.status.code).toBe('quota_exhausted');
    expect(standby.requests).toEqual([]);
    await license.close();
  });
});

describe('grace', () => {
  it.each([
    ['3 days', {}, 7 * DAY, 3 * DAY],
    ['4 hours for concurrent items', {}, 180, 4 * HOUR],
    ['what the lease says', { grace: 7_200 }, 180, 2 * HOUR],
  ])('lasts %s', async (_title, leaseClaims, leaseSeconds, grace) => {
    await using site = await startSite({ plan: { leaseSeconds, leaseClaims } });
    const { license, clock } = await openAt(site);
    await site.stop();
    clock.turn(leaseSeconds - 1);
    expect(license.status).toMatchObject({ state: 'licensed', until: START + leaseSeconds });
    clock.turn(1);
    expect(license.status).toMatchObject({ state: 'grace', code: 'unreachable', until: START + leaseSeconds + grace });
    expect(license.allows('qr')).toBe(true);
    clock.turn(grace - 1);
    expect(license.status.state).toBe('grace');
    clock.turn(1);
    expect(license.status).toMatchObject({ state: 'locked', code: 'unreachable' });
    expect(license.allows('qr')).toBe(false);
    await site.start();
    await license.close();
  });

  it('never goes past the end that the vendor lets the site grant', async () => {
    const until = START + 8 * DAY;
    const grants = [{ product: 'barcode-reader', features: ['1d', 'qr'], until }];
    await using site = await startSite({ plan: { leaseSeconds: 7 * DAY, until: START + DAY, grants } });
    const { license, clock } = await openAt(site);
    await site.stop();
    clock.turn(7 * DAY);
    expect(license.status).toMatchObject({ state: 'grace', until });
    clock.turn(DAY);
    expect(license.status.state).toBe('locked');
    await site.start();
    await license.close();
  });

  it('counts on while the app does not run', async () => {
    await using site = await startSite({ plan: { leaseSeconds: 180 } });
    const storage = memoryStore();
    await (await openAt(site, { storage })).license.close();
    await site.stop();
    const inGrace = await openAt(site, { storage, clock: handClock(START + 180 + 4 * HOUR - 1) });
    expect(inGrace.license.status.state).toBe('grace');
    await inGrace.license.close();
    const after = await openAt(site, { storage, clock: handClock(START + 180 + 4 * HOUR) });
    expect(after.license.status.state).toBe('locked');
    await after.license.close();
    await site.start();
  });

  it('ends with the next lease', async () => {
    await using site = await startSite({ plan: { leaseSeconds: 180 } });
    const { license, clock, states } = await openAt(site);
    await site.stop();
    clock.turn(200);
    await settled(license);
    await site.start();
    site.plan.now += 200;
    await license.acquire();
    expect(states.map(({ state }) => state)).toEqual(['grace', 'licensed']);
    await license.close();
  });
});

describe('a proven denial', () => {
  it('lets the lease in force run to its end, and no grace follows', async () => {
    await using site = await startSite({ plan: { leaseSeconds: 180 } });
    const { license, clock, states } = await openAt(site);
    deny(site, 'quota_exhausted');
    site.plan.now += 90;
    clock.turn(90);
    await settled(license);
    expect(license.status).toMatchObject({ state: 'licensed', code: 'quota_exhausted', until: START + 180 });
    await site.stop();
    clock.turn(90);
    expect(license.status).toMatchObject({ state: 'locked', code: 'quota_exhausted' });
    expect(states.map(({ state, code }) => [state, code])).toEqual([
      ['licensed', 'quota_exhausted'],
      ['locked', 'quota_exhausted'],
    ]);
    await site.start();
    await license.close();
  });

  it('ends a grace that has begun', async () => {
    await using site = await startSite({ plan: { leaseSeconds: 180 } });
    const { license, clock } = await openAt(site);
    await site.stop();
    clock.turn(200);
    await settled(license);
    await site.start();
    site.plan.now += 200;
    deny(site, 'license_expired');
    await license.acquire();
    expect(license.status).toMatchObject({ state: 'locked', code: 'license_expired' });
    await license.close();
  });

  it.each(['license_locked', 'license_revoked', 'lease_reclaimed', 'device_blocked'])(
    '%s ends a lease in force at once',
    async (code) => {
      await using site = await startSite();
      const storage = memoryStore();
      const { license } = await openAt(site, { storage });
      deny(site, code);
      await license.acquire();
      expect(license.status).toMatchObject({ state: 'locked', code });
      expect(license.allows()).toBe(false);
      await license.close();
      await site.stop();
      const again = await openAt(site, { storage });
      expect(again.license.status).toMatchObject({ state: 'locked', code });
      await again.license.close();
      await site.start();
    },
  );

  it('is over with the next lease, for which it asks again', async () => {
    await using site = await startSite({ plan: { leaseSeconds: 180 } });
    const { license, clock } = await openAt(site);
    deny(site, 'license_locked');
    await license.acquire();
    site.on('/v1/leases', null);
    site.plan.now += 2;
    clock.turn(2);
    await settled(license);
    expect(license.status).toMatchObject({ state: 'licensed', code: null });
    await license.close();
  });

  it.each([
    ['of another device', { sub: '00000000-0000-8000-8000-000000000000' }],
    ['of another product', { product: 'other' }],
    ['of another vendor', { iss: 'other' }],
    ['older than 300 seconds', { iat: START + 400 - 301 }],
    ['of the time to come', { iat: START + 400 + 301 }],
    ['from before the last lease', { iat: START - 1 }],
    ['with a code that is no denial', { code: 'rate_limited' }],
  ])('is no proof when it is %s', async (_title, claims) => {
    await using site = await startSite();
    const { license, clock } = await openAt(site);
    const passed = 'iat' in claims && claims.iat === START - 1 ? 200 : 400;
    clock.turn(passed);
    site.plan.now += passed;
    deny(site, 'license_revoked', claims);
    await license.acquire();
    expect(license.status).toMatchObject({ state: 'licensed', code: null });
    expect(license.status.trouble).not.toBeNull();
    await license.close();
  });

  it.each([-300, 300])('counts %d seconds from corrected time', async (away) => {
    await using site = await startSite();
    const { license, clock } = await openAt(site);
    clock.turn(400);
    deny(site, 'license_revoked', { iat: START + 400 + away });
    await license.acquire();
    expect(license.status).toMatchObject({ state: 'locked', code: 'license_revoked' });
    await license.close();
  });

  it('says that the clock is wrong when that is why it does not count', async () => {
    await using site = await startSite();
    deny(site, 'quota_exhausted');
    const { license } = await openAt(site, { clock: handClock(START - 7_200) });
    expect(license.status.code).toBe('unreachable');
    expect(license.status.trouble).toContain(
      "quota_exhausted, but its time and this device's are 120 minutes apart: set the clock.",
    );
    await license.close();
  });
});

describe('what is no proven denial', () => {
  it.each([
    ['a status without a body', () => ({ status: 403, body: '' })],
    ['a denial without proof', () => problem(403, 'license_revoked')],
    [
      'a denial with a proof by somebody else',
      (site: TestSite) => ({ ...problem(403, 'license_revoked', { proof: site.lease('x') }) }),
    ],
    ['an internal error', () => problem(500, 'internal_error')],
    ['a page of another server', () => ({ status: 200, body: '<html></html>' })],
    ['a redirect', (site: TestSite) => ({ status: 307, headers: { location: `${site.url}/elsewhere` } })],
    ['a closed connection', () => 'cut' as const],
  ])('stops no device: %s', async (_title, reply) => {
    await using site = await startSite({ plan: { leaseSeconds: 180 } });
    const { license, clock } = await openAt(site);
    site.on('/v1/leases', () => reply(site));
    clock.turn(90);
    await settled(license);
    expect(license.status).toMatchObject({ state: 'licensed', code: null });
    clock.turn(90);
    expect(license.status).toMatchObject({ state: 'grace', code: 'unreachable' });
    expect(site.requests.some(({ path }) => path === '/elsewhere')).toBe(false);
    await license.close();
  });
});

describe('time', () => {
  it('follows the server although the clock of the device is years off', async () => {
    await using site = await startSite({ plan: { leaseSeconds: 180 } });
    const { license, clock } = await openAt(site, { clock: handClock(1_000_000) });
    expect(license.status).toMatchObject({ state: 'licensed', until: START + 180 });
    await site.stop();
    clock.turn(180);
    expect(license.status.state).toBe('grace');
    await site.start();
    await license.close();
  });

  it('does not jump with the wall clock while the app runs', async () => {
    await using site = await startSite({ plan: { leaseSeconds: 180 } });
    const { license, clock } = await openAt(site);
    await site.stop();
    clock.setWall(START + 10 * DAY);
    expect(license.status.state).toBe('licensed');
    clock.setWall(START - 10 * DAY);
    clock.turn(180);
    expect(license.status.state).toBe('grace');
    await site.start();
    await license.close();
  });

  it('locks a device whose clock was set back, until a server is reached', async () => {
    await using site = await startSite();
    const storage = memoryStore();
    const first = await openAt(site, { storage });
    first.clock.turn(2 * HOUR);
    await settled(first.license);
    await first.license.close();
    await site.stop();
    const { license } = await openAt(site, { storage, clock: handClock(START + 2 * HOUR - 301) });
    expect(license.status).toMatchObject({ state: 'locked', code: 'clock_rolled_back' });
    expect(license.status.reason).toContain('Set the clock right');
    await site.start();
    site.plan.now += 2 * HOUR;
    await license.acquire();
    expect(license.status).toMatchObject({ state: 'licensed', code: null });
    await license.close();
  });

  it('takes a clock that is 5 minutes behind for right', async () => {
    await using site = await startSite();
    const storage = memoryStore();
    const first = await openAt(site, { storage });
    first.clock.turn(2 * HOUR);
    await first.license.close();
    await site.stop();
    const { license } = await openAt(site, { storage, clock: handClock(START + 2 * HOUR - 300) });
    expect(license.status.state).toBe('licensed');
    await license.close();
    await site.start();
  });

  it('goes on when the clock is right again', async () => {
    await using site = await startSite();
    const storage = memoryStore();
    const first = await openAt(site, { storage });
    first.clock.turn(2 * HOUR);
    await first.license.close();
    await site.stop();
    const { license, clock } = await openAt(site, { storage, clock: handClock(START - DAY) });
    expect(license.status.state).toBe('locked');
    clock.setWall(START + 2 * HOUR);
    expect(license.status.state).toBe('licensed');
    await license.close();
    await site.start();
  });

  it('gives no new grace with a clock that was set back, and takes none away', async () => {
    await using site = await startSite({ plan: { leaseSeconds: 180 } });
    const storage = memoryStore();
    const first = await openAt(site, { storage });
    await site.stop();
    first.clock.turn(180 + HOUR);
    await first.license.close();
    const second = await openAt(site, { storage, clock: handClock(START) });
    expect(second.license.status).toMatchObject({ state: 'grace', code: 'clock_rolled_back' });
    second.clock.turn(3 * HOUR - 1);
    expect(second.license.status.state).toBe('grace');
    await second.license.close();
    const third = await openAt(site, { storage, clock: handClock(START) });
    expect(third.license.status.state).toBe('grace');
    third.clock.turn(1);
    expect(third.license.status).toMatchObject({ state: 'locked', code: 'clock_rolled_back' });
    await third.license.close();
    await site.start();
  });
});

it('sleeping devices renew as soon as they wake', async () => {
  await using site = await startSite({ plan: { leaseSeconds: 180 } });
  const { license, clock } = await openAt(site);
  site.plan.now += DAY;
  clock.turn(DAY);
  await settled(license);
  expect(license.status).toMatchObject({ state: 'licensed', until: START + DAY + 180 });
  await license.close();
});

import { createHash, createHmac } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type License, memoryStore } from '../../sdk/index.ts';
import { handClock, START } from './support/hand-clock.ts';
import { MACHINE, type Opened, openAt } from './support/open.ts';
import { startSite, type TestSite } from './support/site.ts';
import { delegation, signingKey } from './support/vendor.ts';

const DAY = 86_400;
const HASH = createHmac('sha256', 'acme-vision').update(MACHINE.identifier).digest('hex').slice(0, 32);

type Request = Record<string, unknown> & {
  readonly request: string;
  readonly device: string;
  readonly days: number;
  readonly reports: readonly Record<string, unknown>[];
};

const open = (site: TestSite, more = {}): Promise<Opened> => openAt(site, { servers: [], ...more });
const ask = async (license: License, days = 30): Promise<Request> =>
  JSON.parse((await license.requestOffline({ days })).text);

/** What the administrator carries back. */
function answer(
  site: TestSite,
  request: Request,
  claims: Record<string, unknown> = {},
  file: Record<string, unknown> = {},
): string {
  const { request: req, device } = request;
  const lease = site.lease(device, {
    exp: site.plan.now + request.days * DAY,
    off: true,
    req,
    mid: HASH.slice(0, 8),
    ...claims,
  });
  const facts = {
    vendor: site.vendor,
    site: site.uuid,
    siteKey: site.siteKey,
    iat: START - DAY,
    exp: START + 400 * DAY,
    grants: site.plan.grants,
  };
  const reported = Math.max(0, ...request.reports.map(({ report }) => Number(report)));
  return JSON.stringify({
    typ: 'device-lease',
    request: req,
    lease,
    delegations: [delegation(site.vendorKey, facts)],
    reported,
    ...file,
  });
}

describe('a device that never connects', () => {
  it('writes a request that says what an acquire says, with the UUID in place of the key', async () => {
    await using site = await startSite();
    const { license } = await open(site, { version: '10.2', features: ['qr'], os: 'Linux', process: 'scan' });
    const request = await ask(license);
    expect(Object.keys(request)).toEqual([
      'typ',
      'device',
      'vendor',
      'product',
      'version',
      'platform',
      'os',
      'process',
      'org',
      'features',
      'machine',
      'request',
      'days',
      'returnHash',
      'reports',
    ]);
    expect(request).toMatchObject({
      typ: 'device-request',
      device: license.device,
      days: 30,
      machine: HASH,
      reports: [],
    });
    expect(request.request).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(request.returnHash).toMatch(/^[A-Za-z0-9_-]{43}$/);
    await license.close();
  });

  it('is licensed by the answer, for as long as that says, and asks no server', async () => {
    await using site = await startSite();
    const storage = memoryStore();
    const { license } = await open(site, { storage });
    const request = await ask(license);
    expect(await license.installOffline(answer(site, request))).toMatchObject({
      state: 'licensed',
      until: START + 30 * DAY,
    });
    await license.close();
    const later = await open(site, { storage, clock: handClock(START + 30 * DAY - 1) });
    expect(later.license.status.state).toBe('licensed');
    later.clock.turn(1);
    expect(later.license.status.state).toBe('grace');
    expect(site.requests).toEqual([]);
    await later.license.close();
  });

  it('hands over again what the site lost since: it was restored from a backup', async () => {
    await using site = await startSite();
    const storage = memoryStore();
    const { license } = await open(site, { storage });
    await license.installOffline(answer(site, await ask(license, 365)));
    for (const count of [3, 4, 5]) {
      await license.record('qr', { count });
      const request = await ask(license, 365);
      site.plan.now += 1;
      await license.installOffline(answer(site, request));
    }
    expect(license.unreported).toBe(0);
    await license.close();
    // It learns of the loss much later than a device that asks a server would.
    site.plan.now = START + 200 * DAY;
    const later = await open(site, { storage, clock: handClock(site.plan.now) });
    await later.license.record('1d', { count: 6 });
    const first = await ask(later.license, 365);
    expect(first.reports.map(({ report }) => report)).toEqual([4]);
    await later.license.installOffline(answer(site, first, {}, { reported: 1 }));
    expect(later.license.unreported).toBe(4 + 5 + 6);
    site.plan.now += 1;
    const second = await ask(later.license, 365);
    const counts = second.reports.map(({ report, records }) => [report, (records as { count: number }[])[0]!.count]);
    expect(counts).toEqual([
      [2, 4],
      [3, 5],
      [4, 6],
    ]);
    const text = answer(site, second);
    await later.license.installOffline(text);
    // The same answer again brings nothing back.
    await later.license.installOffline(text);
    expect(later.license.unreported).toBe(0);
    await later.license.close();
  });

  it('takes request and answer as QR codes too', async () => {
    await using site = await startSite();
    const { license } = await open(site);
    const { text, qr } = await license.requestOffline({ days: 30 });
    expect(inflateRawSync(Buffer.from(qr!.slice(4), 'base64url')).toString()).toBe(text);
    expect(qr).toMatch(/^CW1:/);
    const code = `CW1:${deflateRawSync(answer(site, JSON.parse(text))).toString('base64url')}`;
    expect((await license.installOffline(`${code.slice(0, 60)}\n${code.slice(60)}\n`)).state).toBe('licensed');
    await license.close();
  });

  it('hands its usage over with the next request, and again until it is booked', async () => {
    await using site = await startSite();
    const { license } = await open(site);
    await license.installOffline(answer(site, await ask(license)));
    await license.record('qr', { count: 3 });
    const second = await ask(license);
    expect(second.reports).toEqual([
      { vendor: 'acme-vision', report: 1, records: [{ slot: START, item: 'it-1', feature: 'qr', count: 3 }] },
    ]);
    await license.record('qr', { count: 2 });
    const third = await ask(license);
    expect(third.reports.map(({ report }) => report)).toEqual([1, 2]);
    expect(third.reports[0]).toEqual(second.reports[0]);
    site.plan.now += 60;
    await license.installOffline(answer(site, second));
    expect(license.unreported).toBe(2);
    site.plan.now += 60;
    await license.installOffline(answer(site, third));
    expect(license.unreported).toBe(0);
    await license.close();
  });

  it('shows the lease it holds when it asks for the next, which extends it', async () => {
    await using site = await startSite();
    const { license, clock } = await open(site);
    await license.installOffline(answer(site, await ask(license)));
    clock.turn(20 * DAY);
    site.plan.now += 20 * DAY;
    const request = await ask(license);
    expect(request.seq).toBe('12.Xy3k9a');
    expect(await license.installOffline(answer(site, request))).toMatchObject({
      state: 'licensed',
      until: START + 50 * DAY,
    });
    await license.close();
  });

  it('gives its lease back with a proof, and cannot use it any more', async () => {
    await using site = await startSite();
    const storage = memoryStore();
    const { license } = await open(site, { storage });
    const request = await ask(license);
    const file = answer(site, request);
    await license.installOffline(file);
    await license.record('qr', { count: 7 });
    const returned = JSON.parse((await license.returnOffline())!.text);
    expect(Object.keys(returned)).toEqual(['typ', 'device', 'lease', 'returnKey', 'reports']);
    expect(returned).toMatchObject({
      typ: 'device-return',
      device: license.device,
      reports: [{ report: 1, records: [{ count: 7 }] }],
    });
    const hash = createHash('sha256').update(Buffer.from(returned.returnKey, 'base64url')).digest('base64url');
    expect(hash).toBe(request.returnHash);
    expect(license.status.state).toBe('unlicensed');
    await expect(license.installOffline(file)).rejects.toMatchObject({ code: 'lease_invalid', field: 'request' });
    expect(JSON.parse((await license.returnOffline())!.text)).toEqual(returned);
    await license.close();
    const again = await open(site, { storage });
    expect(again.license.status.state).toBe('unlicensed');
    expect(JSON.parse((await again.license.returnOffline())!.text)).toEqual(returned);
    await again.license.close();
  });

  it('has nothing to return without a lease', async () => {
    await using site = await startSite();
    const { license } = await open(site);
    expect(await license.returnOffline()).toBeNull();
    await license.close();
  });

  it('does not release an offline lease over the network', async () => {
    await using site = await startSite();
    const { license } = await open(site, { servers: [site.url] });
    site.plan.now += 1;
    await license.installOffline(answer(site, await ask(license)));
    await expect(license.release()).rejects.toMatchObject({ code: 'return_required' });
    await license.close({ release: true });
    expect(site.requests.some(({ path }) => path.endsWith('/release'))).toBe(false);
  });

  it.each<readonly [string, (site: TestSite, request: Request) => string]>([
    [
      'for another request',
      (site, request) => answer(site, { ...request, request: '0b6c1f0e-5a57-4c1e-9d0c-7f3f7a8d2b11' }),
    ],
    [
      'with a lease for another request',
      (site, request) => answer(site, request, { req: '0b6c1f0e-5a57-4c1e-9d0c-7f3f7a8d2b11' }),
    ],
    ['with a lease for another machine', (site, request) => answer(site, request, { mid: '00000000' })],
    ['with a lease for no machine', (site, request) => answer(site, request, { mid: undefined })],
    ['with an ordinary lease', (site, request) => answer(site, request, { off: undefined })],
    [
      'for another device',
      (site, request) => answer(site, { ...request, device: '00000000-0000-8000-8000-000000000000' }),
    ],
    ['without delegations', (site, request) => answer(site, request, {}, { delegations: [] })],
    [
      'of a vendor that the administrator made',
      (site, request) => answer({ ...site, vendorKey: signingKey() }, request),
    ],
    ['that was cut', (site, request) => answer(site, request).slice(0, -20)],
    ['that is something else', () => 'hello'],
  ])('refuses an answer %s, and nothing changes', async (_title, make) => {
    await using site = await startSite();
    const { license } = await open(site);
    const request = await ask(license);
    await expect(license.installOffline(make(site, request))).rejects.toThrow();
    expect(license.status.state).toBe('unlicensed');
    expect((await license.installOffline(answer(site, request))).state).toBe('licensed');
    await license.close();
  });

  it('accepts only days that are whole', async () => {
    await using site = await startSite();
    const { license } = await open(site);
    await expect(license.requestOffline({ days: 0 })).rejects.toThrow('days');
    await expect(license.requestOffline({ days: 1.5 })).rejects.toThrow('days');
    await license.close();
  });
});

describe('time on a device that never connects', () => {
  it('does not go back by the days that the answer was on its way', async () => {
    await using site = await startSite();
    const { license, clock } = await open(site);
    const request = await ask(license);
    clock.turn(5 * DAY);
    expect(await license.installOffline(answer(site, request))).toMatchObject({ until: START + 30 * DAY });
    clock.turn(25 * DAY);
    expect(license.status.state).toBe('grace');
    await license.close();
  });

  it('is at least that of the lease', async () => {
    await using site = await startSite();
    const { license, clock } = await open(site, { clock: handClock(1_000) });
    await license.installOffline(answer(site, await ask(license)));
    clock.turn(30 * DAY - 1);
    expect(license.status.state).toBe('licensed');
    clock.turn(1);
    expect(license.status.state).toBe('grace');
    await license.close();
  });

  it('that was set back locks it, the same answer again does not help, and a newer one does', async () => {
    await using site = await startSite();
    const storage = memoryStore();
    const first = await open(site, { storage });
    const request = await ask(first.license);
    const file = answer(site, request);
    await first.license.installOffline(file);
    first.clock.turn(10 * DAY);
    await first.license.close();
    const { license } = await open(site, { storage, clock: handClock(START + DAY) });
    expect(license.status).toMatchObject({ state: 'locked', code: 'clock_rolled_back' });
    expect((await license.installOffline(file)).state).toBe('locked');
    site.plan.now = START + 10 * DAY;
    expect((await license.installOffline(answer(site, await ask(license)))).state).toBe('licensed');
    await license.close();
  });
});

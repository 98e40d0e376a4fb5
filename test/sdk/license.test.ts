import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../sdk/index.ts';
import { handClock, START } from './support/hand-clock.ts';
import { openAt, settled } from './support/open.ts';
import { deviceUuid, problem, startSite } from './support/site.ts';
import { signed, signingKey } from './support/vendor.ts';

const DAY = 86_400;

describe('a license', () => {
  it('is licensed after the first answer, for the features of the lease', async () => {
    await using site = await startSite();
    const { license } = await openAt(site);
    expect(license.status).toMatchObject({
      state: 'licensed',
      code: null,
      stage: 'ok',
      until: START + 7 * DAY,
      features: ['1d', 'qr'],
    });
    expect([license.allows(), license.allows('qr'), license.allows('dpm')]).toEqual([true, true, false]);
    await license.close();
  });

  it('asks with the device key, what the app says and the hash of the machine, and with nothing else', async () => {
    await using site = await startSite();
    const { license } = await openAt(site, {
      version: '10.2',
      features: ['qr'],
      os: 'Linux 6.1',
      process: 'scanner',
      name: 'gate-4',
    });
    const asked = site.requests.find(({ path }) => path === '/v1/leases')!.body;
    expect(Object.keys(asked)).toEqual([
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
      'name',
    ]);
    expect(asked).toMatchObject({
      vendor: 'acme-vision',
      product: 'barcode-reader',
      org: '200001',
      features: ['qr'],
      name: 'gate-4',
    });
    expect(asked.device).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(asked.machine).toMatch(/^[0-9a-f]{32}$/);
    expect(JSON.stringify(site.requests)).not.toContain('f0e1d2c3');
    await license.close();
  });

  it('opens without throwing when no server can be reached, and says so', async () => {
    await using site = await startSite();
    await site.stop();
    const { license } = await openAt(site);
    expect(license.status).toMatchObject({ state: 'unlicensed', code: 'unreachable', until: null });
    expect(license.status.reason).toContain('Check network, server');
    expect(license.status.trouble).toContain(site.url);
    expect(license.allows()).toBe(false);
    await site.start();
    await license.close();
  });

  it('runs on a lease in force without asking anyone', async () => {
    await using site = await startSite();
    const storage = memoryStore();
    const first = await openAt(site, { storage });
    await first.license.close();
    const asked = site.requests.length;
    const second = await openAt(site, { storage, clock: handClock(START + DAY / 2) });
    expect(second.license.status.state).toBe('licensed');
    expect(second.license.device).toBe(first.license.device);
    await settled(second.license);
    expect(site.requests.length).toBe(asked);
    await second.license.close();
  });

  it('tells each change of state once, with code and sentence', async () => {
    await using site = await startSite({ plan: { leaseSeconds: 7 * DAY } });
    const { license, clock, states } = await openAt(site);
    await site.stop();
    clock.turn(7 * DAY);
    await settled(license);
    clock.turn(3 * DAY);
    await settled(license);
    expect(states.map(({ state, code, until }) => [state, code, until])).toEqual([
      ['grace', 'unreachable', START + 10 * DAY],
      ['locked', 'unreachable', null],
    ]);
    expect(states[0]!.reason).toMatch(/^The lease has run out; the app may be used until 2026-06-11T00:00:00Z\. /);
    await site.start();
    site.plan.now = START + 10 * DAY;
    await license.acquire();
    expect(states.at(-1)).toMatchObject({ state: 'licensed', code: null });
    await license.close();
  });

  it.each(['overage', 'grace', 'trial'] as const)('says that the item is in the stage %s', async (stage) => {
    await using site = await startSite({ plan: { itemClaims: { state: stage } } });
    const { license } = await openAt(site);
    expect(license.status).toMatchObject({ state: 'licensed', stage });
    await license.close();
  });

  it('asks for other features and instances when the app does', async () => {
    await using site = await startSite();
    const { license } = await openAt(site, { features: ['qr'], instances: 1 });
    site.plan.now += 1;
    await license.acquire({ features: ['1d'], instances: 4 });
    expect(site.requests.at(-1)!.body).toMatchObject({ features: ['1d'], instances: 4 });
    await license.close();
  });

  it('gives its seat up when it is asked to, and asks for no other until it is told to', async () => {
    await using site = await startSite({ plan: { leaseSeconds: 180 } });
    const { license, clock, states } = await openAt(site);
    const asked = site.requests.length;
    await license.release();
    expect(site.requests.at(-1)).toMatchObject({
      method: 'POST',
      path: expect.stringMatching(/^\/v1\/leases\/[A-Za-z0-9_-]{16}\/release$/),
    });
    expect(Object.keys(site.requests.at(-1)!.body)).toEqual(['device']);
    expect(states.at(-1)).toMatchObject({ state: 'unlicensed', code: null });
    clock.turn(3_600);
    await settled(license);
    expect(site.requests.length).toBe(asked + 1);
    site.plan.now += 3_600;
    expect((await license.acquire()).state).toBe('licensed');
    await license.close();
  });

  it('does not use a lease again that was given up before the process was killed', async () => {
    await using site = await startSite();
    const storage = memoryStore();
    const { license } = await openAt(site, { storage });
    site.on('/v1/leases/', () => 'cut');
    await license.release();
    site.on('/v1', () => 'cut');
    const again = await openAt(site, { storage });
    expect(again.license.status).toMatchObject({ state: 'unlicensed', code: 'unreachable' });
    await again.license.close();
  });

  it('releases on closing only when asked', async () => {
    await using site = await startSite();
    const kept = await openAt(site);
    await kept.license.close();
    expect(site.requests.some(({ path }) => path.endsWith('/release'))).toBe(false);
    const released = await openAt(site);
    await released.license.close({ release: true });
    expect(site.requests.at(-1)!.path).toMatch(/\/release$/);
  });

  it('becomes a new device without lease and site when it is reset', async () => {
    await using site = await startSite();
    await using other = await startSite({ uuid: '7f3f7a8d-9d0c-4c1e-8a57-0b6c1f0e2b11', vendorKey: site.vendorKey });
    const { license } = await openAt(site, { servers: [site.url, other.url] });
    const old = license.device;
    await license.reset();
    expect(license.device).not.toBe(old);
    expect(license.status.state).toBe('unlicensed');
    await site.stop();
    expect((await license.acquire()).state).toBe('licensed');
    await site.start();
    await license.close();
  });

  it('survives an app whose listener throws', async () => {
    await using site = await startSite();
    const { license, clock } = await openAt(site);
    const thrown = new Promise((done) => process.once('uncaughtException', done));
    license.on('state', () => {
      throw new Error('of the app');
    });
    await site.stop();
    clock.turn(7 * DAY);
    expect(license.status.state).toBe('grace');
    expect(await thrown).toMatchObject({ message: 'of the app' });
    await site.start();
    await license.close();
  });
});

describe('options', () => {
  const wrong: readonly (readonly [string, Record<string, unknown>])[] = [
    ['servers', { servers: ['http://10.0.0.5:4870'] }],
    ['servers', { servers: ['10.0.0.5'] }],
    ['servers', { servers: ['https://user@10.0.0.5'] }],
    ['vendorKeys', { vendorKeys: [] }],
    ['vendorKeys', { vendorKeys: ['not a card'] }],
    ['vendorKeys', { vendorKeys: [{ kty: 'OKP', crv: 'Ed25519', x: 'AAAA' }] }],
    ['vendor', { vendor: 'Acme Vision' }],
    ['product', { product: '' }],
    ['features', { features: ['q r'] }],
    ['instances', { instances: 0 }],
    ['name', { name: 'the name of a person' }],
    ['site', { site: 'here' }],
    ['timeoutSeconds', { timeoutSeconds: -1 }],
  ];
  it.each(wrong)('of an app that are wrong are named: %s', async (name, options) => {
    await using site = await startSite();
    await expect(openAt(site, options)).rejects.toThrow(new RegExp(`^${name}`));
  });

  it('take a vendor key that was given as a vendor card', async () => {
    await using site = await startSite();
    const sealing = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
    const jwks = { keys: [site.vendorKey.jwk, { ...sealing, use: 'enc' }] };
    const card = signed(site.vendorKey, 'vendor-card+jwt', { iss: 'acme-vision', name: 'Acme', iat: START, jwks });
    const { license } = await openAt(site, { vendorKeys: [card] });
    expect(license.status.state).toBe('licensed');
    await license.close();
    await expect(openAt(site, { vendor: 'other', vendorKeys: [card] })).rejects.toThrow(
      'vendorKeys: the card is of acme-vision',
    );
  });

  it('take several vendor keys, so that keys can be changed', async () => {
    await using site = await startSite();
    const { license } = await openAt(site, { vendorKeys: [signingKey().jwk, site.vendorKey.jwk] });
    expect(license.status.state).toBe('licensed');
    await license.close();
  });
});

describe('each denial', () => {
  const denials = [
    'organization_unknown',
    'handshake_unknown',
    'handshake_foreign',
    'handshake_missing',
    'password_wrong',
    'validation_failed',
    'device_blocked',
    'product_not_licensed',
    'platform_not_covered',
    'version_not_covered',
    'feature_not_licensed',
    'item_not_permitted',
    'license_revoked',
    'license_not_yet_valid',
    'license_expired',
    'sync_overdue',
    'trial_used',
    'device_cloned',
    'lease_reclaimed',
    'machine_mismatch',
    'quota_exhausted',
    'license_locked',
  ] as const;
  it.each(denials)('%s is told with its code and a next step', async (code) => {
    await using site = await startSite();
    site.on('/v1/leases', ({ body }) => site.denial(deviceUuid(String(body.device)), code));
    const { license } = await openAt(site);
    expect(license.status).toMatchObject({ state: 'unlicensed', code });
    expect(license.status.reason).toMatch(/^There is no license\. [A-Z].+\. [A-Z].+\.$/);
    await license.close();
  });
});

it('a problem of the server decides nothing and is told', async () => {
  await using site = await startSite();
  site.on('/v1/leases', () => problem(503, 'overloaded', { retryAfter: 2 }));
  const { license } = await openAt(site);
  expect(license.status).toMatchObject({
    state: 'unlicensed',
    code: 'unreachable',
    trouble: expect.stringContaining('overloaded'),
  });
  await license.close();
});

import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../sdk/index.ts';
import { handClock, START } from './support/hand-clock.ts';
import { type Opened, openAt } from './support/open.ts';
import { deviceUuid, type Request, SITE, startSite, type TestSite } from './support/site.ts';
import { delegation, type SigningKey, signed, signingKey } from './support/vendor.ts';

const DAY = 86_400;
const OTHER_SITE = '7f3f7a8d-9d0c-4c1e-8a57-0b6c1f0e2b11';

/** What a site, whoever runs it, may try instead of an honest lease. */
type Attempt = (site: TestSite, device: string) => string;

const payloadOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString());
const item = (claims: Record<string, unknown>) => ({
  items: [{ id: 'it-1', product: 'barcode-reader', features: ['1d', 'qr'], until: START + 30 * DAY, ...claims }],
});

/** The same text with the unused bits of the last character set: another spelling of the same bytes. */
function respelled(token: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = alphabet.indexOf(token.at(-1)!);
  return token.slice(0, -1) + alphabet[last + 1]!;
}

const attempts: readonly (readonly [string, Attempt])[] = [
  ['by a key that no delegation names', (site, device) => site.lease(device, {}, signingKey())],
  ['of another vendor', (site, device) => site.lease(device, { iss: 'other-vendor' })],
  ['of another device', (site) => site.lease(deviceUuid('AAAAAAAAAAAAAAAAAAAAAA'))],
  ['of another product', (site, device) => site.lease(device, item({ product: 'other' }))],
  ['without the features that were asked for', (site, device) => site.lease(device, item({ features: ['1d'] }))],
  ['with a feature beyond the grants', (site, device) => site.lease(device, item({ features: ['1d', 'qr', 'dpm'] }))],
  [
    'with a second item beyond the grants',
    (site, device) => site.lease(device, { items: [...item({}).items, ...item({ product: 'ocr' }).items] }),
  ],
  ['until later than the grants', (site, device) => site.lease(device, item({ until: START + 400 * DAY }))],
  [
    'made after the end of the delegation',
    (site, device) => site.lease(device, { iat: START + 400 * DAY, exp: START + 401 * DAY }),
  ],
  ['that ends before it begins', (site, device) => site.lease(device, { exp: START - 1 })],
  ['of another typ', (site, device) => signed(site.siteKey, 'license+jwt', payloadOf(site.lease(device)))],
  ['of no typ', (site, device) => site.lease(device, {}, site.siteKey, { typ: undefined })],
  ['with alg none', (site, device) => site.lease(device, {}, site.siteKey, { alg: 'none' })],
  ['with another alg', (site, device) => site.lease(device, {}, site.siteKey, { alg: 'HS256' })],
  [
    'with a key of its own in the header',
    (site, device) => {
      const own = signingKey();
      return site.lease(device, {}, own, { jwk: own.jwk });
    },
  ],
  ['with a critical header', (site, device) => site.lease(device, {}, site.siteKey, { crit: ['b64'] })],
  ['in another spelling', (site, device) => respelled(site.lease(device))],
  ['with padding', (site, device) => `${site.lease(device)}==`],
  ['with white space', (site, device) => `${site.lease(device)}\n`],
  ['that was cut', (site, device) => site.lease(device).slice(0, -10)],
  [
    'with another payload under the same signature',
    (site, device) => {
      const [head, , mark] = site.lease(device).split('.');
      const payload = { ...payloadOf(site.lease(device)), exp: START + 9 * DAY };
      return `${head}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.${mark}`;
    },
  ],
  ['without seq', (site, device) => site.lease(device, { seq: undefined })],
];

function answerWith(site: TestSite, attempt: Attempt): void {
  site.on('/v1/leases', (request: Request) => ({
    status: 200,
    body: { lease: attempt(site, deviceUuid(String(request.body.device))) },
  }));
}

describe('a lease is refused', () => {
  it.each(attempts)('%s', async (_title, attempt) => {
    await using site = await startSite();
    answerWith(site, attempt);
    const { license } = await openAt(site, { features: ['qr'] });
    expect(license.status).toMatchObject({ state: 'unlicensed', code: 'unreachable' });
    expect(license.status.trouble).not.toBeNull();
    answerWith(site, (honest, device) => honest.lease(device));
    expect((await license.acquire()).state).toBe('licensed');
    await license.close();
  });

  it('older than the last one, also after the last was released', async () => {
    await using site = await startSite();
    const { license } = await openAt(site);
    await license.release();
    answerWith(site, (honest, device) => honest.lease(device, { iat: START - 1, exp: START + DAY }));
    expect((await license.acquire()).state).toBe('unlicensed');
    await license.close();
  });

  it('that is the last one again, so that nobody can stop time', async () => {
    await using site = await startSite({ plan: { leaseSeconds: 180 } });
    let first: string | null = null;
    answerWith(site, (honest, device) => {
      first ??= honest.lease(device);
      return first;
    });
    const { license, clock } = await openAt(site);
    clock.turn(100);
    await license.acquire();
    clock.turn(100);
    await license.acquire();
    expect(license.status).toMatchObject({ state: 'grace', code: 'unreachable' });
    expect(license.status.trouble).toContain('the last lease again');
    await license.close();
  });
});

describe('a delegation is refused', () => {
  const told = (site: TestSite, delegations: readonly string[]): void =>
    site.on('/v1/site', () => site.site({ delegations }));
  const facts = (site: TestSite) => ({
    vendor: site.vendor,
    site: site.uuid,
    siteKey: site.siteKey,
    iat: START - DAY,
    exp: START + 400 * DAY,
    grants: site.plan.grants,
  });

  it.each<readonly [string, (site: TestSite) => readonly string[]]>([
    ['when there is none', () => []],
    ['by a vendor that the administrator made himself', (site) => [delegation(signingKey(), facts(site))]],
    ['of another vendor by the same key', (site) => [delegation(site.vendorKey, { ...facts(site), vendor: 'other' })]],
    ['of another site', (site) => [delegation(site.vendorKey, { ...facts(site), site: OTHER_SITE })]],
    [
      'that names another key than signed the statement',
      (site) => [delegation(site.vendorKey, { ...facts(site), siteKey: signingKey() })],
    ],
    [
      'of another typ',
      (site) => [signed(site.vendorKey, 'license+jwt', payloadOf(delegation(site.vendorKey, facts(site))))],
    ],
  ])('%s', async (_title, delegations) => {
    await using site = await startSite();
    told(site, delegations(site));
    const { license } = await openAt(site);
    expect(license.status).toMatchObject({ state: 'unlicensed', code: 'unreachable' });
    expect(site.requests.filter(({ method }) => method === 'POST')).toEqual([]);
    await license.close();
  });

  it('when a newer one was seen: the newer goes on to count', async () => {
    await using site = await startSite();
    site.plan.grants = [{ product: 'barcode-reader', features: ['1d'], until: START + 30 * DAY }];
    site.plan.until = START + 20 * DAY;
    site.plan.features = ['1d'];
    const storage = memoryStore();
    const first = await openAt(site, { storage });
    expect(first.license.status.state).toBe('licensed');
    await first.license.close();
    site.plan.delegationIat -= 1;
    site.plan.grants = [{ product: 'barcode-reader', features: ['1d', 'qr'], until: START + 30 * DAY }];
    site.plan.features = ['1d', 'qr'];
    const second = await openAt(site, { storage, features: ['qr'] });
    expect((await second.license.acquire()).trouble).toContain('a feature that the vendor does not let the site grant');
    site.plan.delegationIat += 2;
    expect((await second.license.acquire()).features).toEqual(['1d', 'qr']);
    await second.license.close();
  });
});

describe('a site', () => {
  const open = (site: TestSite, other: TestSite, more = {}): Promise<Opened> =>
    openAt(site, { servers: [other.url], ...more });
  const pair = async (vendorKey: SigningKey = signingKey()) => ({
    site: await startSite({ vendorKey }),
    other: await startSite({ vendorKey, uuid: OTHER_SITE }),
  });

  it('is the first one accepted, until reset', async () => {
    const { site, other } = await pair();
    const storage = memoryStore();
    await (await openAt(site, { storage })).license.close();
    const { license } = await open(site, other, { storage });
    expect((await license.acquire()).trouble).toContain('another site than the one this device keeps to');
    expect(other.requests.every(({ method }) => method === 'GET')).toBe(true);
    await license.reset();
    expect((await license.acquire()).state).toBe('licensed');
    await license.close();
    await site.stop();
    await other.stop();
  });

  it('is the configured one where there is one', async () => {
    const { site, other } = await pair();
    const { license } = await open(site, other, { site: SITE });
    expect(license.status.trouble).toContain('another site than the one this device keeps to');
    await license.close();
    const right = await open(site, other, { site: OTHER_SITE });
    expect(right.license.status.state).toBe('licensed');
    await right.license.close();
    await site.stop();
    await other.stop();
  });

  it('is not kept because of a denial', async () => {
    const { site, other } = await pair();
    other.on('/v1/leases', ({ body }) => other.denial(deviceUuid(String(body.device)), 'organization_unknown'));
    const storage = memoryStore();
    const denied = await open(site, other, { storage });
    expect(denied.license.status.code).toBe('organization_unknown');
    await denied.license.close();
    const { license } = await openAt(site, { storage });
    expect(license.status.state).toBe('licensed');
    await license.close();
    await site.stop();
    await other.stop();
  });

  it('may have a new key once the vendor delegated to it', async () => {
    const vendorKey = signingKey();
    const site = await startSite({ vendorKey });
    const renewed = await startSite({ vendorKey, plan: { delegationIat: START } });
    const storage = memoryStore();
    await (await openAt(site, { storage })).license.close();
    const { license } = await open(site, renewed, { storage });
    expect(license.status.state).toBe('licensed');
    expect((await license.acquire()).trouble).toBeNull();
    await license.close();
    await site.stop();
    await renewed.stop();
  });

  it('is asked for its statement again when a new key or delegation explains a lease that does not verify', async () => {
    await using site = await startSite();
    const { license } = await openAt(site);
    site.plan.grants = [{ product: 'barcode-reader', features: ['1d', 'qr', 'dpm'], until: START + 400 * DAY }];
    site.plan.features = ['1d', 'qr', 'dpm'];
    site.plan.delegationIat += 1;
    expect((await license.acquire({ features: ['dpm'] })).features).toContain('dpm');
    await license.close();
  });
});

describe('a kept lease', () => {
  it('counts no longer when the app does not trust the vendor key any more', async () => {
    await using site = await startSite();
    const storage = memoryStore();
    await (await openAt(site, { storage })).license.close();
    await site.stop();
    const { license } = await openAt(site, { storage, vendorKeys: [signingKey().jwk] });
    expect(license.status.state).toBe('unlicensed');
    await license.close();
    await site.start();
  });

  it('counts on after the vendor key was changed, by the other delegation', async () => {
    await using site = await startSite();
    const newKey = signingKey();
    const facts = {
      vendor: site.vendor,
      site: site.uuid,
      siteKey: site.siteKey,
      iat: START - DAY,
      exp: START + 400 * DAY,
      grants: site.plan.grants,
    };
    site.on('/v1/site', () =>
      site.site({ delegations: [delegation(site.vendorKey, facts), delegation(newKey, facts)] }),
    );
    const storage = memoryStore();
    await (await openAt(site, { storage })).license.close();
    await site.stop();
    const { license } = await openAt(site, { storage, vendorKeys: [newKey.jwk] });
    expect(license.status.state).toBe('licensed');
    await license.close();
    await site.start();
  });

  it('is cut at the end of what the vendor lets the site grant', async () => {
    await using site = await startSite({ plan: { until: START + DAY, leaseSeconds: 7 * DAY } });
    site.plan.grants = [{ product: 'barcode-reader', features: ['1d', 'qr'], until: START + 2 * DAY }];
    const { license, clock } = await openAt(site);
    expect(license.status.until).toBe(START + 2 * DAY);
    await site.stop();
    clock.turn(2 * DAY);
    expect(license.status.state).toBe('locked');
    await license.close();
    await site.start();
  });
});

it('seq goes to the site that made it, and the lease itself only where it is asked for', async () => {
  await using site = await startSite();
  const { license } = await openAt(site);
  site.plan.now += 1;
  await license.acquire();
  const [first, second] = site.requests.filter(({ path }) => path === '/v1/leases').map(({ body }) => body);
  expect([first!.seq, second!.seq, second!.lease]).toEqual([undefined, '12.Xy3k9a', undefined]);
  const asked: Record<string, unknown>[] = [];
  site.on('/v1/leases', ({ body }) => {
    asked.push(body);
    if (asked.length < 3)
      return {
        status: 409,
        body: {
          type: 'urn:causeway:problem:proof_required',
          title: '-',
          status: 409,
          code: 'proof_required',
          detail: '-',
          requestId: '1',
        },
      };
    return { status: 201, body: { lease: site.lease(deviceUuid(String(body.device))) } };
  });
  site.plan.now += 1;
  expect((await license.acquire()).trouble).toBeNull();
  expect(asked.map(({ seq, lease }) => [seq !== undefined, lease !== undefined])).toEqual([
    [true, false],
    [true, true],
    [false, false],
  ]);
  await license.close();
});

it('a device whose own clock is wrong trusts a lease all the same', async () => {
  await using site = await startSite();
  const { license } = await openAt(site, { clock: handClock(START + 900 * DAY) });
  expect(license.status).toMatchObject({ state: 'licensed', until: START + 7 * DAY });
  await license.close();
});

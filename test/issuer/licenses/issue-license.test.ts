import { describe, expect, it } from 'vitest';
import { verifyCard } from '../../../protocol/card.ts';
import { verifyDelegation } from '../../../protocol/delegation.ts';
import { verifyLicense } from '../../../protocol/license.ts';
import { type Desk, issueTo, makeDesk, openVendor, START, usageOrder } from '../support/desk.ts';
import {
  activationRequest,
  createSiteKey,
  createTestSite,
  decodeJws,
  jws,
  type TestSite,
} from '../support/test-site.ts';

const DAY = 86_400;
const item = {
  product: 'barcode-reader',
  metric: 'device',
  quota: 5,
  features: ['qr'],
  start: START,
  end: START + 100 * DAY,
};

function order(more: object = {}): object {
  return { organization: '200001', licensee: 'Harbor Plant', items: [item], ...more };
}

/** The delegations of the license file that was issued last, each as payload. */
function delegationsOf(license: Record<string, unknown>): Record<string, unknown>[] {
  return (license.delegations as string[]).map((token) => decodeJws(token).payload);
}

/** Tries to issue and returns the refusal. */
async function refusalOf(desk: Desk, site: TestSite, content: object | string, previous?: TestSite['key']) {
  desk.write('order.json', typeof content === 'string' ? content : JSON.stringify(content));
  desk.write('site.cwreq', activationRequest(site, previous));
  const { code, stderr, stdout } = await desk.run(
    ...['issue', '--dir', 'V', '--order', 'order.json', '--request', 'site.cwreq', '--out', 'refused.cwlic', '--json'],
  );
  expect(stdout).toBe('');
  expect(desk.has('refused.cwlic')).toBe(false);
  return { exit: code, ...(JSON.parse(stderr.trim().split('\n').at(-1) ?? '{}') as Record<string, unknown>) };
}

describe('a license file', () => {
  it('is whole and verifies down to the card in it', async () => {
    await using desk = makeDesk();
    await openVendor(desk);
    const site = await createTestSite();
    const license = await issueTo(desk, site, { ...usageOrder, alias: 'Line 4' });
    const { signing } = await verifyCard(String(license.card), null);
    const verified = await verifyLicense(desk.read('site.cwlic').trim(), signing);
    expect(verified).toMatchObject({
      ...{
        iss: 'acme-vision',
        sub: '200001',
        aud: site.uuid,
        iat: START,
        serial: 1,
        licensee: 'Harbor Plant',
        alias: 'Line 4',
      },
      ...{ cnf: { jkt: site.key.thumbprint }, items: usageOrder.items, lockSite: false },
    });
    expect(Object.keys(license)).toEqual([
      ...['iss', 'sub', 'aud', 'jti', 'iat', 'serial', 'licensee', 'alias', 'cnf', 'card', 'delegations', 'items'],
    ]);
    const { delegation, siteKey } = await verifyDelegation(String((license.delegations as string[])[0]), signing);
    expect(siteKey.thumbprint).toBe(site.key.thumbprint);
    expect(delegation).toEqual({
      ...{ iss: 'acme-vision', sub: site.uuid, iat: START, exp: 1_811_536_000 + 7 * DAY, org: ['200001'] },
      cnf: { jwk: { kty: 'OKP', crv: 'Ed25519', x: site.key.jwk.x } },
      grants: [{ product: 'barcode-reader', features: ['1d', 'qr'], until: 1_811_536_000 + 7 * DAY }],
    });
  });

  it('has a serial that rises for each organization of each site', async () => {
    await using desk = makeDesk();
    await openVendor(desk);
    const [one, other] = [await createTestSite(), await createTestSite()];
    const serials = [];
    for (const [site, organization] of [
      [one, 'a'],
      [one, 'a'],
      [one, 'b'],
      [other, 'a'],
      [one, 'a'],
    ] as const) {
      serials.push((await issueTo(desk, site, order({ organization }))).serial);
    }
    expect(serials).toEqual([1, 2, 1, 1, 3]);
  });

  it('is never dated like an earlier statement to the same site', async () => {
    await using desk = makeDesk();
    await openVendor(desk);
    const site = await createTestSite();
    const dates = [await issueTo(desk, site), await issueTo(desk, site), await issueTo(desk, site)].map(
      ({ iat }) => iat,
    );
    expect(new Set(dates).size).toBe(3);
    expect(dates).toEqual(dates.toSorted());
    desk.time.now = START - 1000;
    expect((await issueTo(desk, site)).iat).toBe(Number(dates[2]) + 1);
  });

  it('has a number of its own', async () => {
    await using desk = makeDesk();
    await openVendor(desk);
    const site = await createTestSite();
    const numbers = [await issueTo(desk, site), await issueTo(desk, site)].map(({ jti }) => jti);
    expect(new Set(numbers).size).toBe(2);
  });

  it('gets ids where the order has none, and never one that was used before', async () => {
    await using desk = makeDesk();
    await openVendor(desk);
    const site = await createTestSite();
    const trials = [{ product: 'barcode-reader', quota: 5, features: ['qr'] }];
    const first = await issueTo(desk, site, order({ items: [item, { ...item, id: 'it-1' }, item], trials }));
    const second = await issueTo(desk, await createTestSite(), order({ trials }));
    const ids = [first, second].flatMap(({ items, trials }) => [
      ...(items as { id: string }[]),
      ...(trials as { id: string }[]),
    ]);
    expect(new Set(ids.map(({ id }) => id)).size).toBe(6);
    expect(ids[1]?.id).toBe('it-1');
  });

  it('may hold an item that has ended', async () => {
    await using desk = makeDesk();
    await openVendor(desk);
    const ended = { ...item, start: START - 50 * DAY, end: START - 20 * DAY };
    const license = await issueTo(desk, await createTestSite(), order({ items: [ended] }));
    expect(delegationsOf(license)[0]).toMatchObject({ exp: START - 13 * DAY });
  });

  it('is bound to the machines of the request only when the order asks', async () => {
    await using desk = makeDesk();
    await openVendor(desk);
    const site = await createTestSite();
    expect(await issueTo(desk, site)).not.toHaveProperty('machines');
    expect((await issueTo(desk, site, order({ bindMachine: true }))).machines).toEqual([
      { kind: 'linux-machine-id', hash: '0123456789abcdef0123456789abcdef' },
      { kind: 'windows-product-id', hash: 'fedcba9876543210fedcba9876543210' },
    ]);
    const machines = [{ kind: 'mac-platform-uuid', hash: 'f'.repeat(32) }];
    expect((await issueTo(desk, site, order({ machines }))).machines).toEqual(machines);
  });

  it('carries revocations and locks', async () => {
    await using desk = makeDesk();
    await openVendor(desk);
    const site = await createTestSite();
    await issueTo(
      desk,
      site,
      order({
        items: [
          { ...item, id: 'it-1' },
          { ...item, id: 'it-2' },
        ],
      }),
    );
    const license = await issueTo(
      desk,
      site,
      order({ items: [], revoked: ['it-1'], locked: ['it-2'], lockSite: true }),
    );
    expect(license).toMatchObject({ items: [], revoked: ['it-1'], locked: ['it-2'], lockSite: true });
  });
});

describe('the delegations of a license file', () => {
  it('cover everything issued to the site and not revoked, not only this file', async () => {
    await using desk = makeDesk();
    await openVendor(desk);
    const site = await createTestSite();
    await issueTo(
      desk,
      site,
      order({ organization: 'a', items: [{ ...item, id: 'x', product: 'camera', features: ['zoom'] }] }),
    );
    await issueTo(
      desk,
      site,
      order({ organization: 'b', items: [{ ...item, id: 'y', end: START + 300 * DAY, graceDays: 0 }] }),
    );
    const third = await issueTo(
      desk,
      site,
      order({ organization: 'c', items: [{ ...item, id: 'z', features: ['ocr'] }] }),
    );
    expect(delegationsOf(third)[0]).toMatchObject({
      org: ['a', 'b', 'c'],
      exp: START + 300 * DAY,
      grants: [
        { product: 'barcode-reader', features: ['ocr', 'qr'], until: START + 300 * DAY },
        { product: 'camera', features: ['zoom'], until: START + 107 * DAY },
      ],
    });
    const fourth = await issueTo(desk, site, order({ organization: 'c', items: [], revoked: ['y', 'x'] }));
    expect(delegationsOf(fourth)[0]).toMatchObject({
      org: ['c'],
      exp: START + 107 * DAY,
      grants: [{ product: 'barcode-reader', features: ['ocr'], until: START + 107 * DAY }],
    });
  });

  it('cover nothing that was issued to another site', async () => {
    await using desk = makeDesk();
    await openVendor(desk);
    await issueTo(desk, await createTestSite(), order({ organization: 'a', items: [{ ...item, product: 'camera' }] }));
    const license = await issueTo(desk, await createTestSite(), order({ organization: 'b' }));
    expect(delegationsOf(license)[0]).toMatchObject({ org: ['b'], grants: [{ product: 'barcode-reader' }] });
  });

  it('last 400 days for trials', async () => {
    await using desk = makeDesk();
    await openVendor(desk);
    const trials = [{ product: 'camera', quota: 5, features: ['zoom'] }];
    const license = await issueTo(desk, await createTestSite(), order({ trials }));
    expect(delegationsOf(license)[0]).toMatchObject({
      exp: START + 400 * DAY,
      grants: [
        { product: 'barcode-reader', until: START + 107 * DAY },
        { product: 'camera', until: START + 400 * DAY },
      ],
    });
  });

  it('are one for each key of the vendor, and the file is accepted by a site that knows only the first', async () => {
    await using desk = makeDesk();
    await openVendor(desk);
    const { signing: known } = await verifyCard(desk.read('card.cwcard').trim(), null);
    await desk.json('rotate', '--dir', 'V');
    await desk.json('rotate', '--dir', 'V');
    const license = await issueTo(desk, await createTestSite());
    const { signing, card } = await verifyCard(String(license.card), known);
    expect(signing).toHaveLength(3);
    expect(card.iat).toBeGreaterThan(START);
    await expect(verifyLicense(desk.read('site.cwlic').trim(), signing)).resolves.toMatchObject({ serial: 1 });
    const signers = await Promise.all(
      (license.delegations as string[]).map((token) => verifyDelegation(token, signing)),
    );
    expect(signers.map(({ signer }) => signer.thumbprint)).toEqual(signing.map(({ thumbprint }) => thumbprint));
  });
});

describe('issuing refuses', () => {
  it.each([
    ['items[0].quota', order({ items: [{ ...item, quota: 0 }] })],
    ['items[1].offlineDays', order({ items: [item, { ...item, offlineDays: 2 }] })],
    ['items[0].end', order({ items: [{ ...item, end: undefined }] })],
    ['items[0].end', order({ items: [{ ...item, end: START }] })],
    ['items[0].features[0]', order({ items: [{ ...item, features: ['a b'] }] })],
    ['items[0].domain', order({ items: [{ ...item, metric: 'domain' }] })],
    ['organization', order({ organization: 'a-b' })],
    ['licensee', order({ licensee: '' })],
    ['revoked[0]', order({ revoked: ['no id!'] })],
    ['machines[0].hash', order({ machines: [{ kind: 'linux-machine-id', hash: 'x' }] })],
  ])('a wrong %s, naming it', async (field, content) => {
    await using desk = makeDesk();
    await openVendor(desk);
    const refusal = await refusalOf(desk, await createTestSite(), content);
    expect(refusal).toMatchObject({ exit: 1, code: 'license_malformed', field, file: desk.at('order.json') });
  });

  it('a need that this version does not know', async () => {
    await using desk = makeDesk();
    await openVendor(desk);
    const refusal = await refusalOf(desk, await createTestSite(), order({ needs: ['telepathy'] }));
    expect(refusal).toMatchObject({ exit: 1, code: 'license_needs_newer' });
  });

  it('what is no activation request, and one that was changed', async () => {
    await using desk = makeDesk();
    await openVendor(desk);
    desk.write('order.json', JSON.stringify(order()));
    const issue = (request: string) =>
      desk.run('issue', '--dir', 'V', '--order', 'order.json', '--request', request, '--out', 'refused.cwlic');
    desk.write(
      'changed.cwreq',
      activationRequest(await createTestSite()).replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A')),
    );
    expect(await issue('card.cwcard')).toMatchObject({ code: 1, stderr: expect.stringMatching(/^file_unknown: /) });
    expect(await issue('order.json')).toMatchObject({ code: 1, stderr: expect.stringMatching(/^file_unknown: /) });
    expect(await issue('changed.cwreq')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^signature_invalid: /),
    });
    expect(await issue('missing.cwreq')).toMatchObject({ code: 1, stderr: expect.stringMatching(/^not_found: /) });
    expect(await desk.json('sites', '--dir', 'V')).toEqual({ sites: [] });
  });

  it('a known site with another key, unless the known key vouches for it', async () => {
    await using desk = makeDesk();
    await openVendor(desk);
    const site = await createTestSite();
    await issueTo(desk, site);
    const moved = { ...site, key: await createSiteKey() };
    const stranger = await createSiteKey();
    expect(await refusalOf(desk, moved, order())).toMatchObject({ exit: 1, code: 'site_conflict' });
    expect(await refusalOf(desk, moved, order(), stranger)).toMatchObject({ exit: 1, code: 'site_conflict' });
    const license = await issueTo(desk, moved, order(), { previous: site.key });
    expect(license).toMatchObject({ cnf: { jkt: moved.key.thumbprint }, serial: 2 });
    expect(delegationsOf(license)[0]).toMatchObject({ cnf: { jwk: { x: moved.key.jwk.x } } });
    expect(await refusalOf(desk, site, order())).toMatchObject({ exit: 1, code: 'site_conflict' });
    expect(await refusalOf(desk, site, order(), moved.key)).toMatchObject({ exit: 1, code: 'site_conflict' });
  });

  it('a proof of succession that names another key', async () => {
    await using desk = makeDesk();
    await openVendor(desk);
    const site = await createTestSite();
    await issueTo(desk, site);
    const thief = { ...site, key: await createSiteKey() };
    const { payload } = decodeJws(activationRequest(thief));
    const prev = jws({ typ: 'activation-prev+jws' }, Buffer.from((await createSiteKey()).thumbprint), site.key);
    desk.write(
      'thief.cwreq',
      jws({ typ: 'activation-request+jwt' }, Buffer.from(JSON.stringify({ ...payload, prev })), thief.key),
    );
    const { code, stderr } = await desk.run(
      ...['issue', '--dir', 'V', '--order', 'order.json', '--request', 'thief.cwreq', '--out', 'refused.cwlic'],
    );
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringMatching(/^site_conflict: /) });
  });

  it('to write down what it cannot hand out', async () => {
    await using desk = makeDesk();
    await openVendor(desk);
    const site = await createTestSite();
    desk.write('order.json', JSON.stringify(order()));
    desk.write('site.cwreq', activationRequest(site));
    const { code, stderr } = await desk.run(
      ...['issue', '--dir', 'V', '--order', 'order.json', '--request', 'site.cwreq', '--out', 'no/such/folder/x.cwlic'],
    );
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringMatching(/^not_found: /) });
    expect(await desk.json('sites', '--dir', 'V')).toEqual({ sites: [] });
    expect((await issueTo(desk, site)).serial).toBe(1);
  });
});

describe('issuing notes', () => {
  it('a revocation of what was never issued to the site, and an item that was revoked there', async () => {
    await using desk = makeDesk();
    await openVendor(desk);
    const site = await createTestSite();
    await issueTo(desk, site, order({ revoked: ['it-typo'] }));
    desk.write('order.json', JSON.stringify(order({ items: [{ ...item, id: 'it-typo' }], revoked: ['it-other'] })));
    const { code, stderr } = await desk.run(
      ...['issue', '--dir', 'V', '--order', 'order.json', '--request', 'site.cwreq', '--out', 'site.cwlic'],
    );
    expect(code).toBe(0);
    expect(stderr).toContain('The item it-other, which the order revokes, was never issued to this site.');
    expect(stderr).toContain('The item it-typo was revoked on this site for good');
    expect(delegationsOf(decodeJws(desk.read('site.cwlic')).payload)[0]).toMatchObject({
      grants: [{ features: ['qr'] }],
    });
  });
});

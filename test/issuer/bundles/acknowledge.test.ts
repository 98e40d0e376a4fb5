import { mkdirSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { verifyAcknowledgement } from '../../../protocol/acknowledgement.ts';
import { verifyCard } from '../../../protocol/card.ts';
import { type Desk, issueTo, makeDesk, openVendor, START, usageOrder } from '../support/desk.ts';
import { createTestSite, decodeJws, makeBundle, makeChain, type TestBundle } from '../support/test-site.ts';

function put(desk: Desk, bundles: readonly TestBundle[]): string[] {
  return bundles.map(({ file }, index) => {
    desk.write(`${index + 1}.cwsync`, file);
    return `${index + 1}.cwsync`;
  });
}

/** Ingests with an acknowledgement for one site and returns its payload. */
async function acknowledge(desk: Desk, bundles: readonly TestBundle[], ...options: string[]) {
  await desk.run('ingest', ...put(desk, bundles), '--dir', 'V', '--ack', 'site.cwack', ...options);
  return decodeJws(desk.read('site.cwack')).payload;
}

describe('an acknowledgement', () => {
  it('covers the newest bundle and verifies with the vendor’s card', async () => {
    await using desk = makeDesk();
    const card = await openVendor(desk);
    const site = await createTestSite();
    await issueTo(desk, site);
    const chain = await makeChain(site, card, [[], [], []]);
    const payload = await acknowledge(desk, chain);
    expect(payload).toEqual({
      ...{ iss: 'acme-vision', aud: site.uuid, iat: START + 1, jti: payload.jti },
      ...{ epoch: 1, seq: 3, digest: chain[2]!.digest },
    });
    const { signing } = await verifyCard(desk.read('card.cwcard').trim(), null);
    await expect(verifyAcknowledgement(desk.read('site.cwack').trim(), signing)).resolves.toMatchObject({ seq: 3 });
  });

  it('covers nothing beyond a gap', async () => {
    await using desk = makeDesk();
    const card = await openVendor(desk);
    const site = await createTestSite();
    await issueTo(desk, site);
    const [first, second, third] = await makeChain(site, card, [[], [], []]);
    const nothing = await acknowledge(desk, [third!]);
    expect(nothing).toMatchObject({ epoch: 1, seq: 0 });
    expect(nothing).not.toHaveProperty('digest');
    expect(await acknowledge(desk, [first!])).toMatchObject({ epoch: 1, seq: 1, digest: first!.digest });
    expect(await acknowledge(desk, [second!])).toMatchObject({ epoch: 1, seq: 3, digest: third!.digest });
  });

  it('can be had again from a bundle that was ingested before, later dated', async () => {
    await using desk = makeDesk();
    const card = await openVendor(desk);
    const site = await createTestSite();
    await issueTo(desk, site);
    const bundle = await makeBundle(site, card);
    const first = await acknowledge(desk, [bundle]);
    const second = await acknowledge(desk, [bundle]);
    expect(second).toMatchObject({ seq: 1, digest: bundle.digest });
    expect(Number(second.iat)).toBeGreaterThan(Number(first.iat));
    expect(second.jti).not.toBe(first.jti);
  });

  it('covers the newest epoch', async () => {
    await using desk = makeDesk();
    const card = await openVendor(desk);
    const site = await createTestSite();
    await issueTo(desk, site);
    const [first] = await makeChain(site, card, [[]]);
    const later = await makeBundle(site, card, { epoch: 3, prev: first!.digest });
    expect(await acknowledge(desk, [later, first!])).toMatchObject({ epoch: 3, seq: 1, digest: later.digest });
  });

  it('proves a fork by what the vendor holds, and covers only what both histories share', async () => {
    await using desk = makeDesk();
    const card = await openVendor(desk);
    const site = await createTestSite();
    await issueTo(desk, site);
    const chain = await makeChain(site, card, [[], [], []]);
    const forked = await makeBundle(site, card, { seq: 2, prev: chain[0]!.digest, made: 1_780_200_000 });
    await acknowledge(desk, chain);
    expect(await acknowledge(desk, [forked])).toMatchObject({
      ...{ epoch: 1, seq: 1, digest: chain[0]!.digest },
      fork: { seq: 2, digest: chain[1]!.digest, height: 20 },
    });
    const next = await makeBundle(site, card, { epoch: 2, prev: forked.digest });
    const settled = await acknowledge(desk, [next]);
    expect(settled).toMatchObject({ epoch: 2, seq: 1, digest: next.digest });
    expect(settled).not.toHaveProperty('fork');
  });

  it('covers nothing when the very first bundle forked', async () => {
    await using desk = makeDesk();
    const card = await openVendor(desk);
    const site = await createTestSite();
    await issueTo(desk, site);
    const bundle = await makeBundle(site, card);
    const forked = await makeBundle(site, card, { made: 1_780_200_000 });
    const nothing = await acknowledge(desk, [bundle, forked]);
    expect(nothing).toMatchObject({ epoch: 1, seq: 0, fork: { seq: 1, digest: bundle.digest, height: 10 } });
    expect(nothing).not.toHaveProperty('digest');
  });

  it('is accepted by a site that knows only the vendor’s first key', async () => {
    await using desk = makeDesk();
    const card = await openVendor(desk);
    const { signing } = await verifyCard(desk.read('card.cwcard').trim(), null);
    const site = await createTestSite();
    await issueTo(desk, site);
    await desk.json('rotate', '--dir', 'V');
    await acknowledge(desk, [await makeBundle(site, card)]);
    await expect(verifyAcknowledgement(desk.read('site.cwack').trim(), signing)).resolves.toMatchObject({ seq: 1 });
  });

  it('carries time, license files, locks and revocations', async () => {
    await using desk = makeDesk();
    const card = await openVendor(desk);
    const site = await createTestSite();
    const items = ['a', 'b', 'c'].map((id) => ({ ...usageOrder.items[0], id }));
    await issueTo(desk, site, { ...usageOrder, items });
    const payload = await acknowledge(
      ...([desk, [await makeBundle(site, card)], '--time', '--license', 'site.cwlic', '--lock', 'a'] as const),
      ...['--unlock', 'b', '--revoke', 'c', '--lock-site'],
    );
    expect(payload).toMatchObject({
      ...{ time: payload.iat, licenses: [desk.read('site.cwlic').trim()] },
      ...{ locked: ['a'], unlocked: ['b'], revoked: ['c'], lockSite: true },
    });
    expect((await acknowledge(desk, [await makeBundle(site, card)], '--unlock-site')).lockSite).toBe(false);
    const [delegation] = (await issueTo(desk, site, { ...usageOrder, items: [] })).delegations as string[];
    expect(decodeJws(delegation!).payload).toMatchObject({ grants: [{ product: 'barcode-reader' }] });
    const all = await acknowledge(desk, [await makeBundle(site, card)], '--revoke', 'a', 'b');
    expect(all.revoked).toEqual(['a', 'b']);
    const [rest] = (await issueTo(desk, site, { ...usageOrder, items: [] })).delegations as string[];
    expect(decodeJws(rest!).payload).toMatchObject({ grants: [], org: [] });
  });

  it('takes license files however they are named between the bundles', async () => {
    await using desk = makeDesk();
    const card = await openVendor(desk);
    const site = await createTestSite();
    await issueTo(desk, site);
    put(desk, await makeChain(site, card, [[], []]));
    await desk.json('ingest', '--dir', 'V', '--ack', 'a', '--license', 'site.cwlic', '1.cwsync', '2.cwsync');
    expect(decodeJws(desk.read('a')).payload).toMatchObject({ seq: 2, licenses: [desk.read('site.cwlic').trim()] });
  });

  it('goes into a folder for several sites, or when the folder is there', async () => {
    await using desk = makeDesk();
    const card = await openVendor(desk);
    const sites = [await createTestSite(), await createTestSite()];
    const bundles: TestBundle[] = [];
    for (const site of sites) {
      await issueTo(desk, site);
      bundles.push(await makeBundle(site, card));
    }
    const names = sites.map(({ uuid }) => `acme-vision-${uuid.slice(0, 8)}-e1-000001.cwack`);
    await desk.json('ingest', ...put(desk, bundles), '--dir', 'V', '--ack', 'acks');
    expect(readdirSync(desk.at('acks')).toSorted()).toEqual(names.toSorted());
    mkdirSync(desk.at('there'));
    await desk.json('ingest', '1.cwsync', '--dir', 'V', '--ack', 'there');
    expect(readdirSync(desk.at('there'))).toEqual([names[0]]);
    for (const [index, { uuid }] of sites.entries()) {
      expect(decodeJws(desk.read(`acks/${names[index]}`)).payload).toMatchObject({ aud: uuid, seq: 1 });
    }
  });

  it('is not written when nothing that was named could be verified', async () => {
    await using desk = makeDesk();
    await openVendor(desk);
    desk.write('x', 'nonsense');
    expect((await desk.run('ingest', 'x', '--dir', 'V', '--ack', 'a')).code).toBe(1);
    expect(desk.has('a')).toBe(false);
  });
});

describe('an acknowledgement is refused', () => {
  async function refusalOf(desk: Desk, ...options: string[]) {
    const { code, stderr } = await desk.run('ingest', '1.cwsync', '--dir', 'V', ...options);
    expect(desk.has('a')).toBe(false);
    return `${code} ${stderr.split('\n').at(-2)}`;
  }

  it('with a license file of another site or vendor', async () => {
    await using desk = makeDesk();
    const card = await openVendor(desk);
    await openVendor(desk, 'other-vendor', 'W');
    const [site, other] = [await createTestSite(), await createTestSite()];
    await issueTo(desk, site, usageOrder, { dir: 'W' });
    desk.copy('site.cwlic', 'foreign.cwlic');
    await issueTo(desk, other);
    desk.copy('site.cwlic', 'elsewhere.cwlic');
    await issueTo(desk, site);
    put(desk, [await makeBundle(site, card)]);
    expect(await refusalOf(desk, '--ack', 'a', '--license', 'elsewhere.cwlic')).toMatch(/^1 license_wrong_site: /);
    expect(await refusalOf(desk, '--ack', 'a', '--license', 'foreign.cwlic')).toMatch(/^1 signature_invalid: /);
    expect(await refusalOf(desk, '--ack', 'a', '--license', 'site.cwreq')).toMatch(/^1 file_unknown: /);
  });

  it('with an item that the site never got', async () => {
    await using desk = makeDesk();
    const card = await openVendor(desk);
    const site = await createTestSite();
    await issueTo(desk, site);
    put(desk, [await makeBundle(site, card)]);
    for (const option of ['--lock', '--unlock', '--revoke']) {
      expect(await refusalOf(desk, '--ack', 'a', option, 'it-9')).toMatch(/^1 not_found: The item it-9 /);
    }
  });

  it('when what goes into one is named without asking for one, or for several sites at once', async () => {
    await using desk = makeDesk();
    const card = await openVendor(desk);
    const [site, other] = [await createTestSite(), await createTestSite()];
    await issueTo(desk, site);
    await issueTo(desk, other);
    put(desk, [await makeBundle(site, card), await makeBundle(other, card)]);
    for (const options of [['--time'], ['--lock', 'it-1'], ['--unlock-site'], ['--license', 'site.cwlic']]) {
      expect(await refusalOf(desk, ...options)).toMatch(/^2 error: .*add --ack/);
    }
    expect(await refusalOf(desk, '2.cwsync', '--ack', 'a', '--lock-site')).toMatch(/^2 error: .*for one site/);
  });
});

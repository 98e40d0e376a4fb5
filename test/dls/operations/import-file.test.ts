import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { activationRequest } from '../../../dls/operations/activation.ts';
import { answerDeviceFile } from '../../../dls/operations/device-lease.ts';
import { exportBundle, readBundle } from '../../../dls/operations/export-bundle.ts';
import { importFile } from '../../../dls/operations/import-file.ts';
import { CODES } from '../../../protocol/codes.ts';
import { createFileDevice, makeDeviceRequest, makeDeviceReturn } from '../../support/device-files.ts';
import { makeSite, type TestSite } from '../../support/site.ts';
import {
  createVendor,
  makeAcknowledgement,
  makeCard,
  makeItem,
  makeLicense,
  newestKey,
  rotateVendor,
  signToken,
  testStart,
} from '../../support/vendor.ts';

let site: TestSite;
const vendor = createVendor();

beforeEach(async () => {
  site = await makeSite();
});

afterEach(() => site.close());

describe('importing a vendor card', () => {
  it('trusts the first card of a vendor and shows the thumbprint to compare', async () => {
    const { thumbprint } = newestKey(vendor);
    expect(await importText(makeCard(vendor))).toMatchObject({
      kind: 'vendor-card',
      already: false,
      vendor: vendor.id,
      thumbprint,
      changes: [{ change: 'card-trusted', subject: thumbprint }],
    });
    expect(site.snapshot.current.vendors.get(vendor.id)?.firstThumbprint).toBe(thumbprint);
    expect(site.rows('SELECT kind FROM ledger')).toEqual([{ kind: 'card-imported' }]);
  });

  it('says that the same card is already imported', async () => {
    await importText(makeCard(vendor));
    const before = site.dump();
    expect(await importText(makeCard(vendor))).toMatchObject({ already: true });
    expect(site.dump()).toBe(before);
  });

  it('takes a later card that a trusted key signed, and trusts its keys from then on', async () => {
    await importText(makeCard(vendor));
    const rotated = rotateVendor(vendor);
    const result = await importText(makeCard(rotated, { iat: testStart, key: newestKey(vendor) }));
    expect(result.changes).toMatchObject([{ change: 'card-renewed' }]);
    const license = makeLicense(rotated, { site: site.identity.current, claims: { card: makeCard(vendor) } });
    expect(await importText(license)).toMatchObject({ kind: 'license', already: false });
  });

  it('refuses an older card as stale, and a later one by a stranger', async () => {
    await importText(makeCard(vendor));
    await refuses(makeCard(vendor, { iat: testStart - 2_000 }), 'card_stale');
    await refuses(makeCard(vendor, { iat: testStart - 1_000, claims: { name: 'Other' } }), 'card_stale');
    const thief = { ...createVendor(), sealing: vendor.sealing };
    await refuses(makeCard(thief, { iat: testStart }), 'signature_invalid');
  });

  it('refuses a first card that another key than its own first signed', async () => {
    await refuses(makeCard(vendor, { key: newestKey(createVendor()) }), 'signature_invalid');
  });
});

describe('importing what does not travel inwards', () => {
  it('says what it is and where it goes', async () => {
    await importText(makeLicense(vendor, { site: site.identity.current }));
    await exportBundle(site, { actor: 'command' });
    const { bytes } = await readBundle(site, { vendor: vendor.id, seq: 1 });
    await refuses(bytes, 'file_unknown', /sync bundle.*vendor.*acknowledgement/);
    await refuses(await activationRequest(site), 'file_unknown', /activation request.*vendor.*license file/);
    const lease = await answerDeviceFile(site, {
      bytes: Buffer.from(makeDeviceRequest(createFileDevice()).text),
      actor: 'command',
    });
    await refuses(lease.answer, 'file_unknown', /lease of a device.*install/);
    await refuses('{"typ":"causeway-backup","version":1}\nsealed', 'file_unknown', /backup.*causeway restore/);
  });

  it('refuses what nobody knows', async () => {
    for (const text of ['', ' \n', 'hello', '{}', '[]', '{"typ":"device-lunch"}', 'a.b.c', 'CW1:', 'null']) {
      await refuses(text, 'file_unknown');
    }
    await refuses(Buffer.from([0xff, 0xfe, 0x00]), 'file_unknown');
    await refuses(gzipSync(Buffer.alloc(1_000_000)), 'file_unknown');
  });

  it('refuses a file that is too large before it looks at it, and a bomb before it is unpacked', async () => {
    await refuses(Buffer.alloc(65 * 1024 * 1024, 0x61), 'too_large');
    await refuses(`CW1:${'A'.repeat(3_000)}`, 'too_large');
  });
});

describe('importing a hostile file', () => {
  it('refuses every file that was cut, with a code and a sentence, and changes nothing', async () => {
    for (const [kind, text] of await everyFile()) {
      for (const share of [0.1, 0.5, 0.9, 0.999]) {
        const cut = text.slice(0, Math.floor(text.length * share));
        expect(await refusalOf(cut), `${kind} cut to ${share}`).toMatch(
          /^(file_unknown|license_malformed|signature_invalid)$/,
        );
      }
    }
  });

  it('refuses every signed file of which one character was changed', async () => {
    const files = await everyFile();
    const before = site.dump();
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    for (const [kind, text] of files.filter(([name]) => !name.startsWith('device-'))) {
      for (let round = 0; round < 150; round += 1) {
        const at = random(text.length);
        const edited = `${text.slice(0, at)}${alphabet[random(alphabet.length)]}${text.slice(at + 1)}`;
        if (edited === text) continue;
        const code = await refusalOf(edited);
        expect(Object.keys(CODES), `${kind} changed at ${at}`).toContain(code);
      }
    }
    expect(site.dump()).toBe(before);
  });

  it('refuses a payload that is not of its kind, signed by the right key', async () => {
    await importText(makeCard(vendor));
    const key = newestKey(vendor);
    const before = site.dump();
    for (const typ of ['license+jwt', 'ack+jwt', 'vendor-card+jwt']) {
      for (const payload of [
        {},
        { iss: vendor.id },
        { iss: 7 },
        [],
        'text',
        { iss: vendor.id, card: makeCard(vendor) },
      ]) {
        expect(Object.keys(CODES)).toContain(await refusalOf(signToken(key, typ, payload)));
      }
    }
    expect(site.dump()).toBe(before);
  });

  it('refuses a token of one kind under the type of another', async () => {
    await importText(makeCard(vendor));
    const key = newestKey(vendor);
    const license = JSON.parse(
      Buffer.from(makeLicense(vendor, { site: site.identity.current }).split('.')[1] ?? '', 'base64url').toString(),
    );
    await refuses(signToken(key, 'ack+jwt', license), 'file_unknown');
    await refuses(signToken(key, 'vendor-card+jwt', license), 'file_unknown');
    await refuses(signToken(key, 'delegation+jwt', license), 'file_unknown');
  });
});

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."{}:, ';

/** One of each kind that travels inwards, none of them imported yet, for a site that knows the vendor. */
async function everyFile(): Promise<readonly (readonly [kind: string, text: string])[]> {
  const { current } = site.identity;
  await importText(makeLicense(vendor, { site: current }));
  const [made] = await exportBundle(site, { actor: 'command' });
  const device = createFileDevice();
  const asked = makeDeviceRequest(device);
  const answered = await answerDeviceFile(site, { bytes: Buffer.from(asked.text), actor: 'command' });
  const { lease } = JSON.parse(answered.answer) as { lease: string };
  const { jti } = JSON.parse(Buffer.from(lease.split('.')[1] ?? '', 'base64url').toString()) as { jti: string };
  return [
    ['vendor-card', makeCard(rotateVendor(vendor), { iat: testStart, key: newestKey(vendor) })],
    ['license', makeLicense(vendor, { site: current, serial: 2, items: [makeItem('it-2')] })],
    ['acknowledgement', makeAcknowledgement(vendor, { site: current, epoch: 1, seq: 1, digest: made?.digest ?? '' })],
    ['device-request', makeDeviceRequest(createFileDevice()).text],
    ['device-return', makeDeviceReturn(device, { lease: jti, returnKey: asked.returnKey })],
  ];
}

function importText(content: string | Uint8Array) {
  return importFile(site, { bytes: Buffer.from(content), actor: 'command' });
}

/** The code under which a file is refused; a file that is taken all the same fails the test. */
async function refusalOf(content: string): Promise<string> {
  try {
    const result = await importText(content);
    return `imported as ${result.kind}: ${result.summary}`;
  } catch (error) {
    return String((error as { code?: unknown }).code);
  }
}

async function refuses(content: string | Uint8Array, code: string, sentence = /[A-Z].{15,}/): Promise<void> {
  const before = site.dump();
  await expect(importText(content)).rejects.toMatchObject({ code, message: expect.stringMatching(sentence) });
  expect(site.dump()).toBe(before);
}

import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verifyCard } from '../../../protocol/card.ts';
import { type Desk, issueTo, makeDesk, openVendor, START } from '../support/desk.ts';
import { createTestSite, decodeJws } from '../support/test-site.ts';

function cardOn(desk: Desk, file = 'card.cwcard') {
  return verifyCard(desk.read(file).trim(), null);
}

describe('a new vendor', () => {
  it('has a card with a signing and a sealing key, signed by the first', async () => {
    await using desk = makeDesk();
    await desk.json(
      'init',
      '--vendor',
      'acme-vision',
      '--name',
      'Acme Vision Ltd',
      '--contact',
      'a@acme.example',
      '--dir',
      'V',
    );
    await desk.json('card', '--dir', 'V', '--out', 'card.cwcard');
    const { card, signing, sealing, signer } = await cardOn(desk);
    expect(card).toMatchObject({ iss: 'acme-vision', name: 'Acme Vision Ltd', contact: 'a@acme.example', iat: START });
    expect([signing.length, sealing.length]).toEqual([1, 1]);
    expect(signer).toEqual(signing[0]);
    const { keys } = decodeJws(desk.read('card.cwcard')).payload.jwks as { keys: object[] };
    expect(keys.map((key) => Object.keys(key).toSorted())).toEqual([
      ['crv', 'kty', 'use', 'x'],
      ['crv', 'kty', 'use', 'x', 'y'],
    ]);
  });

  it('keeps its keys and records where only the owner may read them', async () => {
    await using desk = makeDesk();
    await openVendor(desk);
    const keys = readdirSync(desk.at('V/keys')).map((name) => join(desk.at('V/keys'), name));
    const modes = [...keys, desk.at('V/issuer.db')].map((file) => statSync(file).mode & 0o777);
    expect(modes).toEqual([0o600, 0o600, 0o600]);
    expect([statSync(desk.at('V')).mode & 0o777, statSync(desk.at('V/keys')).mode & 0o777]).toEqual([0o700, 0o700]);
  });

  it('does not take the place of another one', async () => {
    await using desk = makeDesk();
    await openVendor(desk);
    const before = desk.read('card.cwcard');
    const { code, stderr } = await desk.run('init', '--vendor', 'other', '--name', 'Other', '--dir', 'V');
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringMatching(/^request_conflict: /) });
    await desk.json('card', '--dir', 'V', '--out', 'card.cwcard');
    expect(desk.read('card.cwcard')).toBe(before);
    expect(readdirSync(desk.at('V/keys'))).toHaveLength(2);
  });

  it('can be made in a folder where making one was interrupted', async () => {
    await using desk = makeDesk();
    await openVendor(desk, 'acme-vision', 'W');
    rmSync(desk.at('W/issuer.db'));
    desk.write('W/issuer.db', '');
    await expect(desk.json('init', '--vendor', 'acme-vision', '--name', 'Acme', '--dir', 'W')).resolves.toMatchObject({
      vendor: 'acme-vision',
    });
  });

  it.each(['', 'ACME', 'a_b', 'x'.repeat(25)])('is not named "%s"', async (id) => {
    await using desk = makeDesk();
    expect((await desk.run('init', '--vendor', id, '--name', 'Acme', '--dir', 'V')).code).toBe(2);
    expect(desk.has('V')).toBe(false);
  });
});

describe('the private keys', () => {
  it('are not in their files in the clear when there is a passphrase', async () => {
    await using desk = makeDesk({ passphrase: 'correct horse' });
    await openVendor(desk);
    for (const name of readdirSync(desk.at('V/keys'))) {
      const file = JSON.parse(readFileSync(desk.at(`V/keys/${name}`), 'utf8')) as Record<string, unknown>;
      expect(Object.keys(file)).toEqual(['jwk', 'sealed']);
      expect(file.jwk).not.toHaveProperty('d');
    }
    await expect(issueTo(desk, await createTestSite())).resolves.toMatchObject({ serial: 1 });
  });

  it.each([
    [null, 'login_required'],
    ['wrong horse', 'login_failed'],
  ])('do not open with the passphrase %s', async (passphrase, code) => {
    await using owner = makeDesk({ passphrase: 'correct horse' });
    await openVendor(owner);
    await using thief = makeDesk({ passphrase });
    await expect(issueTo(thief, await createTestSite(), undefined, { dir: owner.at('V') })).rejects.toThrow(code);
  });

  it('open with a passphrase that is typed in another Unicode form', async () => {
    await using desk = makeDesk({ passphrase: 'caf\u00e9' });
    await openVendor(desk);
    await using other = makeDesk({ passphrase: 'cafe\u0301' });
    await expect(issueTo(other, await createTestSite(), undefined, { dir: desk.at('V') })).resolves.toBeDefined();
  });

  it('are refused when their file was damaged, without a word of it', async () => {
    await using desk = makeDesk();
    await openVendor(desk);
    for (const name of readdirSync(desk.at('V/keys'))) desk.write(`V/keys/${name}`, '{"jwk":{},"d":"c2VjcmV0"}');
    const error: unknown = await issueTo(desk, await createTestSite()).catch((thrown: unknown) => thrown);
    expect(String(error)).toMatch(/internal_error.*is damaged/);
    expect(String(error)).not.toContain('c2VjcmV0');
  });
});

describe('a rotation', () => {
  it('adds a key, and the card is signed by the old one with a later date', async () => {
    await using desk = makeDesk();
    await openVendor(desk);
    const first = await cardOn(desk);
    await desk.json('rotate', '--dir', 'V', '--out', 'new.cwcard');
    await desk.json('card', '--dir', 'V', '--out', 'card.cwcard');
    expect(desk.read('new.cwcard')).toBe(desk.read('card.cwcard'));
    const second = await verifyCard(desk.read('card.cwcard').trim(), first.signing);
    expect(second.card.iat).toBeGreaterThan(first.card.iat);
    expect(second.signing).toHaveLength(2);
    expect(second.signing[0]).toEqual(first.signing[0]);
    expect(second.sealing).toEqual(first.sealing);
  });

  it('is accepted by sites that know any earlier card, and by those that know none', async () => {
    await using desk = makeDesk();
    await openVendor(desk);
    const known = [await cardOn(desk)];
    for (let turn = 0; turn < 3; turn += 1) {
      await desk.json('rotate', '--dir', 'V', '--out', 'card.cwcard');
      known.push(await cardOn(desk));
    }
    const newest = desk.read('card.cwcard').trim();
    for (const { signing } of known) await expect(verifyCard(newest, signing)).resolves.toBeDefined();
    expect(known.map(({ card }) => card.iat)).toEqual([...new Set(known.map(({ card }) => card.iat))].toSorted());
  });
});

describe('a folder that is no vendor', () => {
  it.each([
    ['card', '--dir', 'nowhere', '--out', 'x'],
    ['usage', '--dir', 'nowhere'],
    ['sites', '--dir', 'nowhere'],
    ['ingest', 'x', '--dir', 'nowhere'],
  ])('is refused by %s and stays as it is', async (...args) => {
    await using desk = makeDesk();
    const { code, stderr } = await desk.run(...args);
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringMatching(/^not_found: .*nowhere/) });
    expect(desk.has('nowhere')).toBe(false);
  });
});

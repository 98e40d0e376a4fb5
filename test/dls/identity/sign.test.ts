import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import fc from 'fast-check';
import { compactVerify, importJWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { createSigner } from '../../../dls/identity/sign.ts';
import { createSiteKey } from '../../../dls/identity/site-key.ts';
import { verifyToken } from '../../../protocol/token.ts';

const key = createSiteKey(1_780_000_000);
const signer = createSigner(key);

describe('a signer', () => {
  it('writes the header in the documented order', async () => {
    const [header = ''] = (await signer.sign('lease+jwt', '{}')).split('.');
    expect(Buffer.from(header, 'base64url').toString()).toBe(`{"alg":"EdDSA","typ":"lease+jwt","kid":"${key.kid}"}`);
  });

  it('signs what protocol/ verifies, with one typ as with another', async () => {
    for (const typ of ['lease+jwt', 'denial+jwt', 'lease+jwt', 'site+jwt']) {
      const token = await signer.sign(typ, '{"iss":"acme-vision","name":"Häfen ⚓"}');
      expect((await verifyToken(token, typ, [key])).payload).toEqual({ iss: 'acme-vision', name: 'Häfen ⚓' });
    }
  });

  it('gives the same token at once and in the thread pool, since EdDSA is deterministic', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (payload) => {
        const token = signer.signNow('ack+jwt', payload);
        expect(await signer.sign('ack+jwt', payload)).toBe(token);
        expect(await signer.sign('ack+jwt', Buffer.from(payload))).toBe(token);
      }),
      { numRuns: 50 },
    );
  });

  it('signs bytes as they are, also those in the middle of a larger buffer', async () => {
    const bytes = Uint8Array.of(9, 0, 255, 128, 7, 9).subarray(1, 5);
    const [, payload = ''] = signer.signNow('sync+jws', bytes).split('.');
    expect([...Buffer.from(payload, 'base64url')]).toEqual([0, 255, 128, 7]);
  });

  it('keeps a thousand signatures that run at the same time apart', async () => {
    const tokens = await Promise.all(Array.from({ length: 1000 }, (_, n) => signer.sign('lease+jwt', `{"n":${n}}`)));
    const publicKey = createPublicKey(key.privateKey);
    tokens.forEach((token, n) => {
      const [header, payload = '', signature = ''] = token.split('.');
      expect(Buffer.from(payload, 'base64url').toString()).toBe(`{"n":${n}}`);
      expect(verify(null, Buffer.from(`${header}.${payload}`), publicKey, Buffer.from(signature, 'base64url'))).toBe(
        true,
      );
    });
  });

  it('adds further header claims after kid', async () => {
    const token = createSigner(key, { iss: 'site', aud: 'acme-vision' }).signNow('sync+jws', 'x');
    const { protectedHeader } = await compactVerify(token, await importJWK({ ...key.jwk }, 'EdDSA'));
    expect(Object.entries(protectedHeader)).toEqual([
      ['alg', 'EdDSA'],
      ['typ', 'sync+jws'],
      ['kid', key.kid],
      ['iss', 'site'],
      ['aud', 'acme-vision'],
    ]);
  });

  it('tells when a key cannot sign', async () => {
    const { privateKey } = generateKeyPairSync('x25519');
    await expect(createSigner({ kid: 'xxxxxxxx', privateKey }).sign('lease+jwt', '{}')).rejects.toThrow();
  });
});

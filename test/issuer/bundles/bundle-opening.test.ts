import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { CompactEncrypt, calculateJwkThumbprint, importJWK, type JWK } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBundle, type SealingKey } from '../../../issuer/bundles/bundle-opening.ts';
import { seal } from '../support/test-site.ts';

type TestSealingKey = SealingKey & { readonly jwk: JWK };

async function sealingKey(): Promise<TestSealingKey> {
  const pair: { privateKey: KeyObject; publicKey: KeyObject } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = pair.publicKey.export({ format: 'jwk' }) as JWK;
  return { privateKey: pair.privateKey, jwk, thumbprint: await calculateJwkThumbprint(jwk) };
}

const TEXT = 'header.payload.signature';
let key: TestSealingKey;
let other: TestSealingKey;
let sealed: string;

beforeAll(async () => {
  key = await sealingKey();
  other = await sealingKey();
  sealed = await seal(TEXT, key.jwk);
});

const open = (text: string, keys: readonly SealingKey[] = [key]) => openBundle(Buffer.from(text), keys);

/** The sealed text with one of its five parts replaced. */
function withPart(index: number, change: (part: string) => string): string {
  const parts = sealed.split('.');
  return parts.map((part, at) => (at === index ? change(part) : part)).join('.');
}

function flipped(part: string): string {
  return (part.startsWith('A') ? 'B' : 'A') + part.slice(1);
}

describe('a sealed bundle', () => {
  it('opens with the key it was sealed to, whichever of several that is', async () => {
    await expect(open(sealed)).resolves.toBe(TEXT);
    await expect(open(sealed, [other, key])).resolves.toBe(TEXT);
  });

  it('opens when it names parties of the key agreement', async () => {
    const jwe = new CompactEncrypt(Buffer.from(TEXT))
      .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', cty: 'sync+jws' })
      .setKeyManagementParameters({ apu: Buffer.from('site'), apv: Buffer.from('vendor') });
    await expect(open(await jwe.encrypt(await importJWK(key.jwk, 'ECDH-ES+A256KW')))).resolves.toBe(TEXT);
  });

  it('opens when it is large', async () => {
    const large = 'x'.repeat(3_000_001);
    await expect(open(await seal(large, key.jwk))).resolves.toBe(large);
  });

  it('is foreign when it is sealed to another vendor', async () => {
    await expect(open(sealed, [other])).rejects.toMatchObject({ code: 'bundle_foreign' });
    const named = await seal(TEXT, key.jwk, { kid: key.thumbprint.slice(0, 8) });
    await expect(open(named, [other])).rejects.toMatchObject({ code: 'bundle_foreign' });
  });

  it('was edited when it names this vendor’s key, but that does not open it', async () => {
    const named = await seal(TEXT, other.jwk, { kid: key.thumbprint.slice(0, 8) });
    await expect(open(named)).rejects.toMatchObject({ code: 'bundle_edited' });
  });

  it.each([2, 3, 4])('was edited when its part %i was changed', async (index) => {
    await expect(open(withPart(index, flipped))).rejects.toMatchObject({ code: 'bundle_edited' });
  });

  it('was edited when its head was changed without breaking the key agreement', async () => {
    const change = (part: string) => {
      const header = JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as object;
      return Buffer.from(JSON.stringify({ ...header, extra: 1 })).toString('base64url');
    };
    await expect(open(withPart(0, change))).rejects.toMatchObject({ code: 'bundle_edited' });
  });

  it.each([
    ['alg', { alg: 'ECDH-ES' }],
    ['enc', { enc: 'A128GCM' }],
    ['cty', { cty: 'jwt' }],
    ['crit', { crit: ['b64'] }],
    ['zip', { zip: 'DEF' }],
    ['epk', { epk: { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) } }],
    ['apu', { apu: 'no base64url!' }],
  ])('is refused with another or a further %s', async (_, change) => {
    const forge = (part: string) => {
      const header = JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as object;
      return Buffer.from(JSON.stringify({ ...header, ...change })).toString('base64url');
    };
    await expect(open(withPart(0, forge))).rejects.toMatchObject({ code: 'bundle_edited' });
  });

  it('is refused in another spelling of the same bytes', async () => {
    const spellings = [withPart(4, (part) => `${part}=`), withPart(3, (part) => `${part}=`), withPart(4, lastBits)];
    for (const spelling of spellings) await expect(open(spelling)).rejects.toMatchObject({ code: 'bundle_edited' });
  });

  it('is refused when it was cut anywhere', async () => {
    for (let length = 0; length < sealed.length; length += 7) {
      await expect(open(sealed.slice(0, length))).rejects.toMatchObject({ code: 'bundle_edited' });
    }
  });
});

/** Sets a bit that belongs to no byte in the last character of a 16-byte part. */
function lastBits(part: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return part.slice(0, -1) + letters.charAt(letters.indexOf(part.slice(-1)) + 1);
}

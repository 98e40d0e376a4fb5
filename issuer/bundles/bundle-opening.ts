import {
  createDecipheriv,
  createHash,
  createPublicKey,
  type DecipherGCM,
  diffieHellman,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import { decodeBase64url, isBase64url } from '../../protocol/base64url.ts';
import { BUNDLE_TYP } from '../../protocol/bundle.ts';
import { findJsonObject } from '../../protocol/json.ts';
import { kidOf, parseSealingKey } from '../../protocol/jwk.ts';
import { Refusal } from '../refusal.ts';

/** A vendor's P-256 key to which sites seal their bundles. */
export type SealingKey = { readonly thumbprint: string; readonly privateKey: KeyObject };

/**
 * Opens a compact JWE (RFC 7516) with exactly `ECDH-ES+A256KW`, `A256GCM` and `cty` `sync+jws`. Nothing of the content is
 * given out before its tag was checked. Who signed it is *not* checked here.
 * @param sealed its ASCII text; kept as bytes, since it may have 64 MiB
 * @returns the JWS inside
 * @throws Refusal `bundle_foreign` when it is sealed to another vendor's key, `bundle_edited` when it was changed or cut
 */
export async function openBundle(sealed: Buffer, keys: readonly SealingKey[]): Promise<string> {
  const { protectedHeader, wrappedKey, iv, ciphertext, tag } = parseSealed(sealed);
  const contentKey = await unwrapForAny(parseHeader(protectedHeader), wrappedKey, keys);
  const decipher = createDecipheriv('aes-256-gcm', contentKey, iv, { authTagLength: 16 });
  decipher.setAAD(Buffer.from(protectedHeader, 'ascii')).setAuthTag(tag);
  const content = decipherAll(decipher, ciphertext);
  try {
    decipher.final();
  } catch (cause) {
    throw edited('was changed after it was sealed', cause);
  }
  return content.toString('latin1');
}

type SealedHeader = {
  readonly epk: JsonWebKey;
  readonly kid: string | null;
  readonly apu: string;
  readonly apv: string;
};

function parseSealed(sealed: Buffer) {
  const parts: Buffer[] = [];
  for (let start = 0; start <= sealed.length && parts.length < 6; start += (parts.at(-1)?.length ?? 0) + 1) {
    const end = sealed.indexOf('.', start);
    parts.push(sealed.subarray(start, end < 0 ? sealed.length : end));
  }
  const [header, key, iv, ciphertext, tag] = parts;
  const whole = header !== undefined && key?.length === 54 && iv?.length === 16 && tag?.length === 22;
  if (parts.length !== 5 || !whole || ciphertext === undefined || header.length > LONGEST_HEADER) {
    throw edited('is not whole; it may have been cut');
  }
  const short = { wrappedKey: bytesOf(key.toString('latin1')), iv: bytesOf(iv.toString('latin1')) };
  return { protectedHeader: header.toString('latin1'), ...short, ciphertext, tag: bytesOf(tag.toString('latin1')) };
}

function decipherAll(decipher: DecipherGCM, ciphertext: Buffer): Buffer {
  const content = Buffer.allocUnsafe(Math.floor((ciphertext.length * 3) / 4));
  let length = 0;
  for (let start = 0; start < ciphertext.length; start += BLOCK) {
    const bytes = bytesOf(ciphertext.toString('latin1', start, Math.min(start + BLOCK, ciphertext.length)));
    length += decipher.update(bytes).copy(content, length);
  }
  return content.subarray(0, length);
}

/** A multiple of four characters, so that each block is canonical base64url by itself. */
const BLOCK = 1024 * 1024;

function parseHeader(part: string): SealedHeader {
  const header = findJsonObject(bytesOf(part));
  if (header === null) throw edited('has a damaged head');
  const { alg, enc, cty, epk, kid, apu = '', apv = '' } = header;
  const known = alg === 'ECDH-ES+A256KW' && enc === 'A256GCM' && cty === BUNDLE_TYP;
  if (!known || 'crit' in header || 'zip' in header) throw edited('is sealed in another way than Causeway does');
  const infos = typeof apu === 'string' && typeof apv === 'string' && isBase64url(apu) && isBase64url(apv);
  if (!infos) throw edited('has a damaged head');
  return { epk: ephemeralKeyOf(epk), kid: typeof kid === 'string' ? kid : null, apu, apv };
}

/** A real head has about 300 characters. */
const LONGEST_HEADER = 8192;

function ephemeralKeyOf(epk: unknown): JsonWebKey {
  try {
    return { ...parseSealingKey(epk) };
  } catch (cause) {
    throw edited('has a damaged head', cause);
  }
}

async function unwrapForAny(
  header: SealedHeader,
  wrappedKey: Uint8Array,
  keys: readonly SealingKey[],
): Promise<Uint8Array> {
  for (const { privateKey } of keys) {
    const contentKey = await findContentKey(header, wrappedKey, privateKey);
    if (contentKey !== null) return contentKey;
  }
  if (keys.some(({ thumbprint }) => header.kid === kidOf(thumbprint))) throw edited('was changed after it was sealed');
  throw new Refusal('bundle_foreign', { sentence: 'The bundle is not sealed to a key of this vendor.' });
}

/** RFC 7518 section 4.6 with `ECDH-ES+A256KW`, then RFC 3394; null when the key was wrapped for somebody else. */
async function findContentKey(
  { epk, apu, apv }: SealedHeader,
  wrappedKey: Uint8Array,
  privateKey: KeyObject,
): Promise<Uint8Array | null> {
  const publicKey = createPublicKey({ key: epk, format: 'jwk' });
  const shared = diffieHellman({ privateKey, publicKey });
  const info = [
    lengthPrefixed(Buffer.from('ECDH-ES+A256KW')),
    lengthPrefixed(bytesOf(apu)),
    lengthPrefixed(bytesOf(apv)),
    uint32(256),
  ];
  const wrappingKey = createHash('sha256')
    .update(Buffer.concat([uint32(1), shared, ...info]))
    .digest();
  const { subtle } = globalThis.crypto;
  try {
    const by = await subtle.importKey('raw', wrappingKey, 'AES-KW', false, ['unwrapKey']);
    const wrapped = Uint8Array.from(wrappedKey);
    const contentKey = await subtle.unwrapKey('raw', wrapped, by, 'AES-KW', 'AES-GCM', true, ['decrypt']);
    return new Uint8Array(await subtle.exportKey('raw', contentKey));
  } catch {
    return null;
  }
}

function lengthPrefixed(bytes: Uint8Array): Buffer {
  return Buffer.concat([uint32(bytes.length), bytes]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function bytesOf(part: string): Uint8Array {
  try {
    return decodeBase64url(part);
  } catch (cause) {
    throw edited('is damaged', cause);
  }
}

function edited(what: string, cause?: unknown): Refusal {
  return new Refusal('bundle_edited', { sentence: `The bundle ${what}.`, cause });
}

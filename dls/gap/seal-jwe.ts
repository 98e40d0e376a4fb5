import {
  createCipheriv,
  createHash,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  randomBytes,
} from 'node:crypto';
import type { PublicKey } from '../../protocol/jwk.ts';

/**
 * Seals bytes to a P-256 key as compact JWE (RFC 7516) with `ECDH-ES+A256KW` and `A256GCM`. It is written out here
 * instead of left to a library because a bundle is large: this holds each form of it once.
 */
export async function sealJwe(content: Uint8Array, to: PublicKey, cty: string): Promise<string> {
  const ephemeral = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { kty, crv, x, y } = ephemeral.publicKey.export({ format: 'jwk' });
  const head = JSON.stringify({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', cty, epk: { kty, crv, x, y } });
  const header = Buffer.from(head, 'utf8').toString('base64url');
  const publicKey = createPublicKey({ format: 'jwk', key: { kty: to.kty, crv: to.crv, x: to.x, y: to.y ?? '' } });
  const shared = diffieHellman({ privateKey: ephemeral.privateKey, publicKey });
  const contentKey = randomBytes(32);
  const wrapped = await wrapKey(contentKey, concatKdf(shared));
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', contentKey, iv);
  cipher.setAAD(Buffer.from(header, 'latin1'));
  const sealed = Buffer.concat([cipher.update(content), cipher.final()]).toString('base64url');
  const [key, nonce, tag] = [wrapped, iv, cipher.getAuthTag()].map((bytes) => bytes.toString('base64url'));
  return `${header}.${key}.${nonce}.${sealed}.${tag}`;
}

/** One round of the Concat KDF (RFC 7518 section 4.6.2), which gives the 256 bits that A256KW needs. */
function concatKdf(shared: Buffer): Buffer {
  const algorithm = Buffer.from('ECDH-ES+A256KW', 'latin1');
  const parts = [uint32(1), shared, uint32(algorithm.length), algorithm, uint32(0), uint32(0), uint32(256)];
  return createHash('sha256').update(Buffer.concat(parts)).digest();
}

/** AES key wrap (RFC 3394) through WebCrypto: Electron's library has it nowhere else. */
async function wrapKey(contentKey: Buffer, wrapping: Buffer): Promise<Buffer> {
  const key = await crypto.subtle.importKey('raw', new Uint8Array(wrapping), 'AES-KW', false, ['wrapKey']);
  const content = await crypto.subtle.importKey('raw', new Uint8Array(contentKey), 'AES-GCM', true, ['encrypt']);
  return Buffer.from(await crypto.subtle.wrapKey('raw', content, key, 'AES-KW'));
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

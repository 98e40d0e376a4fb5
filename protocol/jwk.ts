import * as Type from 'typebox';
import { findBytes } from './base64url.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Code } from './codes.ts';
import { isEd25519Point, isP256Point } from './curve.ts';
import { digestOf } from './digest.ts';
import { errorUnder, ProtocolError } from './error.ts';

/** A public key as JWK (RFC 7517): Ed25519 to sign (`OKP`, RFC 8037) or P-256 to seal (`EC`, RFC 7518). */
export type PublicKey = {
  readonly kty: 'OKP' | 'EC';
  readonly crv: 'Ed25519' | 'P-256';
  readonly x: string;
  /** P-256 only. */
  readonly y?: string;
  readonly use?: 'sig' | 'enc';
};

/** A key that is trusted for something, with its full RFC 7638 thumbprint, by which it is stored, compared and shown. */
export type TrustedKey = { readonly jwk: PublicKey; readonly thumbprint: string };

/** The schema of a `jwks` member; its keys are read by `parseKeys`. */
export const Jwks = Type.Object({
  keys: Type.Array(Type.Record(Type.String(), Type.Unknown()), { minItems: 1, maxItems: 32 }),
});

/** RFC 7638 thumbprint: base64url of SHA-256 of the required members in canonical form. */
export async function thumbprint(jwk: PublicKey): Promise<string> {
  const { kty, crv, x, y } = jwk;
  return digestOf(canonicalJson(kty === 'EC' ? { crv, kty, x, y } : { crv, kty, x }));
}

/** The `kid` of a key: the first 8 characters of its thumbprint. It selects a candidate and proves nothing. */
export function kidOf(keyThumbprint: string): string {
  return keyThumbprint.slice(0, 8);
}

/** The key together with its thumbprint. That it *is* trusted is the caller's to know. */
export async function trustedKey(jwk: PublicKey): Promise<TrustedKey> {
  return { jwk, thumbprint: await thumbprint(jwk) };
}

/**
 * Reads an Ed25519 public key: canonical base64url, a point of the curve, not of small order, no private part, `use` `sig`
 * when it has one. Other members are left out.
 * @throws ProtocolError `code` (default `request_malformed`)
 */
export function parseSigningKey(jwk: unknown, code: Code = 'request_malformed'): PublicKey {
  const key = keyMembers(jwk, code);
  const { x } = key;
  const fits = key.kty === 'OKP' && key.crv === 'Ed25519' && (key.use === undefined || key.use === 'sig');
  if (!fits || typeof x !== 'string' || !isEd25519Point(coordinate(x))) throw wrongKey(code, 'an Ed25519 public key');
  return { kty: 'OKP', crv: 'Ed25519', x, ...(key.use === 'sig' && { use: 'sig' }) };
}

/**
 * Reads a P-256 public key for `ECDH-ES+A256KW`, as strictly as `parseSigningKey`; `use` is `enc` when it has one.
 * @throws ProtocolError `code` (default `request_malformed`)
 */
export function parseSealingKey(jwk: unknown, code: Code = 'request_malformed'): PublicKey {
  const key = keyMembers(jwk, code);
  const { x, y } = key;
  const fits = key.kty === 'EC' && key.crv === 'P-256' && (key.use === undefined || key.use === 'enc');
  const point = typeof x === 'string' && typeof y === 'string' && isP256Point(coordinate(x), coordinate(y));
  if (!fits || typeof x !== 'string' || typeof y !== 'string' || !point) throw wrongKey(code, 'a P-256 public key');
  return { kty: 'EC', crv: 'P-256', x, y, ...(key.use === 'enc' && { use: 'enc' }) };
}

/**
 * Reads the keys of a `jwks` in their order, told apart by `use`. Keys of other types are left out: a newer vendor or site
 * may have more.
 * @throws ProtocolError `code` when a key of a known type is wrong, has no `use`, or holds a private part
 */
export async function parseKeys(
  jwks: { readonly keys: readonly unknown[] },
  code: Code,
): Promise<{ readonly signing: readonly TrustedKey[]; readonly sealing: readonly TrustedKey[] }> {
  const signing: TrustedKey[] = [];
  const sealing: TrustedKey[] = [];
  for (const [index, jwk] of jwks.keys.entries()) {
    try {
      const key = parseKey(jwk, code);
      if (key !== null) (key.kty === 'OKP' ? signing : sealing).push(await trustedKey(key));
    } catch (error) {
      throw errorUnder(`jwks.keys[${index}]`, error);
    }
  }
  return { signing, sealing };
}

/** The 32 bytes of an Ed25519 public key. */
export function keyBytes(jwk: PublicKey): Uint8Array<ArrayBuffer> {
  return coordinate(jwk.x);
}

/** Null for a key of a type that this version does not know. */
function parseKey(jwk: unknown, code: Code): PublicKey | null {
  const { kty, crv, use } = keyMembers(jwk, code);
  if (use !== 'sig' && use !== 'enc') throw wrongKey(code, 'a key with a `use`');
  if (kty === 'OKP' && crv === 'Ed25519') return parseSigningKey(jwk, code);
  return kty === 'EC' && crv === 'P-256' && use === 'enc' ? parseSealingKey(jwk, code) : null;
}

function keyMembers(jwk: unknown, code: Code): Readonly<Record<string, unknown>> {
  if (typeof jwk !== 'object' || jwk === null || Array.isArray(jwk)) throw wrongKey(code, 'a JWK');
  if ('d' in jwk) throw new ProtocolError(code, { detail: 'A private key stands where only public keys belong.' });
  return jwk as Readonly<Record<string, unknown>>;
}

function coordinate(text: string): Uint8Array<ArrayBuffer> {
  const bytes = text.length === 43 ? findBytes(text) : null;
  return bytes ?? new Uint8Array(0);
}

function wrongKey(code: Code, expected: string): ProtocolError {
  return new ProtocolError(code, { detail: `This is not ${expected} of the documented form.` });
}

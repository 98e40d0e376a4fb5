import { createECDH, createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';

/** A fixed key of the vectors: what it is called there, its JWKs and its RFC 7638 thumbprint. */
export type VectorKey = {
  readonly jwk: Readonly<Record<string, string>>;
  readonly privateJwk: Readonly<Record<string, string>>;
  readonly thumbprint: string;
  readonly kid: string;
};

export type SigningVectorKey = VectorKey & { readonly key: KeyObject };

export const vendor = signingKey('vendor');
export const nextVendor = signingKey('vendor, second key');
export const site = signingKey('site');
export const nextSite = signingKey('site, second key');
export const stranger = signingKey('stranger');
export const sealing = sealingKey('sealing');

/** Signs a signing input with Ed25519, which is deterministic (RFC 8032). */
export function signatureOf(signingInput: string, by: SigningVectorKey): Buffer {
  return sign(null, Buffer.from(signingInput, 'ascii'), by.key);
}

/** A compact JWS with exactly this header and payload. */
export function tokenOf(header: object, payload: object | Buffer | string, by: SigningVectorKey): string {
  const bytes = typeof payload === 'object' && !Buffer.isBuffer(payload) ? JSON.stringify(payload) : payload;
  const input = `${base64url(JSON.stringify(header))}.${base64url(bytes)}`;
  return `${input}.${signatureOf(input, by).toString('base64url')}`;
}

/** A compact JWS with the documented header. */
export function signed(typ: string, payload: object | Buffer | string, by: SigningVectorKey): string {
  return tokenOf({ alg: 'EdDSA', typ, kid: by.kid }, payload, by);
}

export function base64url(content: string | Buffer): string {
  return Buffer.from(content).toString('base64url');
}

export function sha256(content: string | Buffer): Buffer {
  return createHash('sha256').update(content).digest();
}

function seed(name: string): Buffer {
  return sha256(`causeway test vectors: ${name}`);
}

function signingKey(name: string): SigningVectorKey {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed(name)]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const { x } = createPublicKey(key).export({ format: 'jwk' });
  const members = { crv: 'Ed25519', kty: 'OKP', x: String(x) };
  const thumbprint = sha256(JSON.stringify(members)).toString('base64url');
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: String(x), use: 'sig' };
  const privateJwk = { ...jwk, d: seed(name).toString('base64url') };
  return { jwk, privateJwk, thumbprint, kid: thumbprint.slice(0, 8), key };
}

function sealingKey(name: string): VectorKey {
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(seed(name));
  const point = curve.getPublicKey();
  const x = point.subarray(1, 33).toString('base64url');
  const y = point.subarray(33).toString('base64url');
  const thumbprint = sha256(JSON.stringify({ crv: 'P-256', kty: 'EC', x, y })).toString('base64url');
  const jwk = { kty: 'EC', crv: 'P-256', x, y, use: 'enc' };
  const privateJwk = { ...jwk, d: seed(name).toString('base64url') };
  return { jwk, privateJwk, thumbprint, kid: thumbprint.slice(0, 8) };
}

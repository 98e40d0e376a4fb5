import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { PublicKey } from '../../../sdk/index.ts';

/** A key that signs, as the spec's documents name it. */
export type SigningKey = { readonly privateKey: KeyObject; readonly jwk: PublicKey; readonly kid: string };

/** A fresh Ed25519 key. */
export function signingKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const thumbprint = createHash('sha256')
    .update(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }))
    .digest('base64url');
  return { privateKey, jwk: { kty: 'OKP', crv: 'Ed25519', x, use: 'sig' }, kid: thumbprint.slice(0, 8) };
}

/** A compact JWS, made with nothing but node:crypto; `header` replaces parts of the header. */
export function signed(
  key: SigningKey,
  typ: string,
  payload: unknown,
  header: Readonly<Record<string, unknown>> = {},
): string {
  const head = encode({ alg: 'EdDSA', typ, kid: key.kid, ...header });
  const input = `${head}.${encode(payload)}`;
  return `${input}.${sign(null, Buffer.from(input), key.privateKey).toString('base64url')}`;
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

export type Grant = { readonly product: string; readonly features: readonly string[]; readonly until: number };

export type DelegationFacts = {
  readonly vendor: string;
  readonly site: string;
  readonly siteKey: SigningKey;
  readonly iat: number;
  readonly exp: number;
  readonly grants: readonly Grant[];
};

export function delegation(key: SigningKey, { vendor, site, siteKey, iat, exp, grants }: DelegationFacts): string {
  return signed(key, 'delegation+jwt', {
    iss: vendor,
    sub: site,
    iat,
    exp,
    cnf: { jwk: siteKey.jwk },
    org: ['200001'],
    grants,
  });
}

import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { EpochSeconds } from '../../licensing/time.ts';
import { damaged } from './identity-error.ts';
import type { KeyRecord } from './identity-file.ts';

/** The public part of a site key, as it travels in activation requests and delegations (RFC 8037). */
export type SitePublicKey = { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string; readonly use: 'sig' };

/** A signing key of this site. `thumbprint` is RFC 7638; `kid`, its first 8 characters, only selects a candidate. */
export type SiteKey = {
  readonly thumbprint: string;
  readonly kid: string;
  readonly made: EpochSeconds;
  readonly jwk: SitePublicKey;
  readonly privateKey: KeyObject;
};

/** Makes a new Ed25519 key. */
export function createSiteKey(made: EpochSeconds): SiteKey {
  return siteKey(generateKeyPairSync('ed25519').privateKey, made);
}

/** Takes a key out of the identity file; a private part that does not belong to its public part is damage. */
export function openSiteKey({ made, x, d }: KeyRecord): SiteKey {
  try {
    const key = siteKey(createPrivateKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x, d } }), made);
    if (key.jwk.x === x) return key;
  } catch (error) {
    throw damaged(error);
  }
  throw damaged();
}

/** The key as it stands in the identity file. */
export function keyRecordOf({ made, jwk, privateKey }: SiteKey): KeyRecord {
  const { d } = privateKey.export({ format: 'jwk' });
  return { made, x: jwk.x, d: d ?? '' };
}

function siteKey(privateKey: KeyObject, made: EpochSeconds): SiteKey {
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  const thumbprint = createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest('base64url');
  const jwk = { kty: 'OKP', crv: 'Ed25519', x, use: 'sig' } as const;
  return { thumbprint, kid: thumbprint.slice(0, 8), made, jwk, privateKey };
}

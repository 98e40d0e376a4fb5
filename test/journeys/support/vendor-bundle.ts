import { createPrivateKey } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { CompactEncrypt, compactDecrypt, importJWK, type JWK } from 'jose';
import { createSigner } from '../../../dls/identity/sign.ts';
import type { Island } from './island.ts';

export type Line = Readonly<Record<string, unknown>> & { readonly t: string };

/** What only the vendor can open; a test may: the JWS inside a bundle. */
export async function openSealed(island: Island, vendor: string, sealed: Uint8Array): Promise<string> {
  const folder = island.at(vendor, 'keys');
  const keys = readdirSync(folder).map(
    (name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as { jwk: JWK; d: string },
  );
  const { jwk, d } = keys.find((one) => one.jwk.kty === 'EC')!;
  const key = createPrivateKey({ format: 'jwk', key: { ...jwk, d } as never });
  const { plaintext } = await compactDecrypt(Buffer.from(sealed).toString('latin1').trim(), key);
  return Buffer.from(plaintext).toString('latin1');
}

/** The lines of an opened bundle, as text. */
export function linesOf(token: string): readonly string[] {
  const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url');
  return gunzipSync(payload).toString('utf8').trimEnd().split('\n');
}

/** Sealed to the vendor's public key, which its card tells everybody. */
export async function sealTo(island: Island, vendor: string, token: string): Promise<string> {
  const payload = island.card(vendor).split('.')[1] ?? '';
  const { jwks } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { readonly jwks: { keys: JWK[] } };
  const key = jwks.keys.find(({ use }) => use === 'enc') as JWK;
  const header = { alg: 'ECDH-ES+A256KW', enc: 'A256GCM', cty: 'sync+jws' };
  return new CompactEncrypt(Buffer.from(token, 'latin1'))
    .setProtectedHeader(header)
    .encrypt(await importJWK(key, 'ECDH-ES+A256KW'));
}

/** Signs what the administrator likes as a bundle of the site, whose key he has. */
export async function signAsSite(island: Island, vendor: string, packed: Buffer): Promise<string> {
  const { identity } = island.site();
  const { kid, privateKey } = identity.keyFor(vendor);
  return createSigner({ kid, privateKey }, { iss: identity.current.site, aud: vendor }).sign('sync+jws', packed);
}

import { type KeyObject, sign } from 'node:crypto';
import { kidOf } from '../../protocol/jwk.ts';
import { encodeSigningInput, encodeToken } from '../../protocol/token.ts';

/** A vendor's Ed25519 key that can sign. */
export type SigningKey = { readonly thumbprint: string; readonly privateKey: KeyObject };

/** Signs a payload as compact JWS (RFC 7515, `EdDSA` of RFC 8037) of type `typ`; fields that are undefined are left out. */
export function signToken(typ: string, payload: object, key: SigningKey): string {
  const input = encodeSigningInput(typ, kidOf(key.thumbprint), JSON.stringify(payload));
  return encodeToken(input, sign(null, Buffer.from(input, 'ascii'), key.privateKey));
}

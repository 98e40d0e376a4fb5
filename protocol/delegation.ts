import * as Type from 'typebox';
import type { Code } from './codes.ts';
import { errorUnder } from './error.ts';
import { parseSigningKey, type TrustedKey, trustedKey } from './jwk.ts';
import { Epoch, Id, OrganizationId, type Shape, shapeReader, Uuid, VendorId } from './shape.ts';
import { verifyToken } from './token.ts';

export const DELEGATION_TYP = 'delegation+jwt';

const DelegationSchema = Type.Object({
  iss: VendorId,
  sub: Uuid,
  iat: Epoch,
  exp: Epoch,
  cnf: Type.Object({ jwk: Type.Record(Type.String(), Type.Unknown()) }),
  org: Type.Array(OrganizationId, { maxItems: 10_000 }),
  grants: Type.Array(Type.Object({ product: Id, features: Type.Array(Id, { maxItems: 100_000 }), until: Epoch }), {
    maxItems: 100_000,
  }),
});

/** Payload of a delegation: the site's key and what the vendor lets it grant (protocol.md section 3). */
export type Delegation = Shape<typeof DelegationSchema>;

/**
 * Verifies a delegation by one of the vendor's keys. Whether it is of the expected vendor and site, the newest, and in force
 * at a lease's `iat`, is *not* checked here.
 * @throws ProtocolError `malformed` (default `file_unknown`) or `signature_invalid`
 */
export async function verifyDelegation(
  text: string,
  keys: readonly TrustedKey[],
  malformed: Code = 'file_unknown',
): Promise<{ readonly delegation: Delegation; readonly siteKey: TrustedKey; readonly signer: TrustedKey }> {
  const { payload, key } = await verifyToken(text, DELEGATION_TYP, keys, malformed);
  const delegation = readDelegation(payload, malformed);
  return { delegation, siteKey: await siteKeyOf(delegation, malformed), signer: key };
}

const readDelegation = shapeReader(DelegationSchema);

async function siteKeyOf(delegation: Delegation, malformed: Code): Promise<TrustedKey> {
  try {
    return await trustedKey(parseSigningKey(delegation.cnf.jwk, malformed));
  } catch (error) {
    throw errorUnder('cnf.jwk', error);
  }
}

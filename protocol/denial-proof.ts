import * as Type from 'typebox';
import type { DenialCode } from '../licensing/denial.ts';
import { isDenialCode } from './codes.ts';
import type { TrustedKey } from './jwk.ts';
import { Epoch, Id, type Shape, shapeReader, Uuid, VendorId, wrongField } from './shape.ts';
import { verifyToken } from './token.ts';

export const DENIAL_PROOF_TYP = 'denial+jwt';

const DenialProofSchema = Type.Object({
  iss: VendorId,
  sub: Uuid,
  product: Id,
  code: Type.Unsafe<DenialCode>(Type.String()),
  iat: Epoch,
});

/** Payload of a denial's `proof` (protocol.md section 5); `code` is the code of a denial. */
export type DenialProof = Shape<typeof DenialProofSchema>;

/** The payload of a denial's proof in the documented order. */
export function encodeDenialProof(proof: DenialProof): string {
  const { iss, sub, product, code, iat } = proof;
  return JSON.stringify({ iss, sub, product, code, iat });
}

/**
 * Verifies the `proof` of a denial by a site key. Whether it is about this device and product, and recent, is *not* checked
 * here.
 * @throws ProtocolError `unreachable` when it is no such proof (a device takes it for no answer), or `signature_invalid`
 */
export async function verifyDenialProof(text: string, siteKeys: readonly TrustedKey[]): Promise<DenialProof> {
  const { payload } = await verifyToken(text, DENIAL_PROOF_TYP, siteKeys, 'unreachable');
  const proof = readProof(payload, 'unreachable');
  if (!isDenialCode(proof.code)) throw wrongField('unreachable', 'code', 'The code is not the code of a denial.');
  return proof;
}

const readProof = shapeReader(DenialProofSchema);

import * as Type from 'typebox';
import type { TrustedKey } from './jwk.ts';
import { CompactJws, Digest, Epoch, Id, type Shape, shapeReader, Uuid, VendorId, whole, wrongField } from './shape.ts';
import { verifyToken } from './token.ts';

export const ACKNOWLEDGEMENT_TYP = 'ack+jwt';

const ids = Type.Optional(Type.Array(Id, { maxItems: 100_000 }));

const AcknowledgementSchema = Type.Object({
  iss: VendorId,
  aud: Uuid,
  iat: Epoch,
  jti: Id,
  epoch: whole(0),
  seq: whole(0),
  digest: Type.Optional(Type.Union([Digest, Type.Null(), Type.Literal('')])),
  time: Type.Optional(Epoch),
  licenses: Type.Optional(Type.Array(CompactJws, { maxItems: 1_000 })),
  locked: ids,
  unlocked: ids,
  revoked: ids,
  lockSite: Type.Optional(Type.Boolean()),
  fork: Type.Optional(Type.Object({ seq: whole(1), digest: Digest, height: whole(0) })),
});

/**
 * Payload of an acknowledgement (protocol.md section 7): it covers all bundles up to `seq` (0: none, then `digest` is
 * missing, null or empty).
 */
export type Acknowledgement = Shape<typeof AcknowledgementSchema>;

/**
 * Verifies an acknowledgement by the vendor's signing keys. Whether it is for this site, and the license files in it, are
 * *not* checked here.
 * @throws ProtocolError `file_unknown` with `field`, or `signature_invalid`
 */
export async function verifyAcknowledgement(text: string, keys: readonly TrustedKey[]): Promise<Acknowledgement> {
  const { payload } = await verifyToken(text, ACKNOWLEDGEMENT_TYP, keys, 'file_unknown');
  return parseAcknowledgementPayload(payload);
}

/** Reads the payload of an acknowledgement. @throws ProtocolError `file_unknown` with `field` */
export function parseAcknowledgementPayload(value: unknown): Acknowledgement {
  const acknowledgement = readAcknowledgement(value, 'file_unknown');
  if (acknowledgement.seq > 0 && !acknowledgement.digest)
    throw wrongField('file_unknown', 'digest', 'An acknowledgement of a bundle names its digest.');
  return acknowledgement;
}

const readAcknowledgement = shapeReader(AcknowledgementSchema);

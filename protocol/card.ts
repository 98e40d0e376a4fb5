import * as Type from 'typebox';
import type { Code } from './codes.ts';
import { ProtocolError } from './error.ts';
import { Jwks, parseKeys, type TrustedKey } from './jwk.ts';
import { Epoch, type Shape, shapeReader, VendorId, words } from './shape.ts';
import { parseToken, verifySignature } from './token.ts';

export const VENDOR_CARD_TYP = 'vendor-card+jwt';

const VendorCardSchema = Type.Object({
  iss: VendorId,
  name: words(1, 256),
  iat: Epoch,
  jwks: Jwks,
  contact: Type.Optional(Type.String({ maxLength: 1024 })),
});

/** Payload of a vendor card: who the vendor is and its public keys (protocol.md section 2). */
export type VendorCard = Shape<typeof VendorCardSchema>;

/** A card whose signature holds, with its keys told apart. */
export type VerifiedCard = {
  readonly card: VendorCard;
  /** Ed25519 keys (`use` `sig`) in the order of the card; never empty. */
  readonly signing: readonly TrustedKey[];
  /** P-256 keys (`use` `enc`) in the order of the card; never empty. */
  readonly sealing: readonly TrustedKey[];
  /** The key that signed the card. */
  readonly signer: TrustedKey;
};

/**
 * Verifies a vendor card. A vendor's first card (`trusted` null) must be signed by its own first signing key; a later one by
 * any key that is already trusted. Whether its `iat` is later than the known card's (`card_stale`) and whether its `iss` is
 * the vendor that is expected is the caller's to judge.
 * @throws ProtocolError `malformed` (default `file_unknown`) or `signature_invalid`
 */
export async function verifyCard(
  text: string,
  trusted: readonly TrustedKey[] | null,
  malformed: Code = 'file_unknown',
): Promise<VerifiedCard> {
  const token = parseToken(text, VENDOR_CARD_TYP, malformed);
  const card = readCard(token.payload, malformed);
  const { signing, sealing } = await parseKeys(card.jwks, malformed);
  const first = signing[0];
  if (first === undefined || sealing.length === 0) {
    throw new ProtocolError(malformed, { field: 'jwks.keys', detail: 'A card carries a signing and a sealing key.' });
  }
  return { card, signing, sealing, signer: await verifySignature(token, trusted ?? [first]) };
}

const readCard = shapeReader(VendorCardSchema);

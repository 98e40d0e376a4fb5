import { VENDOR_CARD_TYP } from '../../protocol/card.ts';
import { type Delegation, verifyDelegation } from '../../protocol/delegation.ts';
import { digestOf } from '../../protocol/digest.ts';
import { ProtocolError } from '../../protocol/error.ts';
import type { TrustedKey } from '../../protocol/jwk.ts';
import { LICENSE_TYP, type License, readLicenseCard, verifyLicense } from '../../protocol/license.ts';
import { parseToken } from '../../protocol/token.ts';
import { judgeCard, type KnownKeys, type NewCard, vendorOf } from './vendor-keys.ts';

/** A license file down to the vendor's key, ready for a unit of work. */
export type VerifiedLicense = {
  readonly license: License;
  readonly text: string;
  /** base64url SHA-256 of the file's token. */
  readonly digest: string;
  /** The card in it, when it is the vendor's first or newer than the known one. */
  readonly card: NewCard | null;
  readonly delegations: readonly VerifiedDelegation[];
  /** The keys of the vendor once it is imported. */
  readonly keys: KnownKeys;
};

export type VerifiedDelegation = {
  readonly delegation: Delegation;
  readonly text: string;
  /** Thumbprints of the vendor key that signed it and of the site key that it names. */
  readonly signer: string;
  readonly siteKey: string;
};

/**
 * Verifies a license file and everything in it (protocol.md section 3): the card, then the file by the vendor's keys,
 * then its delegations. An older card inside is simply left. Site, also that of the delegations, serial and terms are
 * *not* judged.
 * @param known by vendor id; undefined: a vendor that nothing is known of
 * @throws ProtocolError `license_malformed`, `license_needs_newer` or `signature_invalid`
 */
export async function verifyLicenseFile(
  text: string,
  known: (vendor: string) => KnownKeys | undefined,
): Promise<VerifiedLicense> {
  const vendor = vendorOf(parseToken(text, LICENSE_TYP, 'license_malformed').payload, 'license_malformed');
  const before = known(vendor) ?? null;
  const card = await cardOf(text, vendor, before);
  const keys = card === null ? before : { card: card.text, cardIat: card.card.iat, signing: card.signing };
  if (keys === null) throw new ProtocolError('signature_invalid');
  const license = await verifyLicense(text, keys.signing);
  const delegations: VerifiedDelegation[] = [];
  for (const [index, token] of license.delegations.entries()) {
    delegations.push(await delegationOf(token, { keys: keys.signing, license, field: `delegations[${index}]` }));
  }
  return { license, text, digest: await digestOf(text), card, delegations, keys };
}

async function cardOf(text: string, vendor: string, before: KnownKeys | null): Promise<NewCard | null> {
  const token = readLicenseCard(text);
  const { iss, iat } = parseToken(token, VENDOR_CARD_TYP, 'license_malformed').payload;
  if (iss !== vendor) {
    throw new ProtocolError('signature_invalid', {
      field: 'card',
      detail: 'The vendor card in the license file is of another vendor than the file.',
    });
  }
  if (before !== null && Number(iat) <= before.cardIat) return null;
  const judged = await judgeCard(token, before, 'license_malformed');
  return judged.outcome === 'new' ? judged.card : null;
}

type DelegationInput = { readonly keys: readonly TrustedKey[]; readonly license: License; readonly field: string };

async function delegationOf(token: string, { keys, license, field }: DelegationInput): Promise<VerifiedDelegation> {
  const { delegation, siteKey, signer } = await verifyDelegation(token, keys, 'license_malformed').catch(
    (error: unknown) => {
      if (!(error instanceof ProtocolError)) throw error;
      throw new ProtocolError(error.code, {
        field,
        detail: `A delegation in the license file: ${error.detail}`,
        cause: error,
      });
    },
  );
  if (delegation.iss !== license.iss) {
    throw new ProtocolError('license_malformed', {
      field,
      detail: 'A delegation in the license file is of another vendor than the file.',
    });
  }
  return { delegation, text: token, signer: signer.thumbprint, siteKey: siteKey.thumbprint };
}

import type { DenialCode } from '../licensing/denial.ts';
import type { EpochSeconds } from '../licensing/time.ts';
import { type Delegation, verifyDelegation } from '../protocol/delegation.ts';
import { verifyDenialProof } from '../protocol/denial-proof.ts';
import { ProtocolError } from '../protocol/error.ts';
import type { TrustedKey } from '../protocol/jwk.ts';
import { type LeasePayload, verifyLease } from '../protocol/lease.ts';

/** A delegation by a vendor key that this app trusts, as text and as what it says. */
export type TrustedDelegation = {
  readonly text: string;
  readonly delegation: Delegation;
  readonly siteKey: TrustedKey;
};

/** A lease that passed every check of rules.md section 7, with the delegation it was judged by. */
export type VerifiedLease = {
  readonly text: string;
  readonly lease: LeasePayload;
  readonly delegation: string;
  /** UUID of the site that made it. */
  readonly site: string;
  /** Up to here the vendor lets the site grant this at all: the end of everything, grace included. */
  readonly grantedUntil: EpochSeconds;
};

/** What a lease must be for. */
export type Asked = {
  readonly vendor: string;
  readonly product: string;
  readonly features: readonly string[];
  /** UUID of this device. */
  readonly device: string;
};

/**
 * The newest of the delegations that a trusted vendor key signed for this vendor, and for `site` unless that is null. Older
 * ones are left, so a site cannot go back to what it was once allowed; texts that do not verify are left too.
 * @returns null when there is none
 */
export async function findNewestDelegation(
  texts: readonly string[],
  vendor: string,
  vendorKeys: readonly TrustedKey[],
  site: string | null,
): Promise<TrustedDelegation | null> {
  let newest: TrustedDelegation | null = null;
  for (const text of texts) {
    const found = await findDelegation(text, vendorKeys);
    if (found === null || found.delegation.iss !== vendor) continue;
    if (site !== null && found.delegation.sub !== site) continue;
    if (newest === null || found.delegation.iat > newest.delegation.iat) newest = found;
  }
  return newest;
}

/**
 * Verifies a lease as rules.md section 7 says: site key from the delegation, `typ`, `iss`, `sub`, what was asked is granted,
 * `iat` not before the last lease's, delegation in force at `iat`, items inside its grants.
 * @param notBefore `iat` of the last lease; null: none
 * @throws ProtocolError `lease_invalid` or `signature_invalid`, with a sentence
 */
export async function verifyGrantedLease(
  text: string,
  by: TrustedDelegation,
  asked: Asked,
  notBefore: EpochSeconds | null,
): Promise<VerifiedLease> {
  const lease = await verifyLease(text, [by.siteKey]);
  if (lease.iss !== asked.vendor) throw refused('iss', 'The lease is of another vendor.');
  if (lease.sub !== asked.device) throw refused('sub', 'The lease is for another device.');
  if (notBefore !== null && lease.iat < notBefore) throw refused('iat', 'The lease is older than the last one.');
  if (lease.iat >= by.delegation.exp) throw refused('iat', 'The delegation was over when the lease was made.');
  const granted = new Set(lease.items.flatMap(({ product, features }) => (product === asked.product ? features : [])));
  if (!lease.items.some(({ product }) => product === asked.product))
    throw refused('items', 'The lease is for another product.');
  if (!asked.features.every((feature) => granted.has(feature)))
    throw refused('items', 'The lease lacks features that were asked for.');
  const grantedUntil = Math.min(...lease.items.map((item) => grantEnd(item, by.delegation)));
  return { text, lease, delegation: by.text, site: by.delegation.sub, grantedUntil };
}

/** What a denial must be about, and when it must have been made. */
export type DenialFrame = {
  readonly vendor: string;
  readonly product: string;
  readonly device: string;
  /** Corrected time. */
  readonly now: EpochSeconds;
  /** `iat` of the last lease; null: none. */
  readonly notBefore: EpochSeconds | null;
};

/** A proof counts this many seconds around corrected time. */
const PROOF_WINDOW = 300;

/**
 * Verifies the proof of a denial: site key, own vendor, device and product, `iat` within 300 s of corrected time and not
 * before the last lease's (protocol.md section 5).
 * @throws ProtocolError with a sentence; the denial then counts as no answer
 */
export async function verifyDenial(
  proof: string,
  by: TrustedDelegation,
  frame: DenialFrame,
): Promise<{ readonly code: DenialCode; readonly iat: EpochSeconds }> {
  const { iss, sub, product, code, iat } = await verifyDenialProof(proof, [by.siteKey]);
  if (iss !== frame.vendor || sub !== frame.device || product !== frame.product) {
    throw unproven('The proof of the denial is about another device, product or vendor.');
  }
  if (Math.abs(iat - frame.now) > PROOF_WINDOW) {
    const minutes = Math.round(Math.abs(iat - frame.now) / 60);
    throw unproven(
      `The server denied with ${code}, but its time and this device's are ${minutes} minutes apart: set the clock.`,
    );
  }
  if (frame.notBefore !== null && iat < frame.notBefore)
    throw unproven('The proof of the denial is older than the last lease.');
  return { code: code as DenialCode, iat };
}

/** The latest `until` to which the delegation covers the item; every feature must be covered as long as the item says. */
function grantEnd(item: LeasePayload['items'][number], delegation: Delegation): EpochSeconds {
  const grants = delegation.grants.filter(({ product, until }) => product === item.product && until >= item.until);
  if (grants.length === 0) throw refused('items', 'The lease is beyond what the vendor lets the site grant.');
  let end = Math.max(...grants.map(({ until }) => until));
  for (const feature of item.features) {
    const ends = grants.filter(({ features }) => features.includes(feature)).map(({ until }) => until);
    if (ends.length === 0)
      throw refused('items', 'The lease has a feature that the vendor does not let the site grant.');
    end = Math.min(end, Math.max(...ends));
  }
  return end;
}

async function findDelegation(text: string, vendorKeys: readonly TrustedKey[]): Promise<TrustedDelegation | null> {
  try {
    const { delegation, siteKey } = await verifyDelegation(text, vendorKeys);
    return { text, delegation, siteKey };
  } catch (error) {
    if (error instanceof ProtocolError) return null;
    throw error;
  }
}

function refused(field: string, detail: string): ProtocolError {
  return new ProtocolError('lease_invalid', { field, detail });
}

function unproven(detail: string): ProtocolError {
  return new ProtocolError('unreachable', { detail });
}

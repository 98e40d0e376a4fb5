import { type VendorCard, verifyCard } from '../../protocol/card.ts';
import { ProtocolError } from '../../protocol/error.ts';
import type { TrustedKey } from '../../protocol/jwk.ts';
import type { VendorRow } from '../store/configuration-tables.ts';

/** A card whose signature holds and that is newer than what is known of its vendor. */
export type NewCard = {
  readonly card: VendorCard;
  readonly text: string;
  readonly signing: readonly TrustedKey[];
  readonly sealing: readonly TrustedKey[];
  /** The vendor's first card here: it is trusted because somebody imports it. */
  readonly first: boolean;
  /** Of the key that signed it. */
  readonly thumbprint: string;
};

/** What a card turned out to be. */
export type JudgedCard =
  | { readonly outcome: 'new'; readonly card: NewCard }
  | { readonly outcome: 'known' }
  | { readonly outcome: 'stale' };

/** What of a known vendor decides about a card. */
export type KnownKeys = Pick<VendorRow, 'card' | 'cardIat' | 'signing'>;

/**
 * Judges a vendor card (protocol.md section 2): the first one by its own first key; a later one by a key that is trusted
 * already, with a later `iat`.
 * @param known null: nothing of the vendor is known here
 * @throws ProtocolError `signature_invalid`, or `malformed` when it is no card
 */
export async function judgeCard(
  text: string,
  known: KnownKeys | null,
  malformed: 'file_unknown' | 'license_malformed' = 'file_unknown',
): Promise<JudgedCard> {
  if (known?.card === text) return { outcome: 'known' };
  const verified = await verifyCard(text, known?.signing ?? null, malformed);
  if (known !== null && verified.card.iat <= known.cardIat) return { outcome: 'stale' };
  const { card, signing, sealing, signer } = verified;
  return {
    outcome: 'new',
    card: { card, text, signing, sealing, first: known === null, thumbprint: signer.thumbprint },
  };
}

/** The vendor's row with a newer card: from now on exactly the keys of that card are trusted. */
export function withCard(
  row: VendorRow | undefined,
  { card, text, signing, sealing, thumbprint }: NewCard,
  now: number,
): VendorRow {
  const keys = { card: text, cardIat: card.iat, name: card.name, signing, sealing };
  if (row !== undefined) return { ...row, ...keys };
  return {
    ...keys,
    vendor: card.iss,
    firstThumbprint: thumbprint,
    addedAt: now,
    locked: false,
    lockIat: 0,
    statements: {},
    acknowledgedAt: now,
    ackIat: 0,
    termOffset: 0,
  };
}

/** The vendor that a file names, before anything in it is trusted. @throws ProtocolError `malformed` */
export function vendorOf(
  payload: Readonly<Record<string, unknown>>,
  malformed: 'file_unknown' | 'license_malformed',
): string {
  const { iss } = payload;
  if (typeof iss === 'string') return iss;
  throw new ProtocolError(malformed, { field: 'iss', detail: 'The file does not name its vendor.' });
}

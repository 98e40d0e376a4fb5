import { VENDOR_CARD_TYP } from '../../protocol/card.ts';
import { parseToken } from '../../protocol/token.ts';
import type { Deps } from '../deps.ts';
import { type ImportResult, told } from '../gap/import-result.ts';
import { judgeCard, type NewCard, vendorOf, withCard } from '../gap/vendor-keys.ts';
import { Refusal } from '../http/problem.ts';
import type { Tx } from '../store/tx.ts';

export type CardResult = ImportResult & {
  readonly kind: 'vendor-card';
  readonly name: string;
  /** Of the key that signed the card, to compare with what the vendor says on the telephone. */
  readonly thumbprint: string;
};

/** A card, verified before the unit of work begins. */
export async function prepareCard(
  deps: Pick<Deps, 'snapshot'>,
  text: string,
): Promise<(tx: Tx, actor: string) => Promise<CardResult>> {
  const vendor = vendorOf(parseToken(text, VENDOR_CARD_TYP).payload, 'file_unknown');
  const known = deps.snapshot.current.vendors.get(vendor);
  const judged = await judgeCard(text, known ?? null);
  if (judged.outcome === 'stale') throw new Refusal('card_stale');
  if (judged.outcome === 'known') {
    const name = known?.name ?? vendor;
    const thumbprint = known?.signing[0]?.thumbprint ?? '';
    const summary = `The card of ${name} is already imported; nothing changed.`;
    return async () => ({
      kind: 'vendor-card',
      already: true,
      summary,
      vendor,
      vendorName: name,
      name,
      thumbprint,
      changes: [],
    });
  }
  const { card } = judged;
  return async (tx, actor) => {
    const change = await putCard(tx, { card, actor });
    const { name } = card.card;
    const { thumbprint } = card;
    const names = { vendor, vendorName: name, name };
    return { kind: 'vendor-card', already: false, summary: change.text, ...names, thumbprint, changes: [change] };
  };
}

/** Trusts the keys of a card from now on, and records its thumbprint in the ledger. */
export async function putCard(tx: Tx, { card, actor }: { readonly card: NewCard; readonly actor: string }) {
  const row = withCard(await tx.vendors.find(card.card.iss), card, tx.time.now);
  await tx.vendors.put(row);
  const { vendor } = row;
  const { thumbprint, first } = card;
  const data = { vendor, thumbprint, iat: card.card.iat, first };
  await tx.ledger.append({ kind: 'card-imported', actor, data });
  return first
    ? told(
        'card-trusted',
        thumbprint,
        `The vendor ${row.name} (${vendor}) is trusted from now on; compare the thumbprint ${thumbprint} with the vendor's.`,
      )
    : told(
        'card-renewed',
        thumbprint,
        `The card of ${row.name} (${vendor}) was renewed, signed by a key that was trusted.`,
      );
}

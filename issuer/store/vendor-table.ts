import type { EpochSeconds } from '../../licensing/time.ts';
import type { PublicKey, TrustedKey } from '../../protocol/jwk.ts';
import type { Connection } from './connection.ts';

/** Who this folder belongs to, with the card that is handed out now. */
export type VendorRecord = {
  readonly id: string;
  readonly name: string;
  readonly contact: string | null;
  /** The newest vendor card, a JWS, and its `iat`. */
  readonly card: string;
  readonly cardAt: EpochSeconds;
};

/** The public part of a key of this vendor. */
export type VendorKey = TrustedKey & { readonly use: 'sig' | 'enc'; readonly addedAt: EpochSeconds };

/** The vendor itself, its keys in the order in which they were made, and its counters. */
export function vendorTable(db: Connection) {
  const find = db.prepare<[], VendorRecord>('SELECT id, name, contact, card, card_at AS cardAt FROM vendor');
  const insert = db.prepare(
    'INSERT INTO vendor (one, id, name, contact, created_at, card, card_at) VALUES (1, ?, ?, ?, ?, ?, ?)',
  );
  const updateCard = db.prepare('UPDATE vendor SET card = ?, card_at = ?');
  const listKeys = db.prepare<[], KeyRow>(
    'SELECT thumbprint, use, jwk, added_at AS addedAt FROM vendor_key ORDER BY position',
  );
  const insertKey = db.prepare('INSERT INTO vendor_key (thumbprint, use, jwk, added_at) VALUES (?, ?, ?, ?)');
  const nextNumber = db.prepare<[string], { value: number }>(
    'INSERT INTO counter (name, value) VALUES (?, 1) ON CONFLICT DO UPDATE SET value = value + 1 RETURNING value',
  );

  return {
    /** Null in a folder whose making was interrupted. */
    find: (): VendorRecord | null => find.get() ?? null,
    insert: ({ id, name, contact, card, cardAt }: VendorRecord): void => {
      insert.run(id, name, contact, cardAt, card, cardAt);
    },
    updateCard: (card: string, at: EpochSeconds): void => {
      updateCard.run(card, at);
    },
    /** Oldest first. */
    listKeys: (): VendorKey[] => listKeys.all().map((row) => ({ ...row, jwk: JSON.parse(row.jwk) as PublicKey })),
    insertKey: ({ thumbprint, use, jwk, addedAt }: VendorKey): void => {
      insertKey.run(thumbprint, use, JSON.stringify(jwk), addedAt);
    },
    /** 1, 2, 3 … per name. */
    nextNumber: (name: string): number => nextNumber.get(name)?.value ?? 1,
  };
}

type KeyRow = Omit<VendorKey, 'jwk'> & { readonly jwk: string };

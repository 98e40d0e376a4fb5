import { existsSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { EpochSeconds } from '../../licensing/time.ts';
import { VENDOR_CARD_TYP, verifyCard } from '../../protocol/card.ts';
import { onFile } from '../files/file-error.ts';
import { Refusal } from '../refusal.ts';
import { openStore, type Store } from '../store/store.ts';
import type { VendorKey, VendorRecord } from '../store/vendor-table.ts';
import { type SigningKey, signToken } from './signing.ts';
import { type KeyPlace, makeVendorKey, readSigningKey } from './vendor-keys.ts';

/** The folder with everything of one vendor: the database, and under `keys` the private keys. */
export type VendorFolder = KeyPlace & {
  readonly store: Store;
  readonly vendor: VendorRecord;
  /** Oldest first. */
  readonly signing: readonly VendorKey[];
  readonly sealing: readonly VendorKey[];
};

/** Who a new folder is for. */
export type NewVendor = { readonly id: string; readonly name: string; readonly contact: string | null };

/**
 * Makes the folder of a new vendor: a signing key, a sealing key and the first card.
 * @throws Refusal `request_conflict` when the folder already is a vendor's
 */
export async function initVendorFolder(place: KeyPlace, who: NewVendor, now: EpochSeconds): Promise<VendorFolder> {
  await onFile(place.dir, async () => {
    if (!existsSync(place.dir)) await mkdir(place.dir, { recursive: true, mode: 0o700 });
    await mkdir(join(place.dir, 'keys'), { recursive: true, mode: 0o700 });
    // SQLite gives the files beside a database its permissions, so they are set before it is opened.
    await (await open(databasePath(place.dir), 'a', 0o600)).close();
  });
  const store = openStore(databasePath(place.dir));
  try {
    if (store.vendor.find() !== null) throw taken(place.dir);
    const signing = await makeVendorKey('sig', place, now);
    const sealing = await makeVendorKey('enc', place, now);
    const signer = await readSigningKey(place, signing);
    const card = await makeCard({ who, keys: [signing, sealing], signer, at: now });
    store.transact(() => {
      if (store.vendor.find() !== null) throw taken(place.dir);
      store.vendor.insertKey(signing);
      store.vendor.insertKey(sealing);
      store.vendor.insert({ ...who, card, cardAt: now });
    });
    return folderOf(place, store);
  } catch (error) {
    store.close();
    throw error;
  }
}

/** Opens the folder of a vendor; its keys stay closed until they are needed. @throws Refusal `not_found` */
export function openVendorFolder(place: KeyPlace): VendorFolder {
  if (!existsSync(databasePath(place.dir))) throw notMade(place.dir);
  const store = openStore(databasePath(place.dir));
  try {
    return folderOf(place, store);
  } catch (error) {
    store.close();
    throw error;
  }
}

/**
 * Makes a new signing key and a card that names it. The card is signed by the oldest key, which stands first in it: so
 * every site accepts it, whichever card of this vendor it knows, and also a site that knows none.
 */
export async function rotateSigningKey(folder: VendorFolder, now: EpochSeconds): Promise<VendorFolder> {
  const { store, vendor } = folder;
  const signer = await readOldestKey(folder);
  const added = await makeVendorKey('sig', folder, now);
  const at = Math.max(now, vendor.cardAt + 1);
  const card = await makeCard({ who: vendor, keys: [...folder.signing, added, ...folder.sealing], signer, at });
  store.transact(() => {
    if (store.vendor.find()?.cardAt !== vendor.cardAt) {
      throw new Refusal('overloaded', {
        sentence: 'Another command made a new key meanwhile.',
        next: 'Try again if you want one more.',
      });
    }
    store.vendor.insertKey(added);
    store.vendor.updateCard(card, at);
  });
  return folderOf(folder, store);
}

/** The private part of the oldest signing key: every card of the vendor names it, so every site trusts it. */
export function readOldestKey(folder: VendorFolder): Promise<SigningKey> {
  const oldest = folder.signing[0];
  if (oldest === undefined) throw notMade(folder.dir);
  return readSigningKey(folder, oldest);
}

function folderOf({ dir, passphrase }: KeyPlace, store: Store): VendorFolder {
  const vendor = store.vendor.find();
  if (vendor === null) throw notMade(dir);
  const keys = store.vendor.listKeys();
  const signing = keys.filter((key) => key.use === 'sig');
  return { dir, passphrase, store, vendor, signing, sealing: keys.filter((key) => key.use === 'enc') };
}

type CardFacts = {
  readonly who: NewVendor;
  /** Signing keys first, oldest first. */
  readonly keys: readonly VendorKey[];
  readonly signer: SigningKey;
  readonly at: EpochSeconds;
};

async function makeCard({ who, keys, signer, at }: CardFacts): Promise<string> {
  const jwks = { keys: keys.map(({ jwk, use }) => ({ ...jwk, use })) };
  const payload = { iss: who.id, name: who.name, iat: at, jwks, contact: who.contact ?? undefined };
  const card = signToken(VENDOR_CARD_TYP, payload, signer);
  await verifyCard(card, null);
  return card;
}

function databasePath(dir: string): string {
  return join(dir, 'issuer.db');
}

function taken(dir: string): Refusal {
  return new Refusal('request_conflict', {
    sentence: `${dir} already is the folder of a vendor.`,
    next: 'Choose another folder; to change keys use: causeway-issuer rotate.',
  });
}

function notMade(dir: string): Refusal {
  return new Refusal('not_found', {
    sentence: `${dir} is not the folder of a vendor.`,
    next: 'Name the folder that causeway-issuer init made.',
  });
}

import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { EpochSeconds } from '../../licensing/time.ts';
import { writeFileAtomic } from '../atomic-file.ts';
import { asStorageError, errnoOf } from '../storage-error.ts';
import { IdentityError } from './identity-error.ts';
import { encodeIdentityFile, type IdentityRecord, parseIdentityFile } from './identity-file.ts';
import { createSiteKey, keyRecordOf, openSiteKey, type SiteKey } from './site-key.ts';

/** The name of the file in the data folder that holds the site's identity. */
export const IDENTITY_FILE = 'identity.json';

/**
 * The identity of this installation: its UUID, the key that signs, and every key it ever had. The previous keys keep
 * their private part: a delegation issued before a key change names the old key, and leases under it are signed with
 * that one until the vendor has answered the new activation request. `leaseSecret` (32 bytes) is for lease ids.
 */
export type SiteIdentity = {
  readonly site: string;
  readonly made: EpochSeconds;
  readonly current: SiteKey;
  /** Oldest first. */
  readonly previous: readonly SiteKey[];
  readonly leaseSecret: Buffer;
  /** Whether the file is sealed by a passphrase. */
  readonly sealed: boolean;
};

/** `passphrase` is the value of CAUSEWAY_PASSPHRASE, when it is set. */
export type IdentityOptions = { readonly passphrase?: string | undefined };

/** Whether `folder` holds an identity, in whatever condition. */
export async function hasIdentity(folder: string): Promise<boolean> {
  try {
    await stat(join(folder, IDENTITY_FILE));
    return true;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false;
    throw asStorageError(error, join(folder, IDENTITY_FILE));
  }
}

/**
 * Makes a new site: UUID, Ed25519 key and secret, in `identity.json` (0600) of `folder`, which is made when missing.
 * Throws StorageError, with reason `exists` when the folder has an identity: that one is never replaced.
 */
export async function createIdentity(
  folder: string,
  options: IdentityOptions & { readonly now: EpochSeconds },
): Promise<SiteIdentity> {
  const identity: SiteIdentity = {
    site: randomUUID(),
    made: options.now,
    current: createSiteKey(options.now),
    previous: [],
    leaseSecret: randomBytes(32),
    sealed: isSealing(options),
  };
  await store(folder, identity, options, false);
  return identity;
}

/** Opens the identity of `folder`. Throws IdentityError when it is missing, damaged or sealed by another passphrase. */
export async function openIdentity(folder: string, options: IdentityOptions = {}): Promise<SiteIdentity> {
  const path = join(folder, IDENTITY_FILE);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (errnoOf(error) !== 'ENOENT') throw asStorageError(error, path);
    throw new IdentityError(
      'not_found',
      `There is no site identity in ${folder}. Check the data folder, or bring the site back with "causeway restore".`,
    );
  });
  const identity = await openIdentityText(text, options);
  await keepToOwner(path);
  return identity;
}

/** Reads an identity from the text of its file, such as a backup carries it. Throws IdentityError. */
export async function openIdentityText(text: string, options: IdentityOptions = {}): Promise<SiteIdentity> {
  const { record, sealed } = await parseIdentityFile(text, passphraseOf(options));
  const [current, ...previous] = [record.current, ...record.previous].map(openSiteKey);
  return {
    site: record.site,
    made: record.made,
    current: current as SiteKey,
    previous,
    leaseSecret: Buffer.from(record.leaseSecret, 'base64url'),
    sealed,
  };
}

/**
 * Gives the site a new signing key and keeps the old one (`activate --new-keys`). Which key signs for a vendor is
 * decided by that vendor's newest delegation, see `findSiteKey`.
 */
export async function rotateSiteKey(
  folder: string,
  options: IdentityOptions & { readonly now: EpochSeconds },
): Promise<SiteIdentity> {
  const old = await openIdentity(folder, options);
  const identity = { ...old, current: createSiteKey(options.now), previous: [...old.previous, old.current] };
  await store(folder, identity, old.sealed ? options : {}, true);
  return identity;
}

/** Every key this site ever had, the current one first: a lease by any of them is proof. */
export function listSiteKeys(identity: SiteIdentity): readonly SiteKey[] {
  return [identity.current, ...identity.previous.toReversed()];
}

/** The key of this site with that RFC 7638 thumbprint. */
export function findSiteKey(identity: SiteIdentity, thumbprint: string): SiteKey | undefined {
  return listSiteKeys(identity).find((key) => key.thumbprint === thumbprint);
}

/** Seals the identity file by a passphrase, or by another one; without `next` it is stored in clear (0600) again. */
export async function changePassphrase(
  folder: string,
  { passphrase, next }: IdentityOptions & { readonly next?: string | undefined },
): Promise<SiteIdentity> {
  const identity = await openIdentity(folder, { passphrase });
  await store(folder, identity, { passphrase: next }, true);
  return { ...identity, sealed: isSealing({ passphrase: next }) };
}

/** The text of an identity file in clear, for a backup, which is sealed to the recovery key as a whole. */
export function encodeIdentity(identity: SiteIdentity): Promise<string> {
  return encodeIdentityFile(recordOf(identity), undefined);
}

/** Puts an identity that came out of a backup into `folder`, in place of the one that may be there. */
export function restoreIdentity(folder: string, identity: SiteIdentity, options: IdentityOptions = {}): Promise<void> {
  return store(folder, identity, options, true);
}

async function store(
  folder: string,
  identity: SiteIdentity,
  options: IdentityOptions,
  replace: boolean,
): Promise<void> {
  const text = await encodeIdentityFile(recordOf(identity), passphraseOf(options));
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw asStorageError(error, folder);
  });
  await writeFileAtomic(join(folder, IDENTITY_FILE), text, { mode: 0o600, readBack: true, replace });
}

function recordOf({ site, made, current, previous, leaseSecret }: SiteIdentity): IdentityRecord {
  return {
    site,
    made,
    current: keyRecordOf(current),
    previous: previous.map(keyRecordOf),
    leaseSecret: leaseSecret.toString('base64url'),
  };
}

/** An empty variable is no passphrase. */
function passphraseOf({ passphrase }: IdentityOptions): string | undefined {
  return passphrase === '' ? undefined : passphrase;
}

function isSealing(options: IdentityOptions): boolean {
  return passphraseOf(options) !== undefined;
}

/** A data folder that was copied by hand may have lost the permissions of its files. */
async function keepToOwner(path: string): Promise<void> {
  if (process.platform !== 'win32') await chmod(path, 0o600).catch(() => undefined);
}

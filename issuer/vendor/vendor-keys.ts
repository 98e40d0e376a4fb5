import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import type { EpochSeconds } from '../../licensing/time.ts';
import { parseSealingKey, parseSigningKey, trustedKey } from '../../protocol/jwk.ts';
import type { VendorKey } from '../store/vendor-table.ts';
import { type PrivateJwk, readKeyFile, writeKeyFile } from './key-file.ts';
import type { SigningKey } from './signing.ts';

/** Where the key files of a vendor folder are and what opens them. */
export type KeyPlace = { readonly dir: string; readonly passphrase: string | null };

/** Makes an Ed25519 key that signs, or a P-256 key to which sites seal their bundles, and writes its file. */
export async function makeVendorKey(use: VendorKey['use'], place: KeyPlace, now: EpochSeconds): Promise<VendorKey> {
  const pair = use === 'sig' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = { ...pair.privateKey.export({ format: 'jwk' }), use } as PrivateJwk;
  const { d, ...members } = jwk;
  const key = await trustedKey(use === 'sig' ? parseSigningKey(members) : parseSealingKey(members));
  await writeKeyFile(keyPath(place, key.thumbprint), { ...key.jwk, d }, place.passphrase);
  return { ...key, use, addedAt: now };
}

/** Reads the private part of one of the vendor's signing keys. @throws Refusal */
export async function readSigningKey(place: KeyPlace, { thumbprint }: VendorKey): Promise<SigningKey> {
  return { thumbprint, privateKey: await readKeyFile(keyPath(place, thumbprint), place.passphrase) };
}

/** Reads the private part of a sealing key. @throws Refusal */
export async function readSealingKey(place: KeyPlace, { thumbprint }: VendorKey) {
  return { thumbprint, privateKey: await readKeyFile(keyPath(place, thumbprint), place.passphrase) };
}

function keyPath({ dir }: KeyPlace, thumbprint: string): string {
  return join(dir, 'keys', `${thumbprint}.json`);
}

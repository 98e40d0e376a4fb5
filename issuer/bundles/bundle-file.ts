import { BUNDLE_TYP, type BundleToken, readBundleToken, verifyBundleToken } from '../../protocol/bundle.ts';
import { ProtocolError } from '../../protocol/error.ts';
import { recognizeFile } from '../../protocol/file.ts';
import { unwrapText } from '../../protocol/token.ts';
import { Refusal } from '../refusal.ts';
import type { Store } from '../store/store.ts';
import { openBundle, type SealingKey } from './bundle-opening.ts';

/** What opens and judges a bundle. */
export type BundleReader = { readonly vendor: string; readonly store: Store; readonly keys: readonly SealingKey[] };

/**
 * Opens a sync bundle and verifies that a known site made it for this vendor. Its lines and its place in the chain are
 * *not* looked at.
 * @throws Refusal or ProtocolError, as `openBundleFile` and `verifyBundle`
 */
export async function verifyBundleFile(content: Uint8Array, reader: BundleReader): Promise<BundleToken> {
  return verifyBundle(await openBundleFile(content, reader.keys), reader);
}

/**
 * Opens the seal of a bundle file; who signed what is in it is *not* checked.
 * @throws Refusal or ProtocolError `file_unknown`, `too_large`, `bundle_edited`, `bundle_foreign`
 */
export async function openBundleFile(content: Uint8Array, keys: readonly SealingKey[]): Promise<string> {
  return openBundle(await sealedTextOf(content), keys);
}

/**
 * Verifies the JWS of a bundle: for this vendor, by a key of a known site.
 * @throws Refusal or ProtocolError `bundle_edited`, `bundle_foreign`, `site_unknown`, `site_conflict`
 */
export async function verifyBundle(jws: string, { vendor, store }: Omit<BundleReader, 'keys'>): Promise<BundleToken> {
  const { iss, aud } = await readBundleToken(jws);
  if (aud !== vendor) throw new Refusal('bundle_foreign', { sentence: `The bundle is for the vendor ${aud}.` });
  if (store.sites.find(iss) === null) {
    throw new Refusal('site_unknown', { sentence: `No license file was ever issued to the site ${iss}.` });
  }
  return verifyBundleToken(jws, store.sites.listKeys(iss));
}

/** Whether the file is a sync bundle by its content; nothing about it is verified. */
export async function isBundle(content: Uint8Array): Promise<boolean> {
  const kind = await recognizeFile(content).then(
    (file) => file.kind,
    () => null,
  );
  return kind === 'sync-bundle';
}

async function sealedTextOf(content: Uint8Array): Promise<string> {
  const file = await recognizeFile(content).catch((error: unknown) => {
    const unknown = error instanceof ProtocolError && error.code === 'file_unknown';
    // A JWE has five parts, which nothing else that travels has: it was a bundle before its head was damaged.
    if (!unknown || unwrapText(Buffer.from(content).toString('latin1')).split('.').length !== 5) throw error;
    throw new Refusal('bundle_edited', { sentence: 'The head of the bundle is damaged.', cause: error });
  });
  if (file.kind === 'sync-bundle') return file.text;
  throw new Refusal('file_unknown', {
    sentence: `This is not a sync bundle (${BUNDLE_TYP}) but another file: ${file.kind}.`,
  });
}

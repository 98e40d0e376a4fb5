import { findBytes } from '../../protocol/base64url.ts';
import { BUNDLE_TYP, type BundleToken, verifyBundleToken } from '../../protocol/bundle.ts';
import { ProtocolError } from '../../protocol/error.ts';
import { recognizeFile } from '../../protocol/file.ts';
import { findJsonObject } from '../../protocol/json.ts';
import { unwrapText } from '../../protocol/token.ts';
import { readInputFile } from '../files/input-file.ts';
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
export async function verifyBundleFile(file: string, reader: BundleReader): Promise<BundleToken> {
  return verifyBundle(await openBundleFile(await readInputFile(file), reader.keys), reader);
}

/**
 * Opens the seal of a bundle file; who signed what is in it is *not* checked.
 * @throws Refusal or ProtocolError `file_unknown`, `too_large`, `bundle_edited`, `bundle_foreign`
 */
export async function openBundleFile(content: Buffer, keys: readonly SealingKey[]): Promise<string> {
  const text = withoutLineEnd(content);
  return openBundle(looksSealed(text) ? text : await sealedTextOf(content), keys);
}

/**
 * Verifies the JWS of a bundle: for this vendor, by a key of a known site.
 * @throws Refusal or ProtocolError `bundle_edited`, `bundle_foreign`, `site_unknown`, `site_conflict`
 */
export async function verifyBundle(jws: string, { vendor, store }: Omit<BundleReader, 'keys'>): Promise<BundleToken> {
  const { iss, aud } = addressOf(jws);
  if (aud !== vendor) throw new Refusal('bundle_foreign', { sentence: `The bundle is for the vendor ${aud}.` });
  if (store.sites.find(iss) === null) {
    throw new Refusal('site_unknown', { sentence: `No license file was ever issued to the site ${iss}.` });
  }
  return verifyBundleToken(jws, store.sites.listKeys(iss)).catch((error: unknown) => {
    // It is no token of the one form that sites sign: its head was changed.
    throw error instanceof ProtocolError && error.code === 'signature_invalid' ? damagedInside(error) : error;
  });
}

/** Whether the file is a sync bundle by its content; nothing about it is verified. */
export async function isBundle(content: Uint8Array): Promise<boolean> {
  const kind = await recognizeFile(content).then(
    (file) => file.kind,
    () => null,
  );
  return kind === 'sync-bundle';
}

/** From whom to whom, before the whole is read and verified: a bundle may be large. */
function addressOf(jws: string): { readonly iss: string; readonly aud: string } {
  const header = findJsonObject(findBytes(jws.slice(0, Math.max(0, jws.indexOf('.')))));
  const { iss, aud } = header ?? {};
  if (typeof iss === 'string' && typeof aud === 'string') return { iss, aud };
  throw damagedInside();
}

function damagedInside(cause?: unknown): Refusal {
  return new Refusal('bundle_edited', { sentence: 'What was sealed in the bundle is damaged.', cause });
}

function withoutLineEnd(content: Buffer): Buffer {
  let end = content.length;
  while (end > 0 && (content[end - 1] === 0x0a || content[end - 1] === 0x0d)) end -= 1;
  return content.subarray(0, end);
}

/**
 * Whether this is the text of a compact JWE and nothing else, as it is when nobody pasted or wrapped it. A JWE has five
 * parts, which nothing else that travels has, so it is a bundle even when its head is damaged.
 */
function looksSealed(content: Buffer): boolean {
  let dots = 0;
  for (const byte of content) {
    if (byte === DOT) dots += 1;
    else if (!inBase64url(byte)) return false;
  }
  return dots === 4;
}

const DOT = 0x2e;

function inBase64url(byte: number): boolean {
  const letter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
  return letter || (byte >= 0x30 && byte <= 0x39) || byte === 0x2d || byte === 0x5f;
}

/** The sealed text in a file, without what copying added to it. */
async function sealedTextOf(content: Buffer): Promise<Buffer> {
  const file = await recognizeFile(content).catch((error: unknown) => {
    const tidy = Buffer.from(unwrapText(content.toString('latin1')), 'latin1');
    const unknown = error instanceof ProtocolError && error.code === 'file_unknown';
    if (unknown && looksSealed(tidy)) return { kind: 'sync-bundle' as const, text: tidy.toString('latin1') };
    throw error;
  });
  if (file.kind === 'sync-bundle') return Buffer.from(file.text, 'latin1');
  const sentence = `This is not a sync bundle (${BUNDLE_TYP}) but another file: ${file.kind}.`;
  throw new Refusal('file_unknown', { sentence });
}

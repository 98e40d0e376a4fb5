import { type BundleHeader, readBundleLines, readBundleToken } from '../../protocol/bundle.ts';
import { openBundleFile, verifyBundle } from '../bundles/bundle-file.ts';
import type { VendorFolder } from '../vendor/vendor-folder.ts';
import { readSealingKey } from '../vendor/vendor-keys.ts';
import { describe, type FileDescription, unlessForged } from './description.ts';

/**
 * Opens a sync bundle of this vendor, verifies it and counts its lines; without the vendor's folder it stays sealed. Nothing
 * is booked.
 * @throws Refusal or ProtocolError when it cannot be opened or read
 */
export async function describeBundle(content: Buffer, folder: VendorFolder | null): Promise<FileDescription> {
  if (folder === null) {
    const why = 'it is sealed, and only its vendor can open it; name the vendor folder with --dir';
    return describe('sync-bundle', { verified: false, why, content: { bytes: content.length } });
  }
  const keys = await Promise.all(folder.sealing.map((key) => readSealingKey(folder, key)));
  const jws = await openBundleFile(content, keys);
  const verified = await unlessForged(() => verifyBundle(jws, { vendor: folder.vendor.id, store: folder.store }));
  const { packed, digest } = verified ?? (await readBundleToken(jws));
  return describe('sync-bundle', {
    verified: verified !== null,
    by: 'a key of a site of this vendor folder',
    why: 'the site is not known, or not with this key',
    content: { ...(await contentOf(packed)), digest },
  });
}

async function contentOf(packed: Uint8Array): Promise<object> {
  const lines: Record<string, number> = {};
  let header: BundleHeader | null = null;
  for await (const line of readBundleLines(packed)) {
    if (line.t === 'header') header = line;
    lines[line.t] = (lines[line.t] ?? 0) + 1;
  }
  return { ...header, lines };
}

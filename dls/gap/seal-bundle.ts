import { createHash, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createGzip } from 'node:zlib';
import { BUNDLE_TYP } from '../../protocol/bundle.ts';
import type { PublicKey } from '../../protocol/jwk.ts';
import { createSigner } from '../identity/sign.ts';
import { sealJwe } from './seal-jwe.ts';

/** Keys and names around the lines of a bundle. */
export type BundleEnvelope = {
  readonly site: string;
  readonly vendor: string;
  readonly signing: { readonly kid: string; readonly privateKey: KeyObject };
  /** The vendor's sealing key. */
  readonly sealing: PublicKey;
};

export type SealedBundle = {
  /** base64url SHA-256 of the JWS inside. */
  readonly digest: string;
  /** Compact JWE. */
  readonly text: string;
};

/** Packs NDJSON as it comes, so that only the packed bytes are held. */
export async function packLines(lines: Iterable<string>): Promise<Buffer> {
  const gzip = createGzip({ level: 6, memLevel: 9 });
  const packed: Buffer[] = [];
  gzip.on('data', (piece: Buffer) => void packed.push(piece));
  const ended = once(gzip, 'end');
  let text = '';
  for (const line of lines) {
    text += `${line}\n`;
    if (text.length < 65_536) continue;
    if (!gzip.write(text)) await once(gzip, 'drain');
    text = '';
  }
  gzip.end(text);
  await ended;
  return Buffer.concat(packed);
}

/** Signs the packed lines with the site's key and seals them to the vendor (protocol.md section 7). */
export async function sealBundle(
  packed: Buffer,
  { site, vendor, signing, sealing }: BundleEnvelope,
): Promise<SealedBundle> {
  const token = await createSigner(signing, { iss: site, aud: vendor }).sign(BUNDLE_TYP, packed);
  const bytes = Buffer.from(token, 'latin1');
  const digest = createHash('sha256').update(bytes).digest('base64url');
  return { digest, text: await sealJwe(bytes, sealing, BUNDLE_TYP) };
}

import type { BundleHeader, BundleLine } from './bundle-line.ts';
import * as lines from './bundle-line.ts';
import type { Code } from './codes.ts';
import { digestOf } from './digest.ts';
import { ProtocolError } from './error.ts';
import { inflate, MAX_UNPACKED_BYTES } from './inflate.ts';
import { kidOf, type TrustedKey } from './jwk.ts';
import { type ShapeReader, shapeReader, UUID_PATTERN, VENDOR_ID_PATTERN, wrongField } from './shape.ts';
import { parseRawToken, type RawToken, verifySignature } from './token.ts';

export type {
  BundleDenial,
  BundleDevice,
  BundleEnd,
  BundleEvent,
  BundleHeader,
  BundleItem,
  BundleLine,
  BundleUsage,
} from './bundle-line.ts';

export const BUNDLE_TYP = 'sync+jws';

/** Most lines of one bundle; more become consecutive bundles. */
export const MAX_BUNDLE_LINES = 500_000;

/** What the JWS of a bundle says around its lines. */
export type BundleToken = {
  /** Site UUID. */
  readonly iss: string;
  /** Vendor id. */
  readonly aud: string;
  readonly kid: string | null;
  /** gzip of NDJSON, which `readBundleLines` reads. */
  readonly packed: Uint8Array<ArrayBuffer>;
  /** SHA-256 of the JWS: what `prev` of the next bundle and `digest` of an acknowledgement name. */
  readonly digest: string;
};

/**
 * Reads the JWS that was sealed in a sync bundle, without checking its signature: enough to find the site's keys.
 * @throws ProtocolError `bundle_edited`
 */
export async function readBundleToken(text: string): Promise<BundleToken> {
  return bundleTokenOf(parseRawToken(text, BUNDLE_TYP, 'bundle_edited'), text);
}

/**
 * Verifies the JWS that was sealed in a sync bundle by the keys of the site it names. Its lines and its place in the chain
 * are *not* checked here.
 * @throws ProtocolError `bundle_edited`, or `site_conflict` when it was made with none of the keys
 */
export async function verifyBundleToken(text: string, siteKeys: readonly TrustedKey[]): Promise<BundleToken> {
  const token = parseRawToken(text, BUNDLE_TYP, 'bundle_edited');
  const bundle = await bundleTokenOf(token, text);
  const known = siteKeys.some((key) => token.kid === null || kidOf(key.thumbprint) === token.kid);
  if (!known) throw new ProtocolError('site_conflict');
  try {
    await verifySignature(token, siteKeys);
  } catch (cause) {
    throw cause instanceof ProtocolError ? new ProtocolError('bundle_edited', { cause }) : cause;
  }
  return bundle;
}

/**
 * Reads the lines of a bundle one by one: `header` first, `end` last with the number of lines, no more than 500 000 lines
 * and 1 GiB in between.
 * @throws ProtocolError `bundle_edited` with `field` such as `lines[2].count`, or `too_large`
 */
export async function* readBundleLines(packed: Uint8Array): AsyncGenerator<BundleLine> {
  let count = 0;
  let last: BundleLine | undefined;
  for await (const text of textLines(packed)) {
    count += 1;
    if (count > MAX_BUNDLE_LINES) throw new ProtocolError('too_large', { detail: 'The bundle has too many lines.' });
    const line = parseBundleLine(parseJson(text, count), count);
    if ((line.t === 'header') !== (count === 1) || last?.t === 'end') throw wrongLine(count, 't');
    yield line;
    last = line;
  }
  if (last?.t !== 'end') throw new ProtocolError('bundle_edited', { detail: 'The end of the bundle is missing.' });
  // The spec does not say whether header and end count, so a bundle by another hand may leave them out.
  if (last.lines > count || last.lines < count - 2) throw wrongLine(count, 'lines');
}

/**
 * Reads one line of a bundle, already parsed as JSON.
 * @param lineNumber from 1, for the error
 * @throws ProtocolError `bundle_edited` with `field` such as `lines[2].count`
 */
export function parseBundleLine(value: unknown, lineNumber: number): BundleLine {
  const kind = typeof value === 'object' && value !== null && 't' in value ? value.t : undefined;
  const read = typeof kind === 'string' && Object.hasOwn(READERS, kind) ? READERS[kind as BundleLine['t']] : undefined;
  if (read === undefined) throw wrongLine(lineNumber, 't');
  try {
    return read(value, 'bundle_edited');
  } catch (error) {
    throw error instanceof ProtocolError ? wrongLine(lineNumber, error.field, error.detail) : error;
  }
}

/** The file name of a bundle: `<vendor>-<first 8 of the site UUID>-e<epoch>-<seq, 6 digits>.cwsync`. */
export function bundleFileName(bundle: Pick<BundleHeader, 'vendor' | 'site' | 'epoch' | 'seq'>): string {
  const { vendor, site, epoch, seq } = bundle;
  return `${vendor}-${site.slice(0, 8)}-e${epoch}-${String(seq).padStart(6, '0')}.cwsync`;
}

/** Longest line that is put together, in UTF-16 units. */
const MAX_LINE = 16 * 1024 * 1024;

const READERS: Readonly<Record<BundleLine['t'], ShapeReader<BundleLine>>> = {
  header: shapeReader(lines.BundleHeaderSchema),
  item: shapeReader(lines.BundleItemSchema),
  device: shapeReader(lines.BundleDeviceSchema),
  usage: shapeReader(lines.BundleUsageSchema),
  denial: shapeReader(lines.BundleDenialSchema),
  event: shapeReader(lines.BundleEventSchema),
  end: shapeReader(lines.BundleEndSchema),
};

const SITE = new RegExp(UUID_PATTERN);
const VENDOR = new RegExp(VENDOR_ID_PATTERN);

async function bundleTokenOf(token: RawToken, text: string): Promise<BundleToken> {
  const { iss, aud } = token.header;
  if (typeof iss !== 'string' || !SITE.test(iss)) throw wrongField('bundle_edited', 'iss');
  if (typeof aud !== 'string' || !VENDOR.test(aud)) throw wrongField('bundle_edited', 'aud');
  return { iss, aud, kid: token.kid, packed: token.bytes, digest: await digestOf(text) };
}

async function* textLines(packed: Uint8Array): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const packing = { format: 'gzip', limit: MAX_UNPACKED_BYTES, malformed: 'bundle_edited' } as const;
  let rest = '';
  for await (const piece of inflate(packed, packing)) {
    const text = decode(decoder, piece);
    const end = text.lastIndexOf('\n');
    if (end < 0) rest += text;
    else {
      yield* (rest + text.slice(0, end)).split('\n');
      rest = text.slice(end + 1);
    }
    if (rest.length > MAX_LINE) throw new ProtocolError('too_large', { detail: 'A line of the bundle is too long.' });
  }
  rest += decode(decoder, null);
  if (rest !== '') yield rest;
}

function decode(decoder: TextDecoder, piece: Uint8Array | null): string {
  try {
    return piece === null ? decoder.decode() : decoder.decode(piece, { stream: true });
  } catch (cause) {
    throw new ProtocolError('bundle_edited', { cause });
  }
}

function parseJson(text: string, lineNumber: number): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ProtocolError('bundle_edited', { field: `lines[${lineNumber - 1}]`, cause });
  }
}

function wrongLine(lineNumber: number, field: string | null, detail?: string): ProtocolError {
  const path = `lines[${lineNumber - 1}]`;
  const code: Code = 'bundle_edited';
  return wrongField(code, field === null ? path : `${path}.${field}`, detail);
}

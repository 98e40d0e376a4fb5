import { ACKNOWLEDGEMENT_TYP } from './acknowledgement.ts';
import { ACTIVATION_REQUEST_TYP } from './activation-request.ts';
import { findBytes } from './base64url.ts';
import { BUNDLE_TYP } from './bundle.ts';
import { VENDOR_CARD_TYP } from './card.ts';
import { decodeQr } from './device-file.ts';
import { ProtocolError } from './error.ts';
import { findJsonObject } from './json.ts';
import { LICENSE_TYP } from './license.ts';
import { MAX_FILE_BYTES, unwrapText } from './token.ts';

/** The files that travel (protocol.md section 2). */
export type FileKind =
  | 'vendor-card'
  | 'activation-request'
  | 'license'
  | 'sync-bundle'
  | 'acknowledgement'
  | 'device-request'
  | 'device-lease'
  | 'device-return';

/** A file whose kind was recognized and whose content was not looked at any further. */
export type RecognizedFile = {
  readonly kind: FileKind;
  /** The compact JOSE string without white space, or the JSON text of a device file (of a QR code: unpacked). */
  readonly text: string;
};

/**
 * Recognizes a file by its content, never by its name: a compact JWS by its `typ`, a compact JWE by its `cty`, a device file
 * by its `"typ"`, the text of a QR code by `CW1:`. BOM, white space, line breaks and `>` are tolerated; UTF-16 with a BOM is.
 * Nothing is verified.
 * @throws ProtocolError `file_unknown`, or `too_large` beyond 64 MiB
 */
export async function recognizeFile(content: Uint8Array | string): Promise<RecognizedFile> {
  if (content.length > MAX_FILE_BYTES)
    throw new ProtocolError('too_large', { detail: 'The file is larger than 64 MiB.' });
  const text = typeof content === 'string' ? content : textOf(content);
  const start = text.search(/[^\s\uFEFF>]/);
  if (start < 0) throw unknown();
  if (text[start] === '{') return recognizeDeviceFile(text.slice(start).trimEnd());
  if (text.startsWith('CW1:', start)) return recognizeDeviceFile(await decodeQr(text));
  return recognizeJose(unwrapText(text));
}

const KIND_BY_TYP: ReadonlyMap<unknown, FileKind> = new Map([
  [VENDOR_CARD_TYP, 'vendor-card'],
  [ACTIVATION_REQUEST_TYP, 'activation-request'],
  [LICENSE_TYP, 'license'],
  [ACKNOWLEDGEMENT_TYP, 'acknowledgement'],
]);

const DEVICE_FILES: readonly unknown[] = ['device-request', 'device-lease', 'device-return'];

function recognizeJose(text: string): RecognizedFile {
  const end = text.indexOf('.');
  const header = end > 0 && end <= 8192 ? findJsonObject(findBytes(text.slice(0, end))) : null;
  const kind = header?.cty === BUNDLE_TYP ? 'sync-bundle' : KIND_BY_TYP.get(header?.typ);
  if (kind === undefined) throw unknown();
  return { kind, text };
}

function recognizeDeviceFile(text: string): RecognizedFile {
  const value = findJsonObject(new TextEncoder().encode(text));
  if (value === null || !DEVICE_FILES.includes(value.typ)) throw unknown();
  return { kind: value.typ as FileKind, text };
}

function textOf(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ProtocolError('file_unknown', { cause });
  }
}

function unknown(): ProtocolError {
  return new ProtocolError('file_unknown');
}

import { ProtocolError } from './error.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUES = valuesByCharCode();

/** Writes bytes as unpadded base64url (RFC 4648 section 5). */
export function encodeBase64url(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += CHUNK)
    parts.push(encodeChunk(bytes.subarray(start, start + CHUNK)));
  return parts.join('');
}

/**
 * Reads unpadded, canonical base64url: no padding, no other alphabet, no white space, and the unused bits of the last
 * character are zero, so that every byte string has exactly one spelling.
 * @throws ProtocolError `request_malformed` for any other text
 */
export function decodeBase64url(text: string): Uint8Array<ArrayBuffer> {
  const bytes = findBytes(text);
  if (bytes === null)
    throw new ProtocolError('request_malformed', { detail: 'This is not unpadded, canonical base64url.' });
  return bytes;
}

/** Whether the text is unpadded, canonical base64url. The empty text is. */
export function isBase64url(text: string): boolean {
  return findBytes(text) !== null;
}

/** As `decodeBase64url`, but null for any other text. */
export function findBytes(text: string): Uint8Array<ArrayBuffer> | null {
  const rest = text.length % 4;
  if (rest === 1) return null;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let at = 0;
  let bits = 0;
  let held = 0;
  for (let index = 0; index < text.length; index += 1) {
    const value = VALUES[text.charCodeAt(index)] ?? INVALID;
    if (value === INVALID) return null;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at] = held >> bits;
      at += 1;
    }
  }
  const unused = held & ((1 << bits) - 1);
  return unused === 0 ? bytes : null;
}

const INVALID = 255;

/** A multiple of three, so that chunks can be written one after the other. */
const CHUNK = 3 * 8192;

function valuesByCharCode(): Uint8Array {
  const values = new Uint8Array(128).fill(255);
  for (let value = 0; value < ALPHABET.length; value += 1) values[ALPHABET.charCodeAt(value)] = value;
  return values;
}

function encodeChunk(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const first = bytes[index] ?? 0;
    const second = bytes[index + 1] ?? 0;
    const third = bytes[index + 2] ?? 0;
    text += ALPHABET.charAt(first >> 2) + ALPHABET.charAt(((first & 3) << 4) | (second >> 4));
    if (index + 1 < bytes.length) text += ALPHABET.charAt(((second & 15) << 2) | (third >> 6));
    if (index + 2 < bytes.length) text += ALPHABET.charAt(third & 63);
  }
  return text;
}

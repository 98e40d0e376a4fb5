import { findBytes } from './base64url.ts';
import { sha256 } from './digest.ts';
import { ProtocolError } from './error.ts';

/** 16 bytes as unpadded, canonical base64url: 22 characters, the last one with four unused bits of zero. */
export const DEVICE_KEY_PATTERN = '^[A-Za-z0-9_-]{21}[AQgw]$';

/**
 * Reads a device key: the 16 random bytes that prove that a request is this device's (protocol.md section 1).
 * @throws ProtocolError `request_malformed` at field `device`
 */
export function parseDeviceKey(text: string): Uint8Array<ArrayBuffer> {
  const bytes = typeof text === 'string' && text.length === 22 ? findBytes(text) : null;
  if (bytes?.length === 16) return bytes;
  throw new ProtocolError('request_malformed', {
    field: 'device',
    detail: 'A device key is 16 bytes as 22 characters of base64url.',
  });
}

/**
 * The UUID of the device that holds the key: the first 16 bytes of SHA-256(key bytes) with version 8 and variant bits set
 * (protocol.md section 5).
 * @throws ProtocolError `request_malformed` if the text is not a device key
 */
export async function deviceUuid(key: string): Promise<string> {
  return deviceUuidFromDigest(await sha256(parseDeviceKey(key)));
}

/** The same for a caller that made the SHA-256 of the key's 16 bytes itself, as a busy server does. */
export function deviceUuidFromDigest(sha256OfKeyBytes: Uint8Array): string {
  let hex = '';
  for (let index = 0; index < 16; index += 1) {
    const byte = sha256OfKeyBytes[index] ?? 0;
    const marked = index === 6 ? (byte & 0x0f) | 0x80 : index === 8 ? (byte & 0x3f) | 0x80 : byte;
    hex += HEX[marked];
    if (index === 3 || index === 5 || index === 7 || index === 9) hex += '-';
  }
  return hex;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

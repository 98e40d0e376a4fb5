import { encodeBase64url } from './base64url.ts';

const encoder = new TextEncoder();

/** SHA-256 of the bytes. */
export async function sha256(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
}

/** A digest as files carry it: base64url of SHA-256; a text is taken as UTF-8. */
export async function digestOf(content: string | Uint8Array): Promise<string> {
  return encodeBase64url(await sha256(typeof content === 'string' ? encoder.encode(content) : content));
}

import { encodeBase64url, findBytes } from './base64url.ts';
import type { Code } from './codes.ts';
import { ProtocolError } from './error.ts';
import { findJsonObject } from './json.ts';
import { keyBytes, kidOf, type TrustedKey } from './jwk.ts';
import { checkSignature } from './signature.ts';

export type { TrustedKey } from './jwk.ts';

/** Largest file or token that is looked at: 64 MiB (protocol.md section 2). */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** A compact JWS that was read, and whose signature was not checked. */
export type RawToken = {
  readonly header: Readonly<Record<string, unknown>>;
  /** Selects candidates among the trusted keys; null when the header names none. */
  readonly kid: string | null;
  /** The bytes of the payload. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly signature: Uint8Array<ArrayBuffer>;
  /** The ASCII text that was signed. */
  readonly signingInput: string;
};

/** The same with a payload that is a JSON object. */
export type Token = RawToken & { readonly payload: Readonly<Record<string, unknown>> };

/**
 * Reads a compact JWS (RFC 7515) strictly: three parts of canonical base64url, `alg` exactly `EdDSA`, `typ` exactly `typ`,
 * none of the header fields that would bring a key, an extension or another encoding along, a payload that is a JSON
 * object. The signature is *not* checked.
 * @throws ProtocolError `malformed` (default `file_unknown`) when it is not such a token, `signature_invalid` when the
 *   header asks for another algorithm or key (`malformed` when that is `lease_invalid`), `too_large` beyond 64 MiB
 */
export function parseToken(text: string, typ: string, malformed: Code = 'file_unknown'): Token {
  const token = parseRawToken(text, typ, malformed);
  return { ...token, payload: parseObject(token.bytes, malformed, 'payload') };
}

/** As `parseToken` for a token whose payload is not JSON. */
export function parseRawToken(text: string, typ: string | null, malformed: Code): RawToken {
  if (text.length > MAX_FILE_BYTES) throw new ProtocolError('too_large');
  const parts = text.split('.', 4);
  const [head, body, mark] = parts;
  if (parts.length !== 3 || head === undefined || body === undefined || mark === undefined) {
    throw new ProtocolError(malformed, { detail: 'This is not a whole signed text; it may have been cut.' });
  }
  const header = parseObject(head.length > 4096 ? null : findBytes(head), malformed, 'header');
  checkHeader(header, typ, malformed);
  const bytes = findBytes(body);
  const signature = findBytes(mark);
  if (bytes === null || signature?.length !== 64) {
    throw new ProtocolError(malformed, { detail: 'The signed text is damaged or was cut.' });
  }
  const kid = typeof header.kid === 'string' ? header.kid : null;
  return { header, kid, bytes, signature, signingInput: text.slice(0, head.length + 1 + body.length) };
}

/**
 * Reads a compact JWS as `parseToken` does and checks its signature. Only `keys` are tried, and of them only those that the
 * `kid` selects. What the payload says is *not* judged.
 * @throws ProtocolError as `parseToken`; `signature_invalid` when no key of `keys` made the signature
 */
export async function verifyToken(
  text: string,
  typ: string,
  keys: readonly TrustedKey[],
  malformed: Code = 'file_unknown',
): Promise<{ readonly payload: Readonly<Record<string, unknown>>; readonly key: TrustedKey }> {
  const token = parseToken(text, typ, malformed);
  return { payload: token.payload, key: await verifySignature(token, keys) };
}

/** The key that made the signature of a token. @throws ProtocolError `signature_invalid` */
export async function verifySignature(token: RawToken, keys: readonly TrustedKey[]): Promise<TrustedKey> {
  const message = new TextEncoder().encode(token.signingInput);
  for (const key of keys) {
    const candidate = token.kid === null || token.kid === kidOf(key.thumbprint);
    if (candidate && (await checkSignature(keyBytes(key.jwk), message, token.signature))) return key;
  }
  throw new ProtocolError('signature_invalid');
}

/** A JOSE string without what copying adds to it: BOM, white space, line breaks and `>` (protocol.md section 2). */
export function unwrapText(text: string): string {
  return text.replace(/[\s\uFEFF>]+/g, '');
}

/**
 * The text that a signature is made over: header `{"alg":"EdDSA","typ":…,"kid":…}` in this order, then the payload. Who
 * holds the key signs it and appends the signature with `encodeToken`.
 */
export function encodeSigningInput(typ: string, kid: string, payload: string | Uint8Array): string {
  const bytes = typeof payload === 'string' ? new TextEncoder().encode(payload) : payload;
  const header = new TextEncoder().encode(JSON.stringify({ alg: 'EdDSA', typ, kid }));
  return `${encodeBase64url(header)}.${encodeBase64url(bytes)}`;
}

/** The compact JWS of a signing input and the 64 bytes of its signature. */
export function encodeToken(signingInput: string, signature: Uint8Array): string {
  return `${signingInput}.${encodeBase64url(signature)}`;
}

/** Header fields that name a key, an extension or another encoding; none of them is ever accepted. */
const REFUSED_FIELDS = ['crit', 'b64', 'zip', 'enc', 'jwk', 'jku', 'x5u', 'x5c', 'x5t', 'x5t#S256'];

function checkHeader(header: Readonly<Record<string, unknown>>, typ: string | null, malformed: Code): void {
  if (typ !== null && header.typ !== typ) {
    throw new ProtocolError(malformed, { field: 'typ', detail: `This is not of the type ${typ}.` });
  }
  const refused: Code = malformed === 'lease_invalid' ? malformed : 'signature_invalid';
  if (header.alg !== 'EdDSA')
    throw new ProtocolError(refused, { field: 'alg', detail: 'Only EdDSA signatures are accepted.' });
  for (const field of REFUSED_FIELDS) {
    if (Object.hasOwn(header, field))
      throw new ProtocolError(refused, { field, detail: `The header field ${field} is not accepted.` });
  }
  if (header.kid !== undefined && typeof header.kid !== 'string') throw new ProtocolError(malformed, { field: 'kid' });
}

function parseObject(bytes: Uint8Array | null, malformed: Code, part: string): Readonly<Record<string, unknown>> {
  const value = findJsonObject(bytes);
  if (value === null) throw new ProtocolError(malformed, { detail: `The ${part} of the signed text is damaged.` });
  return value;
}

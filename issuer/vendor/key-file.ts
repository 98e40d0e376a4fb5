import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  type KeyObject,
  randomBytes,
  type ScryptOptions,
  scrypt,
} from 'node:crypto';
import { promisify } from 'node:util';
import type { PublicKey } from '../../protocol/jwk.ts';
import { readInputFile } from '../files/input-file.ts';
import { writeOutputFile } from '../files/output-file.ts';
import { Refusal } from '../refusal.ts';

/** A private key as JWK: the public part and `d`. */
export type PrivateJwk = PublicKey & { readonly d: string };

/**
 * Writes a private key into a file of its own that only its owner may read. With a passphrase the private part is
 * encrypted: scrypt (RFC 7914), then AES-256-GCM with the public part as additional data.
 */
export async function writeKeyFile(path: string, key: PrivateJwk, passphrase: string | null): Promise<void> {
  const { d, ...jwk } = key;
  const content: KeyFile = passphrase === null ? { jwk, d } : { jwk, sealed: await seal(d, jwk, passphrase) };
  await writeOutputFile(path, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
}

/**
 * Reads a private key.
 * @throws Refusal `login_required` when it is encrypted and there is no passphrase, `login_failed` when that is wrong
 */
export async function readKeyFile(path: string, passphrase: string | null): Promise<KeyObject> {
  const { jwk, d, sealed } = parseKeyFile(await readInputFile(path, LARGEST), path);
  const secret = sealed === undefined ? d : await open(sealed, jwk, passphrase);
  try {
    return createPrivateKey({ key: { ...jwk, d: secret }, format: 'jwk' });
  } catch {
    // The cause would quote the key.
    throw damaged(path);
  }
}

type KeyFile =
  | { readonly jwk: PublicKey; readonly d: string; readonly sealed?: never }
  | { readonly jwk: PublicKey; readonly d?: never; readonly sealed: Sealed };

type Sealed = {
  readonly kdf: 'scrypt';
  readonly n: number;
  readonly r: number;
  readonly p: number;
  readonly salt: string;
  readonly iv: string;
  readonly tag: string;
  readonly ciphertext: string;
};

/** A key file is a few hundred bytes. */
const LARGEST = 64 * 1024;

/** 64 MiB and about a sixth of a second for each guess. */
const cost = { n: 65_536, r: 8, p: 1 };

const deriveKey = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

async function seal(secret: string, jwk: PublicKey, passphrase: string): Promise<Sealed> {
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', await keyOf(passphrase, salt, cost), iv).setAAD(additionalData(jwk));
  const ciphertext = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return {
    kdf: 'scrypt',
    ...cost,
    salt: salt.toString('base64url'),
    iv: iv.toString('base64url'),
    tag: cipher.getAuthTag().toString('base64url'),
    ciphertext: ciphertext.toString('base64url'),
  };
}

async function open(sealed: Sealed, jwk: PublicKey, passphrase: string | null): Promise<string> {
  if (passphrase === null) {
    throw new Refusal('login_required', {
      sentence: 'The keys of this vendor are encrypted.',
      next: 'Set CAUSEWAY_ISSUER_PASSPHRASE to their passphrase and try again.',
    });
  }
  const bytes = (text: string) => Buffer.from(text, 'base64url');
  const key = await keyOf(passphrase, bytes(sealed.salt), sealed);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes(sealed.iv), { authTagLength: 16 });
  decipher.setAAD(additionalData(jwk)).setAuthTag(bytes(sealed.tag));
  try {
    return Buffer.concat([decipher.update(bytes(sealed.ciphertext)), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new Refusal('login_failed', {
      sentence: 'The passphrase does not open the keys of this vendor.',
      next: 'Set CAUSEWAY_ISSUER_PASSPHRASE to the passphrase they were made with.',
      cause,
    });
  }
}

type Cost = { readonly n: number; readonly r: number; readonly p: number };

function keyOf(passphrase: string, salt: Buffer, { n, r, p }: Cost): Promise<Buffer> {
  return deriveKey(passphrase.normalize('NFC'), salt, 32, { N: n, r, p, maxmem: 256 * n * r });
}

function additionalData(jwk: PublicKey): Buffer {
  return Buffer.from(JSON.stringify([jwk.kty, jwk.crv, jwk.x, jwk.y ?? null, jwk.use ?? null]));
}

function parseKeyFile(content: Buffer, path: string): KeyFile {
  try {
    const value = JSON.parse(content.toString('utf8')) as KeyFile;
    const sealed = value.sealed;
    const costly =
      sealed !== undefined && !(sealed.kdf === 'scrypt' && sealed.n <= 1 << 20 && sealed.r <= 16 && sealed.p <= 4);
    if (typeof value.jwk === 'object' && !costly) return value;
  } catch {
    // Said below, without quoting the file.
  }
  throw damaged(path);
}

function damaged(path: string): Refusal {
  return new Refusal('internal_error', {
    sentence: `The key file ${path} is damaged.`,
    next: 'Put the vendor folder back from your backup.',
  });
}

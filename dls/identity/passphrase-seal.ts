import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';

/** A secret sealed by a passphrase: scrypt makes the key, AES-256-GCM seals. Binary fields are base64url. */
export type SealedSecret = {
  readonly kdf: 'scrypt';
  readonly n: number;
  readonly r: number;
  readonly p: number;
  readonly salt: string;
  readonly iv: string;
  readonly tag: string;
  readonly text: string;
};

/** Seals `secret`; `context` is bound to it and must be given again to open it. */
export async function sealSecret(secret: Uint8Array, passphrase: string, context: string): Promise<SealedSecret> {
  const cost = { n: 65_536, r: 8, p: 1 } as const;
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', await keyOf(passphrase, salt, cost), iv);
  cipher.setAAD(contextBytes(context, cost));
  const text = Buffer.concat([cipher.update(secret), cipher.final()]);
  return {
    kdf: 'scrypt',
    ...cost,
    salt: salt.toString('base64url'),
    iv: iv.toString('base64url'),
    tag: cipher.getAuthTag().toString('base64url'),
    text: text.toString('base64url'),
  };
}

/** Opens what `sealSecret` made; `null` when the passphrase or context differs or a byte was changed. */
export async function openSecret(sealed: SealedSecret, passphrase: string, context: string): Promise<Buffer | null> {
  try {
    const key = await keyOf(passphrase, Buffer.from(sealed.salt, 'base64url'), sealed);
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(sealed.iv, 'base64url'), { authTagLength: 16 });
    decipher.setAuthTag(Buffer.from(sealed.tag, 'base64url'));
    decipher.setAAD(contextBytes(context, sealed));
    return Buffer.concat([decipher.update(Buffer.from(sealed.text, 'base64url')), decipher.final()]);
  } catch {
    return null;
  }
}

/** Whether a value read from a file is a sealed secret whose cost this program is willing to pay. */
export function isSealedSecret(value: unknown): value is SealedSecret {
  if (typeof value !== 'object' || value === null) return false;
  const { kdf, n, r, p, salt, iv, tag, text } = value as Record<string, unknown>;
  const costs = [n, r, p].every((cost) => Number.isSafeInteger(cost) && (cost as number) > 0);
  return (
    kdf === 'scrypt' &&
    costs &&
    isPowerOfTwo(n as number) &&
    (n as number) * (r as number) <= 2 ** 21 &&
    (p as number) <= 16 &&
    isBase64url(salt, 16) &&
    isBase64url(iv, 12) &&
    isBase64url(tag, 16) &&
    isBase64url(text)
  );
}

type Cost = { readonly n: number; readonly r: number; readonly p: number };

function keyOf(passphrase: string, salt: Uint8Array, { n, r, p }: Cost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { N: n, r, p, maxmem: 128 * n * r + 1024 * 1024 * (1 + p) };
    scrypt(passphrase.normalize('NFC'), salt, 32, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

function contextBytes(context: string, { n, r, p }: Cost): Buffer {
  return Buffer.from(`${context}\n${n},${r},${p}`, 'utf8');
}

function isPowerOfTwo(value: number): boolean {
  return value >= 2 && Number.isInteger(Math.log2(value));
}

function isBase64url(value: unknown, length?: number): boolean {
  if (typeof value !== 'string') return false;
  const bytes = Buffer.from(value, 'base64url');
  return bytes.toString('base64url') === value && (length === undefined || bytes.length === length);
}

import { createECDH, createPrivateKey, type KeyObject, randomBytes, scrypt } from 'node:crypto';
import { type PublicKey, thumbprint } from '../../protocol/jwk.ts';
import { IdentityError } from './identity-error.ts';

/** The key pair that a recovery code stands for; the DLS keeps `jwk` only. */
export type RecoveryKey = { readonly jwk: PublicKey; readonly thumbprint: string; readonly privateKey: KeyObject };

/**
 * Makes a recovery code: seven groups of five characters, `K7QM2-…`, 140 random bits in Crockford's base32. The last
 * character of each group checks it, so that a typing error is found with the number of its group. It is shown once.
 */
export function createRecoveryCode(): string {
  const random = [...randomBytes(GROUPS * DATA)].map((byte) => byte & 31);
  const groups = Array.from({ length: GROUPS }, (_, index) => {
    const data = random.slice(index * DATA, (index + 1) * DATA);
    return [...data, checkOf(data, index)].map((value) => ALPHABET.charAt(value)).join('');
  });
  return groups.join('-');
}

/**
 * Reads a recovery code as people type it (lower case, blanks, O for 0, I and L for 1) and gives it back as it was shown.
 * Throws IdentityError `request_malformed` with the group that is wrong.
 */
export function parseRecoveryCode(text: string): string {
  const typed = text
    .toUpperCase()
    .replace(/[\s\p{Dash}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if (typed.length !== GROUPS * (DATA + 1)) {
    throw malformed(
      `A recovery code has ${GROUPS} groups of ${DATA + 1} characters; this one has ${typed.length} characters.`,
    );
  }
  const groups = typed.match(/.{5}/g) ?? [];
  const wrong = groups.findIndex((group, index) => {
    const values = [...group].map((character) => ALPHABET.indexOf(character));
    return values.includes(-1) || checkOf(values.slice(0, DATA), index) !== values[DATA];
  });
  if (wrong !== -1)
    throw malformed(`There is a typing error in group ${wrong + 1} of the recovery code. Compare it with the paper.`);
  return groups.join('-');
}

/**
 * The P-256 key pair of a recovery code of a site: scrypt, then a scalar by modular reduction of 128 extra bits (FIPS 186-5
 * appendix A.2.1), so the same code always gives the same key. Throws as `parseRecoveryCode`.
 */
export async function deriveRecoveryKey(code: string, site: string): Promise<RecoveryKey> {
  const seed = await stretch(parseRecoveryCode(code), `causeway-recovery-1\n${site}`);
  const d = scalarOf(seed);
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(d);
  const point = curve.getPublicKey();
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: base64url(point.subarray(1, 33)),
    y: base64url(point.subarray(33)),
    use: 'enc',
  } as const;
  const privateKey = createPrivateKey({ format: 'jwk', key: { ...jwk, d: base64url(d) } });
  return { jwk, thumbprint: await thumbprint(jwk), privateKey };
}

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 7;
/** Characters of a group that carry bits; one more checks them. */
const DATA = 4;

/** The order of the group of P-256 (SP 800-186). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/**
 * A check symbol over GF(32): the sum of the symbols, each times another power of 2, and of the group's number. It finds
 * every wrong character, every two that changed places, and groups that changed places.
 */
function checkOf(data: readonly number[], index: number): number {
  return data.reduce((sum, value) => double(sum ^ value), 0) ^ (index + 1);
}

/** Multiplication by 2 in GF(32) with the polynomial x^5 + x^2 + 1. */
function double(value: number): number {
  return value & 16 ? ((value << 1) & 31) ^ 5 : value << 1;
}

function stretch(code: string, salt: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const cost = { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
    scrypt(code, salt, 48, cost, (error, seed) => (error === null ? resolve(seed) : reject(error)));
  });
}

/** A number from 1 to the order less 1. */
function scalarOf(seed: Buffer): Buffer {
  const scalar = (BigInt(`0x${seed.toString('hex')}`) % (ORDER - 1n)) + 1n;
  return Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex');
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}

function malformed(message: string): IdentityError {
  return new IdentityError('request_malformed', message);
}

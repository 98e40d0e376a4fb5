import {
  createCipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  scryptSync,
  sign,
  verify,
} from 'node:crypto';
import { IdentityError } from './identity-error.ts';

/**
 * The algorithms that may be asked of `node:crypto` anywhere in this project: those that OpenSSL (Node) and BoringSSL
 * (Electron) both have. A test holds every call against this list.
 */
export const ALLOWED_ALGORITHMS = {
  cipher: ['aes-256-gcm'],
  hash: ['sha256', 'sha384', 'sha512'],
  keyType: ['ed25519', 'ec'],
  curve: ['P-256', 'prime256v1'],
} as const;

/** One algorithm with an input whose result is published. */
export type CryptoCheck = {
  readonly name: string;
  readonly compute: () => Uint8Array | Promise<Uint8Array>;
  /** Hexadecimal. */
  readonly expected: string;
};

/**
 * Computes every algorithm that the DLS needs once and compares with published results, so that a build of Node or Electron
 * that lacks one is found at start and not when a backup is opened. Throws IdentityError naming the algorithms. Takes about
 * 10 ms.
 */
export async function runCryptoSelfTest(checks: readonly CryptoCheck[] = cryptoChecks): Promise<void> {
  const failed: string[] = [];
  let cause: unknown;
  for (const { name, compute, expected } of checks) {
    try {
      if (Buffer.from(await compute()).toString('hex') !== expected) failed.push(name);
    } catch (error) {
      cause ??= error;
      failed.push(name);
    }
  }
  if (failed.length === 0) return;
  const message = `This program cannot run here: ${failed.join(', ')} is missing or wrong in its cryptography. Install Causeway again from the original package.`;
  throw new IdentityError('internal_error', message, { cause });
}

const hex = (text: string): Buffer<ArrayBuffer> => Buffer.from(text, 'hex');

const ED25519_JWK = {
  kty: 'OKP',
  crv: 'Ed25519',
  d: hex('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60').toString('base64url'),
  x: hex('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a').toString('base64url'),
};

/** The key pairs of RFC 5903 section 8.1. */
const P256_INITIATOR = {
  kty: 'EC',
  crv: 'P-256',
  d: hex('c88f01f510d9ac3f70a292daa2316de544e9aab8afe84049c62a9c57862d1433').toString('base64url'),
  x: hex('dad0b65394221cf9b051e1feca5787d098dfe637fc90b9ef945d0c3772581180').toString('base64url'),
  y: hex('5271a0461cdb8252d61f1c456fa3e59ab1f45b33accf5f58389e0577b8990bb3').toString('base64url'),
};
const P256_RESPONDER = {
  kty: 'EC',
  crv: 'P-256',
  x: hex('d12dfb5289c8d4f81208b70270398c342296970a0bccb74c736fc7554494bf63').toString('base64url'),
  y: hex('56fbf3ca366cc23e8157854c13c58d6aac23f046ada30f8353e74f33039872ab').toString('base64url'),
};

const cryptoChecks: readonly CryptoCheck[] = [
  {
    name: 'SHA-256',
    compute: () => createHash('sha256').update('abc').digest(),
    expected: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  },
  {
    name: 'HMAC-SHA-256',
    compute: () => createHmac('sha256', 'Jefe').update('what do ya want for nothing?').digest(),
    expected: '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  },
  {
    name: 'HKDF-SHA-256',
    compute: () =>
      new Uint8Array(
        hkdfSync('sha256', Buffer.alloc(22, 11), hex('000102030405060708090a0b0c'), hex('f0f1f2f3f4f5f6f7f8f9'), 42),
      ),
    expected: '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
  },
  {
    name: 'scrypt',
    compute: () => scryptSync('', '', 64, { N: 16, r: 1, p: 1 }),
    expected:
      '77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906',
  },
  {
    name: 'AES-256-GCM',
    compute: () => {
      const cipher = createCipheriv('aes-256-gcm', Buffer.alloc(32), Buffer.alloc(12));
      return Buffer.concat([cipher.update(Buffer.alloc(16)), cipher.final(), cipher.getAuthTag()]);
    },
    expected: 'cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919',
  },
  {
    name: 'Ed25519',
    compute: () => {
      const privateKey = createPrivateKey({ format: 'jwk', key: ED25519_JWK });
      const signature = sign(null, Buffer.alloc(0), privateKey);
      return verify(null, Buffer.alloc(0), createPublicKey(privateKey), signature) ? signature : Buffer.alloc(0);
    },
    expected:
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  },
  {
    name: 'ECDH on P-256',
    compute: () =>
      diffieHellman({
        privateKey: createPrivateKey({ format: 'jwk', key: P256_INITIATOR }),
        publicKey: createPublicKey({ format: 'jwk', key: P256_RESPONDER }),
      }),
    expected: 'd6840f6b42f6edafd13116e0e12565202fef8e9ece7dce03812464d04b9442de',
  },
  {
    name: 'AES key wrap (WebCrypto)',
    compute: wrapKey,
    expected: '28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21',
  },
];

/** RFC 3394 section 4.6, as `ECDH-ES+A256KW` does it in jose. */
async function wrapKey(): Promise<Uint8Array> {
  const { subtle } = globalThis.crypto;
  const wrapping = hex('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f');
  const wrapped = hex('00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f');
  const [by, key] = await Promise.all([
    subtle.importKey('raw', wrapping, 'AES-KW', false, ['wrapKey']),
    subtle.importKey('raw', wrapped, { name: 'AES-GCM' }, true, ['encrypt']),
  ]);
  return new Uint8Array(await subtle.wrapKey('raw', key, by, 'AES-KW'));
}

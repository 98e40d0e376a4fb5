import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ALLOWED_ALGORITHMS, runCryptoSelfTest } from '../../../dls/identity/crypto-selftest.ts';

describe('the self-test at start', () => {
  it('passes where every algorithm is there', async () => {
    await expect(runCryptoSelfTest()).resolves.toBeUndefined();
  });

  it('names each algorithm that is wrong or missing', async () => {
    const missing = new Error('unknown cipher');
    const checks = [
      { name: 'right', compute: () => Uint8Array.of(1), expected: '01' },
      { name: 'wrong', compute: () => Uint8Array.of(2), expected: '01' },
      { name: 'missing', compute: () => Promise.reject(missing), expected: '01' },
    ];
    await expect(runCryptoSelfTest(checks)).rejects.toMatchObject({
      code: 'internal_error',
      message: expect.stringContaining('wrong, missing is missing or wrong'),
      cause: missing,
    });
  });
});

const root = fileURLToPath(new URL('../../../', import.meta.url));
const rooms = ['licensing', 'protocol', 'dls', 'sdk', 'issuer', 'cli', 'electron'].filter((room) =>
  existsSync(join(root, room)),
);
const sources = rooms.flatMap((room) =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|mts|tsx|mjs)$/.test(name) && !/node_modules|(^|[\\/])dist[\\/]/.test(name))
    .map((name) => join(room, name)),
);

/** What Node has and Electron has not (BoringSSL), as it would stand in code. */
const missingInElectron =
  /argon2|chacha20|['"`](?:id-)?aes-?\d+-?wrap|\b(?:ed|x)448\b|sha3-|shake(?:128|256)|blake2|secp256k1|\bciphers\s*:|\bpfx\s*:/i;

describe('the sources', () => {
  it('are looked at', () => {
    expect(sources).toContain(join('dls', 'identity', 'crypto-selftest.ts'));
    expect(sources.length).toBeGreaterThan(20);
  });

  it.each(sources)('%s asks for no algorithm that Electron lacks', (name) => {
    const text = readFileSync(join(root, name), 'utf8');
    expect(missingInElectron.exec(text)?.[0]).toBeUndefined();
    for (const [call, allowed] of [
      [/createCipheriv\(\s*['"`]([^'"`]+)/g, ALLOWED_ALGORITHMS.cipher],
      [/createDecipheriv\(\s*['"`]([^'"`]+)/g, ALLOWED_ALGORITHMS.cipher],
      [/create(?:Hash|Hmac)\(\s*['"`]([^'"`]+)/g, ALLOWED_ALGORITHMS.hash],
      [/(?:hkdf|hkdfSync)\(\s*['"`]([^'"`]+)/g, ALLOWED_ALGORITHMS.hash],
      [/generateKeyPair(?:Sync)?\(\s*['"`]([^'"`]+)/g, ALLOWED_ALGORITHMS.keyType],
      [/namedCurve:\s*['"`]([^'"`]+)/g, ALLOWED_ALGORITHMS.curve],
      [/createECDH\(\s*['"`]([^'"`]+)/g, ALLOWED_ALGORITHMS.curve],
    ] as const) {
      for (const [, algorithm] of text.matchAll(call)) expect(allowed).toContain(algorithm);
    }
  });

  it.each([
    'argon2id',
    "createCipheriv('chacha20-poly1305'",
    "'aes256-wrap'",
    '"id-aes128-wrap"',
    "'ed448'",
    'sha3-256',
    'ciphers: x',
    'pfx: y',
  ])('would be caught asking for %s', (text) => {
    expect(text).toMatch(missingInElectron);
  });
});

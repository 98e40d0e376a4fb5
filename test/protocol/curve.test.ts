import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { isEd25519Point, isP256Point } from '../../protocol/curve.ts';

test('every Ed25519 public key is a point', () => {
  for (let round = 0; round < 32; round += 1) {
    const { x } = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });
    expect(isEd25519Point(bytesOf(x))).toBe(true);
  }
});

test('about half of all byte strings are no point of Ed25519', () => {
  const candidates = Array.from({ length: 64 }, (_, index) => new Uint8Array(32).fill(0).with(0, index + 2));
  const points = candidates.filter(isEd25519Point).length;
  expect(points).toBeGreaterThan(16);
  expect(points).toBeLessThan(48);
});

test.each([
  ['0 (order 4)', '00'.repeat(32)],
  ['1 (the neutral one)', `01${'00'.repeat(31)}`],
  ['-1 (order 2)', `ec${'ff'.repeat(30)}7f`],
  ['order 8', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'],
  ['order 8, the other', 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'],
  ['order 8 with its sign set', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85'],
  ['p, another spelling of 0', `ed${'ff'.repeat(30)}7f`],
  ['p + 1, another spelling of 1', `ee${'ff'.repeat(30)}7f`],
  ['all ones', 'ff'.repeat(32)],
  ['31 bytes', '02'.repeat(31)],
])('refuses the Ed25519 point %s', (_title, hex) => {
  expect(isEd25519Point(Buffer.from(hex, 'hex'))).toBe(false);
});

test('every P-256 public key is a point and with another ordinate it is none', () => {
  for (let round = 0; round < 8; round += 1) {
    const { x, y } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
    expect(isP256Point(bytesOf(x), bytesOf(y))).toBe(true);
    expect(isP256Point(bytesOf(y), bytesOf(x))).toBe(false);
    expect(isP256Point(bytesOf(x), bytesOf(y).subarray(1))).toBe(false);
  }
  expect(isP256Point(new Uint8Array(32), new Uint8Array(32))).toBe(false);
  expect(isP256Point(new Uint8Array(32).fill(255), new Uint8Array(32).fill(255))).toBe(false);
});

function bytesOf(coordinate: string | undefined): Uint8Array {
  return new Uint8Array(Buffer.from(coordinate ?? '', 'base64url'));
}

import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { digestOf, sha256 } from '../../protocol/digest.ts';

test('a digest is base64url of SHA-256, of a text over its UTF-8', async () => {
  const expected = createHash('sha256').update('Größe').digest();
  expect(await sha256(new TextEncoder().encode('Größe'))).toEqual(new Uint8Array(expected));
  expect(await digestOf('Größe')).toBe(expected.toString('base64url'));
  expect(await digestOf(new TextEncoder().encode('Größe'))).toBe(expected.toString('base64url'));
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBase64url, encodeBase64url, isBase64url } from '../../protocol/base64url.ts';

test('writes what Node writes and reads it back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const text = encodeBase64url(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64url'));
      expect(decodeBase64url(text)).toEqual(bytes);
    }),
  );
});

test('writes more than one chunk', () => {
  const bytes = new Uint8Array(100_000).map((_, index) => index * 7);
  expect(encodeBase64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
});

test('accepts exactly one spelling of the same bytes', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ABQZaz019-_'), maxLength: 24 }), (text) => {
      expect(isBase64url(text)).toBe(Buffer.from(text, 'base64url').toString('base64url') === text);
    }),
  );
});

test.each([
  ['padding', 'QQ=='],
  ['the alphabet of plain base64', 'a+/b'],
  ['white space', 'QU FB'],
  ['a line break at the end', 'QUFB\n'],
  ['a length that no bytes have', 'QUFBQ'],
  ['trailing bits of one byte', 'QR'],
  ['trailing bits of two bytes', 'QUF'],
  ['letters beyond ASCII', 'QÜFB'],
  ['a character that looks like ASCII in its low byte', 'QUF\u0142'],
])('refuses %s', (_title, text) => {
  expect(isBase64url(text)).toBe(false);
  expect(() => decodeBase64url(text)).toThrow(expect.objectContaining({ code: 'request_malformed' }));
});

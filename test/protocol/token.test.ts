import { expect, test } from 'vitest';
import { signed, site, tokenOf, vendor } from '../../build/vectors/keys.ts';
import { encodeSigningInput, encodeToken, parseToken, unwrapText, verifyToken } from '../../protocol/token.ts';
import { casesOf, refusalOf, trustedKeys } from '../vectors/vector-file.ts';

test('reads header, payload and kid without a key', () => {
  const token = parseToken(signed('x+jwt', { iss: 'acme' }, vendor), 'x+jwt');
  expect(token).toMatchObject({ kid: vendor.kid, payload: { iss: 'acme' }, header: { alg: 'EdDSA', typ: 'x+jwt' } });
  expect(new TextDecoder().decode(token.bytes)).toBe('{"iss":"acme"}');
});

test('names the key that made the signature', async () => {
  const [text, keys] = [signed('x+jwt', { a: 1 }, site), trustedKeys('vendor', 'site')];
  expect((await verifyToken(text, 'x+jwt', keys)).key).toBe(keys[1]);
});

test('an empty list of keys trusts nobody', async () => {
  const text = signed('x+jwt', { a: 1 }, site);
  expect(await refusalOf(() => verifyToken(text, 'x+jwt', []))).toMatchObject({ outcome: 'signature_invalid' });
});

test('of a member that stands twice the last one counts, and the signature covers both', async () => {
  const header = { alg: 'EdDSA', typ: 'x+jwt', kid: site.kid };
  const { payload } = await verifyToken(tokenOf(header, '{"a":1,"a":2}', site), 'x+jwt', trustedKeys('site'));
  expect(payload).toEqual({ a: 2 });
});

test('a payload member named __proto__ gives nothing to the payload', async () => {
  const header = { alg: 'EdDSA', typ: 'x+jwt', kid: site.kid };
  const text = tokenOf(header, '{"__proto__":{"admin":true},"a":1}', site);
  const { payload } = await verifyToken(text, 'x+jwt', trustedKeys('site'));
  expect(payload.admin).toBeUndefined();
  expect(Object.getPrototypeOf(payload)).toBe(Object.prototype);
});

test('refuses a header of more than 4096 characters', async () => {
  const text = tokenOf({ alg: 'EdDSA', typ: 'x+jwt', kid: site.kid, fill: 'x'.repeat(4_096) }, { a: 1 }, site);
  expect(await refusalOf(() => parseToken(text, 'x+jwt'))).toMatchObject({ outcome: 'file_unknown' });
});

test('refuses a payload that is not UTF-8', async () => {
  const bytes = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
  expect(await refusalOf(() => parseToken(signed('x+jwt', bytes, site), 'x+jwt'))).toMatchObject({
    outcome: 'file_unknown',
  });
});

test('refuses more than 64 MiB before it looks at them', async () => {
  const text = 'A'.repeat(64 * 1024 * 1024 + 1);
  expect(await refusalOf(() => parseToken(text, 'x+jwt'))).toMatchObject({ outcome: 'too_large' });
});

test('writes the signing input with alg, typ and kid in this order', () => {
  const payload = '{"iss":"acme"}';
  const token = signed('x+jwt', payload, vendor);
  const [head = '', body = '', mark = ''] = token.split('.');
  expect(encodeSigningInput('x+jwt', vendor.kid, payload)).toBe(`${head}.${body}`);
  expect(encodeToken(`${head}.${body}`, Buffer.from(mark, 'base64url'))).toBe(token);
});

test.each([
  ['a BOM', (text: string) => `\uFEFF${text}`],
  ['line breaks every 64 characters', (text: string) => text.replace(/(.{64})/g, '$1\r\n')],
  ['a quotation mark of e-mail on every line', (text: string) => `> ${text.replace(/(.{70})/g, '$1\n>> ')}`],
  ['white space around', (text: string) => ` \t\n${text}\u00a0\n`],
])('takes %s away from a JOSE string', (_title, wrap) => {
  const { text } = casesOf('lease', true)[0]!;
  expect(unwrapText(wrap(text))).toBe(text);
});

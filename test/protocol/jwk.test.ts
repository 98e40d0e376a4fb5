import { expect, test } from 'vitest';
import { kidOf, parseKeys, parseSealingKey, parseSigningKey, thumbprint } from '../../protocol/jwk.ts';
import { readVectors, refusalOf, vectorKeys } from '../vectors/vector-file.ts';

type PrivateJwk = Readonly<Record<string, string>>;
const privateKeys = readVectors<Readonly<Record<string, { privateJwk: PrivateJwk }>>>('keys');
const vendor = vectorKeys.vendor!;
const sealing = vectorKeys.sealing!;

test('the thumbprint of the Ed25519 key of RFC 8037 is that of its appendix A.3', async () => {
  const jwk = parseSigningKey({ kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' });
  expect(await thumbprint(jwk)).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
});

test('the thumbprint ignores members that are not required', async () => {
  expect(await thumbprint(vendor.jwk)).toBe(vendor.thumbprint);
  expect(await thumbprint({ ...sealing.jwk, use: 'enc' })).toBe(sealing.thumbprint);
});

test('a kid is the first 8 characters of the thumbprint', () => {
  expect(kidOf(vendor.thumbprint)).toBe(vendor.kid);
  expect(vendor.kid).toHaveLength(8);
});

test('only the members of a public key are kept', () => {
  expect(parseSigningKey({ ...vendor.jwk, kid: 'x', alg: 'EdDSA', later: 1 })).toEqual(vendor.jwk);
  expect(parseSealingKey({ ...sealing.jwk, kid: 'x' })).toEqual(sealing.jwk);
});

test.each([
  ['null', null],
  ['a list', [vendor.jwk]],
  ['a text', 'key'],
  ['a private key', privateKeys.vendor?.privateJwk],
  ['another type', { ...vendor.jwk, kty: 'EC' }],
  ['another curve', { ...vendor.jwk, crv: 'X25519' }],
  ['another use', { ...vendor.jwk, use: 'enc' }],
  ['padding', { ...vendor.jwk, x: `${vendor.jwk.x}=` }],
  ['trailing bits', { ...vendor.jwk, x: `${'A'.repeat(42)}B` }],
  ['no coordinate', { ...vendor.jwk, x: undefined }],
])('refuses %s as a signing key', async (_title, jwk) => {
  expect(await refusalOf(() => parseSigningKey(jwk, 'file_unknown'))).toEqual({ outcome: 'file_unknown', field: null });
});

test.each([
  ['a signing key', vendor.jwk],
  ['no ordinate', { ...sealing.jwk, y: undefined }],
  ['a point off the curve', { ...sealing.jwk, y: sealing.jwk.x }],
  ['a private key', privateKeys.sealing?.privateJwk],
  ['another use', { ...sealing.jwk, use: 'sig' }],
])('refuses %s as a sealing key', async (_title, jwk) => {
  expect(await refusalOf(() => parseSealingKey(jwk))).toEqual({ outcome: 'request_malformed', field: null });
});

test('tells the keys of a set apart and leaves unknown types out', async () => {
  const keys = [
    { kty: 'RSA', use: 'sig', n: 'x', e: 'AQAB' },
    sealing.jwk,
    vendor.jwk,
    { kty: 'OKP', crv: 'X25519', use: 'enc', x: 'A' },
  ];
  const { signing, sealing: seals } = await parseKeys({ keys }, 'file_unknown');
  expect(signing).toEqual([{ jwk: vendor.jwk, thumbprint: vendor.thumbprint }]);
  expect(seals).toEqual([{ jwk: sealing.jwk, thumbprint: sealing.thumbprint }]);
});

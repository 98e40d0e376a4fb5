import { gzipSync } from 'node:zlib';
import { compactDecrypt, importJWK } from 'jose';
import { expect, test } from 'vitest';
import {
  type BundleLine,
  bundleFileName,
  parseBundleLine,
  readBundleLines,
  readBundleToken,
  verifyBundleToken,
} from '../../protocol/bundle.ts';
import { casesOf, readVectors, refusalOf, trustedKeys, vectorKeys } from '../vectors/vector-file.ts';

type BundleVectors = { readonly lines: readonly BundleLine[]; readonly digest: string; readonly sealed: string };

const { lines, digest, sealed } = readVectors<BundleVectors>('sync-bundle');
const jws = casesOf('sync-bundle', true)[0]!.text;

test('a sealed bundle opens with the sealing key and holds the JWS of the site', async () => {
  const key = await importJWK({ ...vectorKeys.sealing!.privateJwk } as never, 'ECDH-ES+A256KW');
  const { plaintext } = await compactDecrypt(sealed, key);
  expect(new TextDecoder().decode(plaintext)).toBe(jws);
});

test('tells site, vendor and digest of a bundle before and after its signature is checked', async () => {
  const told = { iss: '6f1c9c3e-2a54-4e0b-9d53-0c7f3a1b2c4d', aud: 'acme-vision', digest, kid: vectorKeys.site?.kid };
  expect(await readBundleToken(jws)).toMatchObject(told);
  expect(await verifyBundleToken(jws, trustedKeys('site'))).toMatchObject(told);
});

test('reads every kind of line back', async () => {
  const { packed } = await verifyBundleToken(jws, trustedKeys('site'));
  expect(await linesOf(packed)).toEqual(lines);
});

test.each([0, 1, 2])('accepts an end that leaves %i of header and end out of its count', async (left) => {
  const packed = pack([...lines.slice(0, -1), { t: 'end', lines: lines.length - left }]);
  expect(await linesOf(packed)).toHaveLength(lines.length);
});

const end = { t: 'end', lines: lines.length };
const usage = lines.find(({ t }) => t === 'usage')!;

test.each([
  ['no end', lines.slice(0, -1), null],
  ['no header', lines.slice(1), 'lines[0].t'],
  ['nothing', [], null],
  ['a second header', [lines[0], lines[0], end], 'lines[1].t'],
  ['a line after the end', [...lines, usage], 'lines[7].t'],
  [
    'a line less than it says',
    [...lines.slice(0, 2), ...lines.slice(3)].with(-1, { t: 'end', lines: 7 }),
    'lines[5].lines',
  ],
  ['more lines than it says', [...lines.slice(0, -1), { t: 'end', lines: 4 }], 'lines[6].lines'],
  ['a kind that does not exist', [lines[0], { t: 'toString' }, end], 'lines[1].t'],
  ['a line that is a list', [lines[0], [], end], 'lines[1].t'],
  ['a count that is no number', [lines[0], { ...usage, count: '12' }, end], 'lines[1].count'],
  ['a day that does not exist', [lines[0], { ...usage, day: '2026-13-01' }, end], 'lines[1].day'],
  ['no item', [lines[0], { ...usage, item: undefined }, end], 'lines[1].item'],
])('refuses a bundle with %s', async (_title, content, field) => {
  expect(await refusalOf(() => linesOf(pack(content)))).toEqual({ outcome: 'bundle_edited', field });
});

test.each([
  ['cut', gzipSync('{"t":"end","lines":1}\n').subarray(0, 20)],
  ['no gzip', Buffer.from('{"t":"end","lines":1}\n')],
  ['no UTF-8', gzipSync(Buffer.from([0x7b, 0xff, 0x0a]))],
  ['no JSON', gzipSync('{"t":\n')],
  ['cut within a character', gzipSync(Buffer.from('"é').subarray(0, 2))],
])('refuses content that is %s', async (_title, packed) => {
  expect(await refusalOf(() => linesOf(packed))).toMatchObject({ outcome: 'bundle_edited' });
});

test('refuses a line without end before it is held whole', async () => {
  const packed = gzipSync(Buffer.alloc(40 * 1024 * 1024, 0x20));
  expect(await refusalOf(() => linesOf(packed))).toMatchObject({ outcome: 'too_large' });
});

test('refuses more than 500 000 lines', async () => {
  const text = `${JSON.stringify(lines[0])}\n${`${JSON.stringify(usage)}\n`.repeat(500_000)}`;
  expect(await refusalOf(() => linesOf(gzipSync(text)))).toMatchObject({ outcome: 'too_large' });
});

test('numbers lines from 1 in the error of a single line', async () => {
  expect(await refusalOf(() => parseBundleLine({ ...usage, count: -1 }, 3))).toMatchObject({ field: 'lines[2].count' });
});

test('the name of a bundle says vendor, site, epoch and number', () => {
  const bundle = { vendor: 'acme-vision', site: '6f1c9c3e-2a54-4e0b-9d53-0c7f3a1b2c4d', epoch: 2, seq: 17 };
  expect(bundleFileName(bundle)).toBe('acme-vision-6f1c9c3e-e2-000017.cwsync');
});

function pack(content: readonly unknown[]): Uint8Array {
  return gzipSync(content.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

async function linesOf(packed: Uint8Array): Promise<readonly BundleLine[]> {
  const read: BundleLine[] = [];
  for await (const line of readBundleLines(packed)) read.push(line);
  return read;
}

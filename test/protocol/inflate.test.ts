import { deflateRawSync, gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { deflate, inflate, type Packing } from '../../protocol/inflate.ts';
import { refusalOf } from '../vectors/vector-file.ts';

const gzip: Packing = { format: 'gzip', limit: 1_000_000, malformed: 'file_unknown' };

test('unpacks what was packed', async () => {
  const content = new TextEncoder().encode('causeway '.repeat(10_000));
  expect(await unpacked(gzipSync(content), gzip)).toEqual(content);
  expect(await unpacked(await deflate(content, 'deflate-raw'), { ...gzip, format: 'deflate-raw' })).toEqual(content);
  expect(new Uint8Array(gunzipSync(await deflate(content, 'gzip')))).toEqual(content);
});

test('accepts content of exactly the limit and refuses one byte more', async () => {
  expect(await unpacked(gzipSync(new Uint8Array(1_000_000)), gzip)).toHaveLength(1_000_000);
  expect(await refusalOf(() => unpacked(gzipSync(new Uint8Array(1_000_001)), gzip))).toMatchObject({
    outcome: 'too_large',
  });
});

test('stops a gzip bomb soon after the limit', async () => {
  const bomb = gzipSync(new Uint8Array(256 * 1024 * 1024));
  let seen = 0;
  const refusal = await refusalOf(async () => {
    for await (const piece of inflate(bomb, gzip)) seen += piece.length;
  });
  expect(refusal).toMatchObject({ outcome: 'too_large' });
  expect(seen).toBeLessThanOrEqual(1_000_000);
});

test.each([
  ['cut', gzipSync('causeway').subarray(0, 15)],
  ['not packed', Buffer.from('causeway')],
  ['empty', Buffer.alloc(0)],
  ['followed by something else', Buffer.concat([gzipSync('causeway'), Buffer.from('x')])],
  ['packed otherwise', deflateRawSync('causeway')],
  ['of another checksum', gzipSync('causeway').with(-6, 7)],
])('refuses content that is %s', async (_title, packed) => {
  expect(await refusalOf(() => unpacked(packed, gzip))).toMatchObject({ outcome: 'file_unknown' });
});

async function unpacked(bytes: Uint8Array, packing: Packing): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of inflate(bytes, packing)) pieces.push(piece);
  return new Uint8Array(Buffer.concat(pieces));
}

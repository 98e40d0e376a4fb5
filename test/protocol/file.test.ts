import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { recognizeFile } from '../../protocol/file.ts';
import { verifyLicense } from '../../protocol/license.ts';
import { casesOf, readVectors, refusalOf, trustedKeys } from '../vectors/vector-file.ts';

const { sealed } = readVectors<{ readonly sealed: string }>('sync-bundle');
const first = (name: string) => casesOf(name, true)[0]!.text;

test.each([
  ['vendor-card', first('vendor-card')],
  ['activation-request', first('activation-request')],
  ['license', first('license')],
  ['acknowledgement', first('acknowledgement')],
  ['sync-bundle', sealed],
  ['device-request', '{"typ":"device-request"}'],
  ['device-lease', '{"typ":"device-lease"}'],
  ['device-return', '{"typ":"device-return"}'],
])('recognizes a file as %s by its content', async (kind, text) => {
  expect(await recognizeFile(text)).toEqual({ kind, text });
  expect(await recognizeFile(new TextEncoder().encode(`\uFEFF  \r\n${text}\r\n\r\n`))).toEqual({ kind, text });
});

test('a file that e-mail has quoted and wrapped still verifies', async () => {
  const wrapped = first('license').replace(/(.{76})/g, '> $1\r\n');
  const { kind, text } = await recognizeFile(new TextEncoder().encode(`\uFEFF${wrapped}`));
  expect(kind).toBe('license');
  await expect(verifyLicense(text, trustedKeys('vendor'))).resolves.toMatchObject({ serial: 7 });
});

test('a file that a Windows shell has written as UTF-16 is read', async () => {
  const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`${first('vendor-card')}\r\n`, 'utf16le')]);
  expect(await recognizeFile(bytes)).toEqual({ kind: 'vendor-card', text: first('vendor-card') });
});

test('a QR text stands for the device file in it', async () => {
  const json = '{"typ":"device-request","days":30}';
  const text = `CW1:${deflateRawSync(json).toString('base64url')}\n`;
  expect(await recognizeFile(text)).toEqual({ kind: 'device-request', text: json });
});

test('a damaged license file is still recognized as one, so that its own sentence can be given', async () => {
  const half = first('license').slice(0, 400);
  expect(await recognizeFile(half)).toEqual({ kind: 'license', text: half });
});

test.each([
  ['nothing', ''],
  ['white space', ' \r\n> '],
  ['a text', 'Hello, please find the license attached.'],
  ['a lease, which does not travel', first('lease')],
  ['a token of another program', `${Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url')}.e30.AA`],
  ['a JSON file of another program', '{"name":"x"}'],
  ['a list', '[{"typ":"device-request"}]'],
  ['a typ that every object has', '{"typ":"toString"}'],
  ['a cut JSON file', '{"typ":"device-request"'],
  ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['UTF-16 with half a character', new Uint8Array([0xff, 0xfe, 0x41])],
  ['a header that is no JSON', 'QUJD.QUJD.QUJD'],
])('does not know %s', async (_title, content) => {
  expect(await refusalOf(() => recognizeFile(content))).toEqual({ outcome: 'file_unknown', field: null });
});

test('refuses a file of more than 64 MiB without reading it', async () => {
  const large = new Uint8Array(64 * 1024 * 1024 + 1);
  expect(await refusalOf(() => recognizeFile(large))).toMatchObject({ outcome: 'too_large' });
});

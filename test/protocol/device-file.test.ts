import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import {
  decodeQr,
  encodeQr,
  parseDeviceLease,
  parseDeviceRequest,
  parseDeviceReturn,
} from '../../protocol/device-file.ts';
import { readVectors, refusalOf } from '../vectors/vector-file.ts';

const uuid = '0bc33fb5-b5a3-8cdf-9c39-b81d8a6ff0bb';
const digest = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
const records = [{ vendor: 'acme-vision', slot: 1_780_000_020, item: 'it-1', feature: 'qr', count: 12 }];
const request = {
  typ: 'device-request',
  device: uuid,
  vendor: 'acme-vision',
  product: 'barcode-reader',
  org: '200001',
  machine: '0123456789abcdef0123456789abcdef',
  request: 'a0a61b7e-6a43-4f10-8c1c-5d1f2e3a4b5c',
  days: 30,
  returnHash: digest,
  reports: [{ report: 1, records }],
};
const lease = { typ: 'device-lease', request: request.request, lease: 'a.b.c', delegations: ['a.b.c'], reported: 1 };
const back = {
  typ: 'device-return',
  device: uuid,
  lease: 'b2ZmbGluZWxlYXNl',
  returnKey: digest,
  reports: [{ report: 2, records }],
};

test('reads the three device files', () => {
  expect(parseDeviceRequest(request)).toEqual(request);
  expect(parseDeviceLease(lease)).toEqual(lease);
  expect(parseDeviceReturn(back)).toEqual(back);
});

test('reports may be left out and may name their vendor once', () => {
  expect(parseDeviceRequest({ ...request, reports: undefined }).reports).toEqual([]);
  expect(parseDeviceReturn({ ...back, reports: undefined }).reports).toEqual([]);
  const { vendor: _vendor, ...bare } = records[0]!;
  const reports = [{ report: 1, vendor: 'acme-vision', records: [bare] }];
  expect(parseDeviceRequest({ ...request, reports }).reports).toEqual(request.reports);
});

test('an empty handshake code in a request is none', () => {
  expect(parseDeviceRequest({ ...request, handshake: '' })).toEqual(request);
});

test.each([
  ['device', 'AAECAwQFBgcICQoLDA0ODw'],
  ['device', uuid.toUpperCase()],
  ['request', 'r-1'],
  ['days', 0],
  ['days', 1.5],
  ['days', undefined],
  ['returnHash', `${digest.slice(0, -1)}B`],
  ['returnHash', undefined],
  ['product', undefined],
  ['machine', null],
  ['typ', 'device-return'],
])('refuses a request whose %s is %j', async (field, value) => {
  expect(await refusalOf(() => parseDeviceRequest({ ...request, [field]: value }))).toEqual({
    outcome: 'request_malformed',
    field,
  });
});

test('accepts fewer days than three, which the server counts as three', () => {
  expect(parseDeviceRequest({ ...request, days: 1 }).days).toBe(1);
});

test('names the record of the report that names no vendor', async () => {
  const { vendor: _vendor, ...bare } = records[0]!;
  const reports = [
    { report: 1, records },
    { report: 2, records: [bare] },
  ];
  const refusal = { outcome: 'report_malformed', field: 'reports[1].records[0].vendor' };
  expect(await refusalOf(() => parseDeviceRequest({ ...request, reports }))).toEqual(refusal);
  expect(await refusalOf(() => parseDeviceReturn({ ...back, reports }))).toEqual(refusal);
});

test.each([
  ['returnKey', 'AAAA', parseDeviceReturn, back, 'request_malformed'],
  ['lease', 'a.b.c', parseDeviceReturn, back, 'request_malformed'],
  ['lease', 'hello', parseDeviceLease, lease, 'lease_invalid'],
  ['reported', -1, parseDeviceLease, lease, 'lease_invalid'],
] as const)('refuses %s as %j', async (field, value, parse, file, outcome) => {
  expect(await refusalOf(() => parse({ ...file, [field]: value }))).toEqual({ outcome, field });
});

test('a device file goes through a QR code', async () => {
  const json = JSON.stringify(request);
  const text = await encodeQr(json);
  expect(text).toMatch(/^CW1:[A-Za-z0-9_-]+$/);
  expect(await decodeQr(text)).toBe(json);
  expect(await decodeQr(`\uFEFF> ${text.slice(0, 40)}\r\n> ${text.slice(40)}\n`)).toBe(json);
});

test('reads the QR text of another program', async () => {
  const vector = readVectors<{ readonly json: string; readonly text: string }>('qr');
  expect(await decodeQr(vector.text)).toBe(vector.json);
});

test('a QR code has room for 2000 characters and not for one more', async () => {
  const { lengths, refusal } = await longestQr();
  expect(Math.max(...lengths)).toBeGreaterThan(1_990);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(2_000);
  expect(refusal).toMatchObject({ outcome: 'too_large' });
  expect(await refusalOf(() => decodeQr(`CW1:${'A'.repeat(1_997)}`))).toMatchObject({ outcome: 'too_large' });
  expect(await refusalOf(() => decodeQr(`CW1:${'A'.repeat(1_996)}`))).toMatchObject({ outcome: 'file_unknown' });
});

test('a QR text that unpacks to more than a device file can be is refused', async () => {
  const bomb = `CW1:${deflateRawSync(Buffer.alloc(1_300_000, 0x20)).toString('base64url')}`;
  expect(bomb.length).toBeLessThanOrEqual(2_000);
  expect(await refusalOf(() => decodeQr(bomb))).toMatchObject({ outcome: 'too_large' });
});

test.each([
  ['another beginning', 'CW2:AAAA'],
  ['padding', 'CW1:q1YqqSxIVbJSSi7PLEnMUaoFAA=='],
  ['nothing', 'CW1:'],
  ['what is not packed', `CW1:${Buffer.from('{"typ":"device-return"}').toString('base64url')}`],
  ['a cut', readVectors<{ readonly text: string }>('qr').text.slice(0, -8)],
  ['bytes that are no UTF-8', `CW1:${deflateRawSync(Buffer.from([0xff, 0xfe])).toString('base64url')}`],
])('refuses a QR text with %s', async (_title, text) => {
  expect(await refusalOf(() => decodeQr(text))).toMatchObject({ outcome: 'file_unknown' });
});

/** Lengths of the QR texts of longer and longer contents that pack badly, and the refusal of the first that is too long. */
async function longestQr(): Promise<{ readonly lengths: readonly number[]; readonly refusal: unknown }> {
  const noise = Array.from({ length: 60 }, (_, index) =>
    createHash('sha256').update(String(index)).digest('base64url'),
  ).join('');
  const lengths: number[] = [];
  for (let length = 1_900; length < noise.length; length += 1) {
    try {
      lengths.push((await encodeQr(noise.slice(0, length))).length);
    } catch (error) {
      return { lengths, refusal: await refusalOf(() => Promise.reject(error)) };
    }
  }
  return { lengths, refusal: null };
}

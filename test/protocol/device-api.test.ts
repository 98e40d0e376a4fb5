import { describe, expect, test } from 'vitest';
import { encodeAcquire, encodeReport, parseAcquire, parseRelease, parseReport } from '../../protocol/device-api.ts';
import { refusalOf } from '../vectors/vector-file.ts';

const device = 'AAECAwQFBgcICQoLDA0ODw';
const smallest = { device, vendor: 'acme-vision', product: 'barcode-reader' };

const full = {
  ...smallest,
  version: '10.4.1',
  platform: 'linux',
  deployment: 'server',
  os: 'Debian 12',
  app: 'com.acme.reader',
  process: 'reader.exe',
  org: '200001',
  handshake: '200001-Line_4-b',
  password: 'correct horse',
  features: ['qr', '1d'],
  instances: 3,
  machine: '0123456789abcdef0123456789abcdef',
  productId: 'fedcba9876543210fedcba9876543210',
  name: 'Packer-3.Halle_Süd'.replace('ü', 'u'),
  seq: '123456.Xy3k9a',
  lease: 'a.b.c',
} as const;

describe('acquire', () => {
  test('reads the required fields alone and all of them', () => {
    expect(parseAcquire(smallest)).toEqual(smallest);
    expect(parseAcquire(full)).toEqual(full);
  });

  test('ignores unknown fields and what __proto__ pretends', () => {
    const message = parseAcquire(
      JSON.parse(`{"__proto__":{"org":"9"},"later":[],${JSON.stringify(smallest).slice(1)}`),
    );
    expect(message.org).toBeUndefined();
    expect(message).toMatchObject(smallest);
  });

  test('an empty organization or handshake code is none', () => {
    expect(parseAcquire({ ...smallest, org: '', handshake: '' })).toEqual(smallest);
    expect(parseAcquire({ ...smallest, org: '', handshake: 'a-b' })).toEqual({ ...smallest, handshake: 'a-b' });
    expect(parseAcquire({ ...full, handshake: '' })).toEqual({ ...full, handshake: undefined });
  });

  test('a code or organization that cannot exist is unknown to the rules, not malformed', () => {
    expect(parseAcquire({ ...smallest, org: '200-001', handshake: 'nonsense' })).toMatchObject({
      org: '200-001',
      handshake: 'nonsense',
    });
  });

  test('a feature asked for twice is asked for once', () => {
    expect(parseAcquire({ ...smallest, features: ['qr', '1d', 'qr'] }).features).toEqual(['qr', '1d']);
  });

  test('a friendly name may have letters of any language', () => {
    expect(parseAcquire({ ...smallest, name: 'Größe_1.東-2' }).name).toBe('Größe_1.東-2');
  });

  test.each([
    ['product', 'x'.repeat(64)],
    ['vendor', 'a-b-0123456789-xxxxxxxxx'],
    ['name', 'n'.repeat(64)],
    ['features', Array.from({ length: 256 }, (_, index) => `f${index}`)],
    ['instances', 1],
    ['seq', '0.______'],
    ['platform', 'browser'],
    ['deployment', 'embedded'],
    ['password', 'short'],
  ])('accepts %s at its limit', (field, value) => {
    expect(parseAcquire({ ...smallest, [field]: value })).toEqual({ ...smallest, [field]: value });
  });

  test.each<readonly [field: string, value: unknown]>([
    ['device', undefined],
    ['vendor', undefined],
    ['product', undefined],
    ...Object.keys(full).map((field) => [field, null] as const),
    ...Object.keys(full).map((field) => [field, { a: 1 }] as const),
    ['device', 'AAECAwQFBgcICQoLDA0ODx'],
    ['device', 'AAECAwQFBgcICQoLDA0ODw=='],
    ['device', 'AAECAwQFBgcICQoLDA0OD'],
    ['vendor', 'ACME'],
    ['vendor', 'a'.repeat(25)],
    ['vendor', ''],
    ['product', ''],
    ['product', 'x'.repeat(65)],
    ['product', 'bar code'],
    ['platform', 'Linux'],
    ['deployment', 'cloud'],
    ['org', 'o'.repeat(65)],
    ['handshake', 'a b'],
    ['handshake', 'h'.repeat(114)],
    ['features', 'qr'],
    ['features', Array.from({ length: 257 }, (_, index) => `f${index}`)],
    ['instances', 0],
    ['instances', 1.5],
    ['instances', '3'],
    ['instances', Number.MAX_VALUE],
    ['machine', '0123456789ABCDEF0123456789abcdef'],
    ['machine', '0123456789abcdef'],
    ['productId', 'g'.repeat(32)],
    ['name', 'Line 4'],
    ['name', 'n'.repeat(65)],
    ['name', ''],
    ['name', 'a>b'],
    ['seq', '123456'],
    ['seq', '0123.Xy3k9a'],
    ['seq', '-1.Xy3k9a'],
    ['seq', '1.Xy3k9'],
  ])('refuses %s as %j', async (field, value) => {
    const message = { ...smallest, [field]: value };
    expect(await refusalOf(() => parseAcquire(message))).toEqual({ outcome: 'request_malformed', field });
  });

  test('names the feature that is wrong', async () => {
    const features = ['qr', '1d', 'data matrix'];
    expect(await refusalOf(() => parseAcquire({ ...smallest, features }))).toEqual({
      outcome: 'request_malformed',
      field: 'features[2]',
    });
  });

  test.each([null, undefined, 7, 'text', [], [smallest], true])('refuses %j as a message', async (value) => {
    expect(await refusalOf(() => parseAcquire(value))).toMatchObject({ outcome: 'request_malformed' });
  });

  test('is written in the documented order, without what is not there', () => {
    expect(encodeAcquire(parseAcquire(Object.fromEntries(Object.entries(full).toReversed())))).toBe(
      JSON.stringify(full),
    );
    expect(encodeAcquire(parseAcquire(smallest))).toBe(JSON.stringify(smallest));
  });
});

describe('report', () => {
  const record = { vendor: 'acme-vision', slot: 1_780_000_020, item: 'it-1', feature: 'qr', count: 12 };
  const { vendor: _vendor, ...bare } = record;
  const message = { device, report: 7, records: [record] };

  test('takes the vendor from the record, or from beside the records', () => {
    expect(parseReport(message)).toEqual(message);
    expect(parseReport({ device, report: 7, vendor: 'acme-vision', records: [bare] })).toEqual(message);
    const mixed = { device, report: 7, vendor: 'acme-vision', records: [bare, { ...bare, vendor: 'umbrella' }] };
    expect(parseReport(mixed).records.map(({ vendor }) => vendor)).toEqual(['acme-vision', 'umbrella']);
  });

  test('accepts 1000 records, none, and slots far ahead', () => {
    expect(parseReport({ ...message, records: Array(1_000).fill(record) }).records).toHaveLength(1_000);
    expect(parseReport({ ...message, records: [] }).records).toEqual([]);
    expect(parseReport({ ...message, records: [{ ...record, slot: 180 * 10 ** 12 }] }).records[0]?.slot).toBe(
      180 * 10 ** 12,
    );
  });

  test.each([
    ['device', undefined],
    ['report', undefined],
    ['report', 0],
    ['report', 1.5],
    ['report', '7'],
    ['report', 2 ** 53],
    ['records', undefined],
    ['records', null],
    ['records', {}],
    ['records', Array(1_001).fill(record)],
    ['vendor', 'ACME'],
  ])('refuses %s as it must not be (%#)', async (field, value) => {
    expect(await refusalOf(() => parseReport({ ...message, [field]: value }))).toEqual({
      outcome: 'report_malformed',
      field,
    });
  });

  test.each([
    ['vendor', undefined],
    ['vendor', null],
    ['slot', undefined],
    ['slot', 1_780_000_021],
    ['slot', -180],
    ['slot', '1780000020'],
    ['item', undefined],
    ['item', 'it 1'],
    ['feature', undefined],
    ['feature', ''],
    ['count', undefined],
    ['count', 0],
    ['count', -1],
    ['count', 0.5],
    ['count', 2 ** 53],
    ['count', null],
  ])('names the record whose %s is %j', async (field, value) => {
    const records = [record, record, { ...record, [field]: value }];
    expect(await refusalOf(() => parseReport({ ...message, records }))).toEqual({
      outcome: 'report_malformed',
      field: `records[2].${field}`,
    });
  });

  test('is written with the vendor once when all records are of one', () => {
    const once = { device, report: 7, vendor: 'acme-vision', records: [bare, bare] };
    expect(encodeReport(parseReport(once))).toBe(JSON.stringify(once));
    const two = { device, report: 7, records: [record, { ...record, vendor: 'umbrella' }] };
    expect(encodeReport(parseReport(two))).toBe(JSON.stringify(two));
    expect(encodeReport({ device, report: 7, records: [] })).toBe(JSON.stringify({ device, report: 7, records: [] }));
  });
});

describe('release', () => {
  test('reads the device key and nothing else', async () => {
    expect(parseRelease({ device })).toEqual({ device });
    expect(await refusalOf(() => parseRelease({}))).toEqual({ outcome: 'request_malformed', field: 'device' });
    expect(await refusalOf(() => parseRelease({ device: 7 }))).toEqual({
      outcome: 'request_malformed',
      field: 'device',
    });
  });
});

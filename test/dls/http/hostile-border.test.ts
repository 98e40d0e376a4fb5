import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDeviceServer } from '../../../dls/http/device-server.ts';
import { Refusal } from '../../../dls/http/problem.ts';
import { importFile } from '../../../dls/operations/import-file.ts';
import { isCode } from '../../../protocol/codes.ts';
import { ProtocolError } from '../../../protocol/error.ts';
import { keyOf, type PlainClient, plainClient } from '../../support/plain-device.ts';
import { makeSite, type TestSite } from '../../support/site.ts';
import { createVendor, makeItem, makeLicense } from '../../support/vendor.ts';

let site: TestSite;
let client: PlainClient;
let close: () => Promise<unknown>;
const vendor = createVendor();
let files: readonly string[];

beforeAll(async () => {
  site = await makeSite();
  const of = site.identity.current;
  const license = makeLicense(vendor, { site: of, items: [makeItem('it-1')] });
  await importFile(site, { bytes: Buffer.from(license), actor: 'command' });
  // The second is for another site, so white space that is tolerated does not make it welcome.
  files = [license, makeLicense(vendor, { site: { ...of, site: randomUUID() }, serial: 2, items: [makeItem('it-2')] })];
  const server = createDeviceServer(site, { tls: null, authority: null });
  await server.listen({ host: '127.0.0.1', port: 0 });
  client = plainClient(`http://127.0.0.1:${(server.server.address() as AddressInfo).port}`);
  const known = await client.post('/v1/leases', {
    device: keyOf('known'),
    vendor: 'acme-vision',
    product: 'barcode-reader',
    org: '200001',
  });
  expect(known.status).toBe(201);
  close = () => server.close();
});

afterAll(async () => {
  client.close();
  await close();
  await site.close();
});

/** Of a vendor that is not known here, and for an item that the device was never granted: however it is twisted, nothing is to be had. */
const acquire = {
  device: keyOf('known'),
  vendor: 'nobody',
  product: 'barcode-reader',
  version: '10.4.2',
  platform: 'linux',
  org: '200001',
  features: ['qr'],
  instances: 1,
  seq: '1.Xy3k9a',
};
const report = {
  device: keyOf('known'),
  report: 1,
  records: [{ vendor: 'acme-vision', slot: 1_780_272_000, item: 'it-9', feature: 'qr', count: 1 }],
};

/** Text with some of its characters changed, cut out, doubled or put in; never the text itself. */
const damaged = (text: string): fc.Arbitrary<string> =>
  fc
    .tuple(fc.nat(text.length), fc.nat(12), fc.string({ unit: 'binary', maxLength: 6 }))
    .map(([at, length, put]) => text.slice(0, at) + put + text.slice(at + length))
    .filter((changed) => changed !== text);

const hostileValue = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(
    null,
    -1,
    0,
    1e308,
    Number.MAX_SAFE_INTEGER + 1,
    '',
    '\u0000',
    '__proto__',
    "' OR 1=1 --",
    '../../etc/passwd',
    [],
    {},
  ),
);

/** A JSON object in which one field has become something else. */
const twisted = (value: object): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...Object.keys(value), '__proto__', 'constructor'), hostileValue)
    .map(([field, other]) => JSON.stringify({ ...value, [field]: other }))
    // A report without records is a good one.
    .filter((text) => text !== JSON.stringify(value) && !text.includes('"records":[]'));

/** Everything but the refusals themselves, which are kept as data. */
const kept = [
  'device',
  'seat',
  'usage_report',
  'usage_day',
  'usage_slot',
  'item',
  'term',
  'license',
  'vendor',
  'handshake',
];
const state = (): string => JSON.stringify(kept.map((table) => site.rows(`SELECT * FROM ${table}`)));

const runs = 5_000;

describe('the border', () => {
  it.each([
    ['acquire', '/v1/leases', acquire],
    ['report', '/v1/usage', report],
  ])(
    `answers ${runs * 2} damaged requests (%s) with a code of the registry, and changes nothing`,
    async (_name, path, good) => {
      const before = state();
      await fc.assert(
        fc.asyncProperty(fc.oneof(damaged(JSON.stringify(good)), twisted(good)), async (body) => {
          const answer = await client.post(path, body);
          expect([400, 403, 409, 413]).toContain(answer.status);
          expect(isCode(String(answer.json.code))).toBe(true);
        }),
        { numRuns: runs * 2, seed: 1 },
      );
      expect(state()).toBe(before);
    },
  );

  it(`refuses ${runs} damaged files with a code of the registry, and changes nothing`, async () => {
    const before = state();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files).chain(damaged), async (text) => {
        const refusal = await importFile(site, { bytes: Buffer.from(text, 'latin1'), actor: 'command' }).then(
          (result) => result,
          (error: unknown) => error,
        );
        const isRefused = refusal instanceof ProtocolError || refusal instanceof Refusal;
        // White space and `>` are tolerated, so a file may still be itself.
        expect(isRefused ? isCode(refusal.code) : (refusal as { already?: boolean }).already).toBe(true);
      }),
      { numRuns: runs, seed: 2 },
    );
    expect(state()).toBe(before);
  });
});

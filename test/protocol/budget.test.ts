import { expect, test } from 'vitest';
import { signatureOf, site } from '../../build/vectors/keys.ts';
import { encodeAcquire, parseAcquire } from '../../protocol/device-api.ts';
import { parseDeviceKey } from '../../protocol/device-key.ts';
import { encodeLeasePayload, LEASE_TYP, readLease } from '../../protocol/lease.ts';
import { encodeSigningInput, encodeToken, verifyToken } from '../../protocol/token.ts';
import { trustedKeys } from '../vectors/vector-file.ts';

const vendor = 'acme-vision';
const product = 'barcode-reader';
const seq = '123456.Xy3k9a';

test('the reference message has a vendor of 11 and a product of 14 characters', () => {
  expect([vendor.length, product.length]).toEqual([11, 14]);
});

test('the body of the reference request takes at most 180 bytes', () => {
  const device = 'AAECAwQFBgcICQoLDA0ODw';
  expect(parseDeviceKey(device)).toHaveLength(16);
  const body = encodeAcquire({ device, vendor, product, org: '200001', version: '10.4.1', platform: 'windows', seq });
  expect(Object.keys(parseAcquire(JSON.parse(body)))).toEqual([
    'device',
    'vendor',
    'product',
    'version',
    'platform',
    'org',
    'seq',
  ]);
  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(180);
});

test('the body of the reference answer, with its signature, takes at most 500 bytes', async () => {
  const payload = encodeLeasePayload({
    iss: vendor,
    sub: '0bc33fb5-b5a3-8cdf-9c39-b81d8a6ff0bb',
    jti: 'ZmFyZXdlbGxibHVl',
    iat: 1_780_000_000,
    exp: 1_787_776_000,
    seq,
    items: [{ id: 'it-1', product, features: ['qr', '1d'], until: 1_811_536_000, state: 'ok', count: 1 }],
    renew: 86_400,
    grace: 259_200,
  });
  const signingInput = encodeSigningInput(LEASE_TYP, site.kid, payload);
  const lease = encodeToken(signingInput, signatureOf(signingInput, site));
  await expect(verifyToken(lease, LEASE_TYP, trustedKeys('site'))).resolves.toBeDefined();
  expect(readLease(lease).items[0]?.features).toEqual(['qr', '1d']);
  expect(Buffer.byteLength(JSON.stringify({ lease }))).toBeLessThanOrEqual(500);
});

import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { deviceUuid, deviceUuidFromDigest, parseDeviceKey } from '../../protocol/device-key.ts';
import { readVectors } from '../vectors/vector-file.ts';

const vectors = readVectors<readonly { key: string; uuid: string }[]>('device-uuid');

test.each(vectors)('the device UUID of $key is $uuid', async ({ key, uuid }) => {
  expect(await deviceUuid(key)).toBe(uuid);
  expect(deviceUuidFromDigest(createHash('sha256').update(parseDeviceKey(key)).digest())).toBe(uuid);
});

test('a device UUID has version 8 and the variant of RFC 9562', () => {
  for (let round = 0; round < 64; round += 1) {
    expect(deviceUuidFromDigest(randomBytes(32))).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  }
});

test.each([
  '',
  'AAAAAAAAAAAAAAAAAAAAA',
  'AAAAAAAAAAAAAAAAAAAAAAA',
  'AAAAAAAAAAAAAAAAAAAAAB',
  'AAAAAAAAAAAAAAAAAAAAA=',
  'AAAAAAAAAA+AAAAAAAAAAA',
])('refuses %j as a device key', (text) => {
  expect(() => parseDeviceKey(text)).toThrow(expect.objectContaining({ code: 'request_malformed', field: 'device' }));
});

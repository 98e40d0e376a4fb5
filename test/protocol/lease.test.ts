import fc from 'fast-check';
import { expect, test } from 'vitest';
import { signed, site } from '../../build/vectors/keys.ts';
import { lease, offlineLease } from '../../build/vectors/payloads.ts';
import {
  encodeLeasePayload,
  graceOf,
  type LeasePayload,
  readLease,
  renewAfterOf,
  verifyLease,
} from '../../protocol/lease.ts';
import { casesOf, refusalOf, trustedKeys } from '../vectors/vector-file.ts';

const concurrent: LeasePayload = { ...without(lease), exp: lease.iat + 180 };
const device: LeasePayload = { ...without(lease), exp: lease.iat + 7 * 86_400 };

test('writes every field in the order of the spec', () => {
  expect(encodeLeasePayload(shuffled(lease))).toBe(JSON.stringify(lease));
  expect(encodeLeasePayload(shuffled(offlineLease))).toBe(JSON.stringify(offlineLease));
});

test('leaves defaults out', () => {
  const items = [{ ...lease.items[0]!, state: 'ok' as const, count: 1 }];
  const written = JSON.parse(encodeLeasePayload({ ...concurrent, items, renew: 90, grace: 14_400, off: false }));
  expect(Object.keys(written)).toEqual(['iss', 'sub', 'jti', 'iat', 'exp', 'seq', 'items']);
  expect(Object.keys(written.items[0])).toEqual(['id', 'product', 'features', 'until']);
  expect(encodeLeasePayload({ ...device, renew: 86_400, grace: 259_200 })).not.toMatch(/renew|grace/);
});

test('writes what is not the default of the length of the lease', () => {
  expect(JSON.parse(encodeLeasePayload({ ...concurrent, renew: 89, grace: 259_200 }))).toMatchObject({
    renew: 89,
    grace: 259_200,
  });
  expect(JSON.parse(encodeLeasePayload({ ...device, renew: 90, grace: 14_400 }))).toMatchObject({
    renew: 90,
    grace: 14_400,
  });
  expect(JSON.parse(encodeLeasePayload({ ...device, grace: 0 }))).toMatchObject({ grace: 0 });
});

test('renewal is due after half a lease, half up, at most a day', () => {
  expect(renewAfterOf({ ...concurrent, exp: concurrent.iat + 181 })).toBe(91);
  expect(renewAfterOf(concurrent)).toBe(90);
  expect(renewAfterOf({ ...concurrent, exp: concurrent.iat + 2 * 86_400 + 2 })).toBe(86_400);
  expect(renewAfterOf({ ...concurrent, renew: 60 })).toBe(60);
});

test('grace is 4 hours for leases shorter than a day, which only concurrent items give, and 3 days for others', () => {
  expect(graceOf(concurrent)).toBe(14_400);
  expect(graceOf({ ...concurrent, exp: concurrent.iat + 86_399 })).toBe(14_400);
  expect(graceOf({ ...concurrent, exp: concurrent.iat + 86_400 })).toBe(259_200);
  expect(graceOf({ ...concurrent, grace: 7 })).toBe(7);
});

test('a reader derives what the writer left out', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 * 86_400 }), fc.nat(90_000), fc.nat(300_000), (length, renew, grace) => {
      const full = { ...concurrent, exp: concurrent.iat + length, renew, grace };
      const read = readLease(signed('lease+jwt', encodeLeasePayload(full), site));
      expect([renewAfterOf(read), graceOf(read)]).toEqual([renew, grace]);
    }),
  );
});

test('reads a lease of any key, and verifies only those of the site', async () => {
  const { text } = casesOf('lease', true)[0]!;
  expect(readLease(text)).toEqual(lease);
  expect(await verifyLease(text, trustedKeys('site'))).toEqual(lease);
  expect(await refusalOf(() => verifyLease(text, trustedKeys('vendor')))).toMatchObject({
    outcome: 'signature_invalid',
  });
});

function without(payload: typeof lease): LeasePayload {
  const { renew: _renew, grace: _grace, ...rest } = payload;
  return { ...rest, items: rest.items.map(({ state: _state, count: _count, ...item }) => item) };
}

function shuffled(payload: object): LeasePayload {
  return Object.fromEntries(Object.entries(payload).toReversed()) as unknown as LeasePayload;
}

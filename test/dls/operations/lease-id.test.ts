import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainLimit, encodeLeaseId, parseLeaseId } from '../../../dls/operations/lease-id.ts';

const secret = Buffer.alloc(32, 7);
const device = '6f1ed002-ab55-8591-9fd3-0b3b5c1d2e3f';
const other = '6f1ed002-ab55-8591-9fd3-0b3b5c1d2e40';

describe('lease id', () => {
  it('is 16 base64url characters that name chain and renewal again', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: chainLimit - 1 }),
        fc.integer({ min: 0, max: 2 ** 24 - 1 }),
        (chain, renewal) => {
          const jti = encodeLeaseId({ chain, renewal }, device, secret);
          expect(jti).toMatch(/^[A-Za-z0-9_-]{16}$/);
          expect(parseLeaseId(jti, device, secret)).toEqual({ chain, renewal });
        },
      ),
    );
  });

  it('is not recognized for another device, another site, or when made up', () => {
    const jti = encodeLeaseId({ chain: 5, renewal: 1 }, device, secret);
    expect(parseLeaseId(jti, other, secret)).toBeUndefined();
    expect(parseLeaseId(jti, device, Buffer.alloc(32, 8))).toBeUndefined();
    for (let made = 0; made < 1_000; made++) {
      expect(parseLeaseId(randomBytes(12).toString('base64url'), device, secret)).toBeUndefined();
    }
    expect(parseLeaseId('', device, secret)).toBeUndefined();
    expect(parseLeaseId(`${jti}A`, device, secret)).toBeUndefined();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backOff } from '../../sdk/back-off.ts';

const random = (high: number, low: number) => () => new Uint8Array([high, low]);

describe('the wait after failures', () => {
  it('doubles from 1 second to 5 minutes at most', () => {
    const longest = [1, 2, 3, 4, 8, 9, 10, 50, 5_000].map((failures) =>
      Math.round(backOff(failures, random(255, 255)) / 1_000),
    );
    expect(longest).toEqual([1, 2, 4, 8, 128, 256, 300, 300, 300]);
  });

  it('leaves the second half of each wait to chance', () => {
    expect(
      [backOff(4, random(0, 0)), backOff(4, random(128, 0)), backOff(4, random(255, 255))].map(Math.round),
    ).toEqual([4_000, 6_000, 8_000]);
  });

  it('never is below 1 second or above 5 minutes, whatever a server asks for', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        byte,
        byte,
        fc.double({ min: 0, noNaN: true }),
        (failures, high, low, retryAfter) => {
          const wait = backOff(failures, random(high, low), retryAfter);
          expect(wait).toBeGreaterThanOrEqual(1_000);
          expect(wait).toBeLessThanOrEqual(300_000);
        },
      ),
    );
  });

  it('is lengthened by a server that asks for it', () => {
    expect(backOff(1, random(0, 0), 30)).toBe(30_000);
  });
});

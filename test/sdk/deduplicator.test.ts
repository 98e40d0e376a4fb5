import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deduplicator } from '../../sdk/deduplicator.ts';

describe('repeats of a key', () => {
  it('agree with a list of all that was ever seen', () => {
    const event = fc.record({ key: fc.constantFrom('a', 'b', 'c'), wait: fc.integer({ min: 0, max: 4_000 }) });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        const { repeats } = deduplicator(3);
        const seen: { key: string; at: number }[] = [];
        let now = 0;
        for (const { key, wait } of events) {
          now += wait;
          const expected = seen.some((one) => one.key === key && now - one.at < 3_000);
          expect(repeats(key, now)).toBe(expected);
          seen.push({ key, at: now });
        }
      }),
    );
  });

  it('are none after it was forgotten', () => {
    const { repeats, forget } = deduplicator(3);
    repeats('a', 0);
    forget('a');
    expect(repeats('a', 1)).toBe(false);
  });

  it('are none with a window of nothing', () => {
    const { repeats } = deduplicator(0);
    expect([repeats('a', 5), repeats('a', 5)]).toEqual([false, false]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planBundles } from '../../../dls/gap/bundle-plan.ts';

const none = { items: 0, devices: 0, usage: 0, denials: 0, events: [] };

describe('planBundles', () => {
  it('puts everything into one bundle when it fits', () => {
    expect(planBundles({ ...none, items: 2, usage: 10, events: [4, 9] }, { from: 3, to: 12 })).toEqual([
      { lines: 12, heightTo: 12 },
    ]);
  });

  it('makes a bundle without lines when there is nothing to tell', () => {
    expect(planBundles(none, { from: 3, to: 3 })).toEqual([{ lines: 0, heightTo: 3 }]);
  });

  it('fills each bundle to 500 000 lines, header and end included', () => {
    const parts = planBundles({ ...none, usage: 1_000_000 }, { from: 0, to: 5 });
    expect(parts.map(({ lines }) => lines)).toEqual([499_998, 499_998, 4]);
    expect(parts.map(({ heightTo }) => heightTo)).toEqual([0, 0, 5]);
  });

  it('tells every line and every event once, in ranges that follow one another', () => {
    const counts = fc.record({
      items: fc.nat(20),
      devices: fc.nat(60),
      usage: fc.nat(120),
      denials: fc.nat(20),
      events: fc
        .uniqueArray(fc.integer({ min: 1, max: 500 }), { maxLength: 60 })
        .map((all) => all.toSorted((a, b) => a - b)),
    });
    fc.assert(
      fc.property(counts, fc.integer({ min: 4, max: 50 }), (given, capacity) => {
        const parts = planBundles(given, { from: 0, to: 500, capacity });
        const total = given.items + given.devices + given.usage + given.denials;
        expect(parts.reduce((sum, { lines }) => sum + lines, 0)).toBe(total);
        expect(parts.at(-1)?.heightTo).toBe(500);
        let from = 0;
        for (const { lines, heightTo } of parts) {
          expect(heightTo).toBeGreaterThanOrEqual(from);
          const events = given.events.filter((height) => height > from && height <= heightTo).length;
          expect(lines + events).toBeLessThanOrEqual(capacity);
          from = heightTo;
        }
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evenPlaces, ticksUpTo } from '../../../../renderer/parts/chart/scale.ts';
import { fillSpans, runningTotal, sumAt, together } from '../../../../renderer/parts/chart/series.ts';

const series = [
  { key: 'a', name: 'A', values: [5, 7] },
  { key: 'b', name: 'B', values: [1, 0] },
];
const filled = fillSpans({ at: [100, 300], series }, { from: 150, to: 401, step: 100 });

describe('the spans of a chart', () => {
  it('begin with the one that the time begins in, and have zeros where nothing was', () => {
    expect(filled.at).toEqual([100, 200, 300, 400]);
    expect(filled.series.map(({ values }) => values)).toEqual([
      [5, 0, 7, 0],
      [1, 0, 0, 0],
    ]);
  });

  it('are at least one', () => {
    expect(fillSpans({ at: [], series: [] }, { from: 100, to: 100, step: 100 }).at).toEqual([100]);
  });

  it('add up to one series, and to a running total of each', () => {
    expect(together(filled, 'All').series).toEqual([{ key: 'all', name: 'All', values: [6, 0, 7, 0] }]);
    expect(runningTotal(filled).series.map(({ values }) => values)).toEqual([
      [5, 5, 12, 12],
      [1, 1, 1, 1],
    ]);
    expect(sumAt(filled, 0)).toBe(6);
  });
});

describe('the marks of an axis', () => {
  it('begin at 0, are evenly apart at round figures, and reach the highest figure', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), (max) => {
        const ticks = ticksUpTo(max);
        const step = (ticks[1] ?? 0) - (ticks[0] ?? 0);
        expect(ticks[0]).toBe(0);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(max);
        expect(ticks.length).toBeLessThanOrEqual(7);
        expect(/^[125]0*$/.test(String(step))).toBe(true);
      }),
    );
  });

  it('are never between whole units', () => {
    expect(ticksUpTo(1)).toEqual([0, 1]);
    expect(ticksUpTo(3)).toEqual([0, 1, 2, 3]);
  });

  it('are thinned out evenly where there is no room', () => {
    expect(evenPlaces(10, 4)).toEqual([0, 3, 6, 9]);
    expect(evenPlaces(3, 10)).toEqual([0, 1, 2]);
    expect(evenPlaces(5, 0)).toEqual([0]);
  });
});

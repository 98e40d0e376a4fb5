import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareWidth, coversVersion, parseVersion } from '../../licensing/versions.ts';

describe('coversVersion', () => {
  it.each([
    [{ from: '10.0', to: '10.99' }, '10.0', true],
    [{ from: '10.0', to: '10.99' }, '10', true],
    [{ from: '10.0', to: '10.99' }, '9.99.99', false],
    [{ from: '10.0', to: '10.99' }, '10.99', true],
    [{ from: '10.0', to: '10.99' }, '10.99.3', true],
    [{ from: '10.0', to: '10.99' }, '10.100', false],
    [{ from: '10.0', to: '10.99' }, '11', false],
    [{ from: '10.0.1' }, '10.0', false],
    [{ from: '10.0.1' }, '10.0.1', true],
    [{ from: '10.0.1' }, '99.0', true],
    [{ to: '10' }, '10.999.1', true],
    [{ to: '10' }, '11.0', false],
    [{ to: '10.99.3' }, '10.99', true],
    [{ to: '10.99.3' }, '10.99.4', false],
    [{}, '1', true],
  ])('compares number by number, a short bound as a prefix: %o covers %s: %s', (range, version, covered) => {
    expect(coversVersion(range, version)).toBe(covered);
  });

  it('compares numbers, not text', () => {
    expect(coversVersion({ from: '9' }, '10')).toBe(true);
    expect(coversVersion({ to: '9' }, '10')).toBe(false);
  });

  it('reads the numbers before a suffix', () => {
    expect(coversVersion({ from: '10.2', to: '10.2' }, '10.2.0-beta.1')).toBe(true);
  });

  it('fails a request without a version, or with none that can be compared', () => {
    expect(coversVersion({ from: '1' }, null)).toBe(false);
    expect(coversVersion({}, 'beta')).toBe(false);
  });

  it('covers exactly the versions between its bounds', () => {
    const version = fc.array(fc.nat(3), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(version, version, version, (from, to, asked) => {
        const pad = (list: number[], fill: number) => [0, 1, 2].map((i) => list[i] ?? fill);
        const value = (list: number[]) => list.reduce((sum, part) => sum * 10 + part, 0);
        const low = value(pad(from, 0)) <= value(pad(asked, 0));
        const high = value(pad(asked, 0)) <= value(pad(to, 9));
        const range = { from: from.join('.'), to: to.join('.') };
        expect(coversVersion(range, asked.join('.'))).toBe(low && high);
      }),
    );
  });
});

describe('compareWidth', () => {
  it.each([
    [
      { from: '10', to: '10.5' },
      { from: '10', to: '10.99' },
    ],
    [
      { from: '10.5', to: '10.99' },
      { from: '10', to: '10.99' },
    ],
    [
      { from: '10', to: '10.99' },
      { from: '10', to: '10' },
    ],
    [
      { from: '10', to: '10.99' },
      { from: '10.5', to: '20' },
    ],
    [{ from: '10', to: '20' }, { from: '10' }],
    [{ to: '20' }, { from: '10' }],
    [{ from: '10' }, null],
    [
      { from: '11', to: '12' },
      { from: '10', to: '11' },
    ],
  ])('puts %o before %o', (narrow, wide) => {
    expect(compareWidth(narrow, wide)).toBeLessThan(0);
    expect(compareWidth(wide, narrow)).toBeGreaterThan(0);
  });

  it('makes no difference between equal ranges', () => {
    expect(compareWidth(null, null)).toBe(0);
    expect(compareWidth({ from: '1', to: '2' }, { from: '1', to: '2' })).toBe(0);
    expect(compareWidth(null, {})).toBe(0);
  });
});

describe('parseVersion', () => {
  it('reads dot-separated numbers from the beginning', () => {
    expect(parseVersion('10.02.3rc1')).toEqual([10, 2, 3]);
    expect(parseVersion('v10')).toEqual([]);
  });
});

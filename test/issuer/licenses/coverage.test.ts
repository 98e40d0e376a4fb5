import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideCoverage } from '../../../issuer/licenses/coverage.ts';
import type { IssuedItem, IssuedTrial } from '../../../issuer/store/license-table.ts';

const IAT = 1_780_000_000;
const DAY = 86_400;

function item(more: Partial<IssuedItem> = {}): IssuedItem {
  const base = {
    organization: '200001',
    item: 'it-1',
    product: 'reader',
    features: ['qr'],
    start: IAT,
    end: IAT + 10 * DAY,
  };
  return { ...base, until: (more.end ?? base.end) + 7 * DAY, ...more };
}

function trial(more: Partial<IssuedTrial> = {}): IssuedTrial {
  return { organization: '200001', trial: 'tr-1', product: 'reader', features: ['qr'], ...more };
}

describe('the coverage of a delegation', () => {
  it('ends with the latest end plus grace', () => {
    const coverage = decideCoverage([item(), item({ end: IAT + 30 * DAY, until: IAT + 120 * DAY })], [], IAT);
    expect(coverage.exp).toBe(IAT + 120 * DAY);
  });

  it('grants each product once, with the features of all its items, until the latest of them', () => {
    const coverage = decideCoverage(
      [
        item({ features: ['qr', '1d'], until: IAT + 5 }),
        item({ features: ['1d', 'ocr'], until: IAT + 9 }),
        item({ product: 'camera', features: [], until: IAT + 7 }),
      ],
      [],
      IAT,
    );
    expect(coverage.grants).toEqual([
      { product: 'camera', features: [], until: IAT + 7 },
      { product: 'reader', features: ['1d', 'ocr', 'qr'], until: IAT + 9 },
    ]);
  });

  it('names each organization once', () => {
    const coverage = decideCoverage(
      [item({ organization: '200002' }), item(), item()],
      [trial({ organization: '200003' })],
      IAT,
    );
    expect(coverage.org).toEqual(['200001', '200002', '200003']);
  });

  it('lasts at least 400 days when there are trials, and grants their products as long', () => {
    const coverage = decideCoverage([item()], [trial({ product: 'camera', features: ['zoom'] })], IAT);
    expect(coverage.exp).toBe(IAT + 400 * DAY);
    expect(coverage.grants).toEqual([
      { product: 'camera', features: ['zoom'], until: IAT + 400 * DAY },
      { product: 'reader', features: ['qr'], until: IAT + 17 * DAY },
    ]);
  });

  it('grants trials until the end of items that last longer than 400 days', () => {
    const coverage = decideCoverage([item({ product: 'camera', until: IAT + 900 * DAY })], [trial()], IAT);
    expect(coverage.exp).toBe(IAT + 900 * DAY);
    expect(coverage.grants.find(({ product }) => product === 'reader')?.until).toBe(IAT + 900 * DAY);
  });

  it('grants nothing when nothing is left, but lets the site prove its refusals', () => {
    expect(decideCoverage([], [], IAT)).toEqual({ org: [], grants: [], exp: IAT + 400 * DAY });
  });

  it('covers every item and trial, whatever was issued', () => {
    const products = fc.constantFrom('reader', 'camera', 'ocr');
    const features = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'));
    const items = fc.array(fc.record({ product: products, features, until: fc.integer({ min: 1, max: 4e9 }) }));
    const trials = fc.array(fc.record({ product: products, features }));
    fc.assert(
      fc.property(items, trials, (some, others) => {
        const { grants, exp } = decideCoverage(some.map(item), others.map(trial), IAT);
        const covers = (product: string, asked: readonly string[], until: number) =>
          grants.some(
            (grant) =>
              grant.product === product && grant.until >= until && asked.every((one) => grant.features.includes(one)),
          );
        for (const one of some) expect(covers(one.product, one.features, one.until) && exp >= one.until).toBe(true);
        for (const one of others) expect(covers(one.product, one.features, exp)).toBe(true);
        expect(grants.every(({ until }) => until <= exp)).toBe(true);
      }),
    );
  });
});

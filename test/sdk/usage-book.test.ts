import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_USAGE, type UsageChange, usageBook } from '../../sdk/usage-book.ts';

const record = fc.record({
  item: fc.constantFrom('it-1', 'it-2'),
  feature: fc.constantFrom('1d', 'qr'),
  slot: fc.constantFrom(0, 180, 360),
  count: fc.integer({ min: 1, max: 1_000 }),
});

type Step =
  | { readonly do: 'use'; readonly records: readonly { item: string; feature: string; slot: number; count: number }[] }
  | { readonly do: 'number' | 'acknowledge' | 'restart' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('use' as const), records: fc.array(record, { minLength: 1, maxLength: 5 }) }),
  fc.record({ do: fc.constantFrom('number' as const, 'acknowledge' as const, 'restart' as const) }),
);

describe('a usage book', () => {
  it('loses and doubles nothing over any history, restarts included', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let book = usageBook(EMPTY_USAGE);
        let journal: UsageChange[] = [];
        let snapshot = book.memory();
        let used = 0;
        let acknowledged = 0;
        const numbers: number[] = [];
        const apply = (change: UsageChange): void => {
          journal.push(change);
          book.apply(change);
        };
        for (const one of steps) {
          if (one.do === 'use') {
            used += one.records.reduce((sum, { count }) => sum + count, 0);
            apply({ kind: 'used', records: one.records });
          } else if (one.do === 'number') {
            const numbered = book.numberOpen(120);
            if (numbered !== null) apply(numbered);
          } else if (one.do === 'acknowledge') {
            const [first] = book.pending();
            if (first === undefined) continue;
            numbers.push(first.number);
            acknowledged += first.records.reduce((sum, { count }) => sum + count, 0);
            apply({ kind: 'acknowledged', number: first.number });
          } else {
            book = usageBook(snapshot);
            for (const change of journal) book.apply(change);
            snapshot = JSON.parse(JSON.stringify(book.memory()));
            journal = [];
          }
          expect(book.unreported() + acknowledged).toBe(used);
        }
        expect(numbers).toEqual(numbers.map((_, index) => index + 1));
      }),
    );
  });

  it('makes one record of what was used in the same slot', () => {
    const book = usageBook(EMPTY_USAGE);
    const one = { item: 'it-1', feature: 'qr', slot: 180, count: 2 };
    book.apply({ kind: 'used', records: [one, one, { ...one, slot: 360 }] });
    expect(book.numberOpen(10_000)).toEqual({
      kind: 'numbered',
      reports: [
        {
          number: 1,
          records: [
            { ...one, count: 4 },
            { ...one, slot: 360 },
          ],
        },
      ],
    });
  });

  it('keeps at most a thousand refused records', () => {
    const book = usageBook(EMPTY_USAGE);
    const refused = [{ item: 'it-1', feature: 'qr', slot: 180, count: 2 }];
    for (let index = 0; index < 1_010; index += 1)
      book.apply({ kind: 'amended', report: { number: 1, records: [] }, back: [], refused });
    expect(book.memory().refused.length).toBe(1_000);
  });
});

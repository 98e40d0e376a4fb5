import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Statement } from '../../licensing/configuration.ts';
import { type Saying, siteLockAfter, statementChanges, statementOn } from '../../licensing/statement.ts';
import { item, trial, vendor } from './given.ts';

const say = (changes: Partial<Saying>): Saying => ({ iat: 10, locked: [], unlocked: [], revoked: [], ...changes });
const of = (vendorState: Parameters<typeof statementChanges>[0], changes: Partial<Saying>) =>
  statementChanges(vendorState, say(changes));

describe('statementChanges', () => {
  it('changes nothing when nothing is said', () => {
    expect(of(null, {})).toEqual([]);
    expect(of(vendor(), {})).toEqual([]);
  });

  it('locks and unlocks at the moment of the statement; a lock goes before an unlock of the same file', () => {
    expect(of(null, { locked: ['a'], unlocked: ['a', 'b'] })).toEqual([
      { id: 'a', statement: { revoked: false, lock: { locked: true, iat: 10 } } },
      { id: 'b', statement: { revoked: false, lock: { locked: false, iat: 10 } } },
    ]);
  });

  it('leaves an earlier statement out', () => {
    const by = vendor({ items: [item({ lock: { locked: true, iat: 11 } })] });
    expect(of(by, { unlocked: ['it-1'] })).toEqual([]);
    expect(of(by, { unlocked: ['it-1'], iat: 12 })).toHaveLength(1);
  });

  it('revokes for good, and leaves the lock as it is', () => {
    const lock = { locked: true, iat: 99 };
    const by = vendor({ items: [item({ lock })] });
    expect(of(by, { revoked: ['it-1'] })).toEqual([{ id: 'it-1', statement: { revoked: true, lock } }]);
    expect(of(vendor({ items: [item({ revoked: true })] }), { revoked: ['it-1'] })).toEqual([]);
  });

  it('keeps what is said of ids that no file has brought yet', () => {
    const early = of(null, { locked: ['later'], revoked: ['never'] });
    const statements = new Map(early.map(({ id, statement }) => [id, statement]));
    const by = vendor({ statements });
    expect(of(by, { unlocked: ['later', 'never'], iat: 9 })).toEqual([
      { id: 'never', statement: { revoked: true, lock: { locked: false, iat: 9 } } },
    ]);
  });

  it('comes to the same in any order of arrival', () => {
    const said = fc.record({
      iat: fc.integer({ min: 1, max: 5 }),
      locked: fc.subarray(['a', 'b']),
      unlocked: fc.subarray(['a', 'b']),
      revoked: fc.subarray(['a']),
    });
    const outcome = (sayings: readonly Saying[]) => {
      let statements = new Map<string, Statement>();
      for (const saying of sayings) {
        const changes = statementChanges(vendor({ items: [], statements }), saying);
        statements = new Map([...statements, ...changes.map(({ id, statement }) => [id, statement] as const)]);
      }
      return ['a', 'b'].map((id) => statementOn(vendor({ items: [], statements }), id));
    };
    fc.assert(
      fc.property(
        fc
          .uniqueArray(said, { maxLength: 5 })
          .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          expect(outcome(shuffled)).toEqual(outcome(list));
        },
      ),
    );
  });
});

describe('statementOn', () => {
  it('finds what was said of items, trials and unknown ids', () => {
    const lock = { locked: true, iat: 1 };
    const by = vendor({
      items: [item({ lock })],
      trials: [trial({ revoked: true })],
      statements: new Map([['x', { revoked: true, lock }]]),
    });
    expect(statementOn(by, 'it-1')).toEqual({ revoked: false, lock });
    expect(statementOn(by, 'tr-1')).toEqual({ revoked: true, lock: null });
    expect(statementOn(by, 'x')).toEqual({ revoked: true, lock });
    expect(statementOn(by, 'y')).toEqual({ revoked: false, lock: null });
    expect(statementOn(null, 'y')).toEqual({ revoked: false, lock: null });
  });
});

describe('siteLockAfter', () => {
  it('keeps the known one when nothing is said, else the later', () => {
    const known = { locked: true, iat: 5 };
    expect(siteLockAfter(known, null)).toBe(known);
    expect(siteLockAfter(null, null)).toBeNull();
    expect(siteLockAfter(known, { locked: false, iat: 6 })).toEqual({ locked: false, iat: 6 });
    expect(siteLockAfter(known, { locked: false, iat: 4 })).toBe(known);
  });
});

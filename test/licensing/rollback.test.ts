import { describe, expect, it } from 'vitest';
import { encodeSeq, epochHeight, fitsLedger, judgeProof, lossOf, parseSeq } from '../../licensing/rollback.ts';
import { NOW } from './given.ts';

const ledger = { height: 100, oldest: 1, hash: 'aaaaaa' };
const seq = (height: number, hash = 'aaaaaa') => ({ height, hash });

describe('parseSeq', () => {
  it('reads height and the first characters of the hash', () => {
    expect(parseSeq('123456.Xy3k9a')).toEqual({ height: 123_456, hash: 'Xy3k9a' });
    expect(parseSeq('0.AAAAAA')).toEqual({ height: 0, hash: 'AAAAAA' });
  });

  it.each(['', '1', '1.', '1.abcde', '1.abcdefg', '01.abcdef', '-1.abcdef', '1.abc+ef', '1.5.abcdef', ' 1.abcdef'])(
    'does not read %o',
    (text) => {
      expect(parseSeq(text)).toBeNull();
    },
  );

  it('reads what encodeSeq writes', () => {
    expect(parseSeq(encodeSeq({ height: 7, hash: 'Xy3k9aLongerHash' }))).toEqual({ height: 7, hash: 'Xy3k9a' });
  });
});

describe('fitsLedger', () => {
  it('fits up to the height of the ledger with the same hash', () => {
    expect(fitsLedger(seq(100), ledger)).toBe(true);
    expect(fitsLedger(seq(101), { ...ledger, hash: null })).toBe(false);
    expect(fitsLedger(seq(99, 'bbbbbb'), ledger)).toBe(false);
  });

  it('does not fit at a height between two epochs', () => {
    expect(fitsLedger(seq(50), { ...ledger, hash: null })).toBe(false);
  });

  it('fits where the ledger is archived', () => {
    const archived = { height: 100, oldest: 40, hash: null };
    expect(fitsLedger(seq(39), archived)).toBe(true);
    expect(fitsLedger(seq(40), archived)).toBe(false);
  });
});

describe('judgeProof', () => {
  const losses = [{ from: NOW - 200, until: NOW - 100 }];
  const judge = (iat: number, of = seq(101)) => judgeProof({ iat, seq: of }, ledger, losses);

  it('proves nothing with a lease that fits the ledger', () => {
    expect(judge(NOW - 500, seq(100))).toBe('fits');
  });

  it('proves a rollback with a lease above the ledger or with another hash', () => {
    expect(judgeProof({ iat: NOW, seq: seq(101) }, ledger, [])).toBe('rollback');
    expect(judgeProof({ iat: NOW, seq: seq(50, 'bbbbbb') }, ledger, [])).toBe('rollback');
  });

  it('begins no further epoch for a lease from a time that is known as lost', () => {
    expect([NOW - 201, NOW - 200, NOW - 100, NOW - 99].map((iat) => judge(iat))).toEqual([
      'rollback',
      'known loss',
      'known loss',
      'rollback',
    ]);
  });
});

describe('lossOf', () => {
  it('lies between the events around the lease that proved it', () => {
    expect(lossOf(NOW - 10, NOW)).toEqual({ from: NOW - 10, until: NOW });
    expect(lossOf(null, NOW)).toEqual({ from: 0, until: NOW });
  });
});

describe('epochHeight', () => {
  it('lies at least a million above every known height', () => {
    expect(epochHeight([5, 120, 7])).toBe(1_000_120);
    expect(epochHeight([])).toBe(1_000_000);
  });
});

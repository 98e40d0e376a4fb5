import { describe, expect, it } from 'vitest';
import { isLocked, laterStatement } from '../../licensing/item-lock.ts';

const said = (locked: boolean, iat: number) => ({ locked, iat });

describe('isLocked', () => {
  it('is unlocked when nothing was said', () => {
    expect(isLocked({ lock: null }, null)).toBe(false);
  });

  it.each([
    ['a lock of the item alone', said(true, 5), null, true],
    ['a lock of the site alone', null, said(true, 5), true],
    ['an unlocked item of a site locked later', said(false, 5), said(true, 6), true],
    ['an unlocked item of a site locked earlier', said(false, 6), said(true, 5), false],
    ['a locked item of a site unlocked later', said(true, 5), said(false, 6), false],
    ['a locked item of a site unlocked earlier', said(true, 6), said(false, 5), true],
    ['an unlocked item of a site locked in the same second', said(false, 5), said(true, 5), true],
    ['a locked item of a site unlocked in the same second', said(true, 5), said(false, 5), true],
    ['both unlocked in the same second', said(false, 5), said(false, 5), false],
  ])('judges %s', (_, own, site, locked) => {
    expect(isLocked({ lock: own }, site)).toBe(locked);
  });
});

describe('laterStatement', () => {
  it('is the one with the later iat, whichever arrives first', () => {
    expect(laterStatement(said(true, 5), said(false, 6))).toEqual(said(false, 6));
    expect(laterStatement(said(false, 6), said(true, 5))).toEqual(said(false, 6));
    expect(laterStatement(null, said(true, 5))).toEqual(said(true, 5));
  });

  it('is the lock when both were said in the same second', () => {
    expect(laterStatement(said(false, 5), said(true, 5))).toEqual(said(true, 5));
    expect(laterStatement(said(true, 5), said(false, 5))).toEqual(said(true, 5));
  });
});

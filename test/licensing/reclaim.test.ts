import { describe, expect, it } from 'vitest';
import { decideReclaim, decideUndo, reclaimAllowance, reclaimsSince } from '../../licensing/reclaim.ts';
import { DAY, lease, NOW, seat } from './given.ts';

const used = seat({
  since: NOW - 10 * DAY,
  heldUntil: NOW + 80 * DAY,
  leases: [lease({ exp: NOW + 5 * DAY }), lease({ exp: NOW + 2 * DAY })],
  reported: true,
  reservation: 'line',
});
const reclaim = (changes: Partial<Parameters<typeof decideReclaim>[0]> = {}) =>
  decideReclaim({
    item: { metric: 'device' },
    term: { reclaimsPerYear: 2 },
    seat: used,
    reclaims: 0,
    now: NOW,
    ...changes,
  });

describe('decideReclaim', () => {
  it('frees the seat, and refuses the device until its last lease is over', () => {
    expect(reclaim()).toEqual({
      outcome: 'reclaimed',
      until: NOW + 5 * DAY,
      seat: { ...used, heldUntil: NOW, leases: [], reservation: null, reclaimedUntil: NOW + 5 * DAY },
      changes: [
        { subject: 'all', units: -1, endings: [{ at: NOW + 80 * DAY, units: -1 }] },
        { subject: 'reservation:line', units: -1, endings: [{ at: NOW + 80 * DAY, units: -1 }] },
      ],
    });
  });

  it('frees a registered seat without a live lease at once', () => {
    const idle = { ...used, leases: [lease({ exp: NOW })] };
    expect(reclaim({ seat: idle })).toMatchObject({
      outcome: 'reclaimed',
      until: null,
      seat: { reclaimedUntil: null },
    });
  });

  it.each([
    [0, 'reclaimed'],
    [1, 'reclaimed'],
    [2, 'problem'],
    [3, 'problem'],
  ])('with %d of 2 reclaims used ends in %s', (reclaims, outcome) => {
    expect(reclaim({ reclaims }).outcome).toBe(outcome);
  });

  it('says when the allowance is used up', () => {
    expect(reclaim({ reclaims: 2 })).toEqual({ outcome: 'problem', code: 'reclaim_exhausted' });
  });

  it('has no effect on a seat that is free', () => {
    expect(reclaim({ seat: { ...used, heldUntil: NOW } })).toEqual({ outcome: 'none' });
  });

  it('undoes an unused grant without using up a reclaim', () => {
    const unused = { ...used, since: NOW - DAY + 1, reported: false };
    expect(reclaim({ seat: unused, reclaims: 2 })).toMatchObject({ outcome: 'undone', until: NOW + 5 * DAY });
  });
});

describe('decideUndo', () => {
  const undo = (changes: Partial<typeof used>) =>
    decideUndo({ item: { metric: 'device' }, seat: { ...used, reported: false, ...changes }, now: NOW });

  it('undoes a grant less than 24 hours old', () => {
    expect(undo({ since: NOW - DAY + 1 })).toMatchObject({ outcome: 'undone' });
    expect(undo({ since: NOW - DAY })).toBeNull();
  });

  it('does not undo a grant on which usage was reported, nor one that is over', () => {
    expect(undo({ since: NOW, reported: true })).toBeNull();
    expect(undo({ since: NOW, heldUntil: NOW })).toBeNull();
  });
});

describe('reclaimAllowance', () => {
  it('says what is left of the year', () => {
    const left = (reclaims: number) => reclaimAllowance({ term: { reclaimsPerYear: 2 }, reclaims });
    expect([0, 2, 3].map(left)).toEqual([
      { perYear: 2, left: 2 },
      { perYear: 2, left: 0 },
      { perYear: 2, left: 0 },
    ]);
  });

  it('counts a year of 365 days back', () => {
    expect(reclaimsSince(NOW)).toBe(NOW - 365 * DAY);
  });
});

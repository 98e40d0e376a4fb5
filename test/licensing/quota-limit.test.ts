import { describe, expect, it } from 'vitest';
import { heldBack, toleranceOf } from '../../licensing/quota-limit.ts';
import { term } from './given.ts';

describe('toleranceOf', () => {
  it.each([
    ['usage', 1_000, 5, 50],
    ['usage', 9, 5, 0],
    ['usage', 10, 5, 1],
    ['device', 4, 10, 0],
    ['device', 5, 10, 1],
    ['device', 14, 10, 1],
    ['device', 15, 10, 2],
    ['server', 50, 10, 5],
    ['device', 10, 0, 0],
    ['device', 10, 100, 10],
  ] as const)(
    'rounds overagePercent × quota half up: %s of %d with %d %% tolerates %d',
    (metric, quota, percent, units) => {
      expect(toleranceOf(metric, { quota, overagePercent: percent })).toBe(units);
    },
  );

  it.each([
    ['usage', 5],
    ['device', 10],
    ['server', 10],
    ['concurrent-device', 0],
    ['concurrent-instance', 0],
    ['domain', 0],
  ] as const)('tolerates for %s by default %d of a hundred', (metric, units) => {
    expect(toleranceOf(metric, term(metric, { quota: 100 }))).toBe(units);
  });

  it('tolerates nothing by percent where there is a budget of slots', () => {
    expect(toleranceOf('concurrent-device', { quota: 10, overagePercent: 100 })).toBe(0);
  });
});

describe('heldBack', () => {
  const reservations = [
    { name: 'line', seats: 4, devices: [] },
    { name: 'office', seats: 2, devices: [] },
  ];

  it('is what is reserved and unused', () => {
    expect(heldBack({ reservations }, {}, null)).toBe(6);
    expect(heldBack({ reservations }, { line: 3 }, null)).toBe(3);
    expect(heldBack({ reservations }, { line: 9, office: 2 }, null)).toBe(0);
  });

  it('leaves out one’s own reservation', () => {
    expect(heldBack({ reservations }, {}, 'line')).toBe(2);
  });
});

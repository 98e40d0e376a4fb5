import { describe, expect, it } from 'vitest';
import { runningTerm } from '../../licensing/item.ts';
import { DAY, item, NOW, term } from './given.ts';

describe('runningTerm', () => {
  const renewed = item({ terms: [term('device', { start: NOW }), term('device', { start: NOW + DAY, quota: 5 })] });

  it('is nothing before the first term', () => {
    expect(runningTerm(renewed, NOW - 1)).toBeNull();
  });

  it('is the latest term with start not after the moment, from that very second', () => {
    expect(runningTerm(renewed, NOW)?.quota).toBe(10);
    expect(runningTerm(renewed, NOW + DAY - 1)?.quota).toBe(10);
    expect(runningTerm(renewed, NOW + DAY)?.quota).toBe(5);
  });

  it('stays the last one after its end', () => {
    expect(runningTerm(renewed, NOW + 1_000 * DAY)?.quota).toBe(5);
  });
});

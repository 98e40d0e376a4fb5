import { describe, expect, it } from 'vitest';
import { dayOf, roundHalfUp, slotOf } from '../../licensing/time.ts';
import { DAY, NOW } from './given.ts';

describe('time', () => {
  it('starts a slot every 180 seconds of UTC', () => {
    expect([NOW - 1, NOW, NOW + 179, NOW + 180].map(slotOf)).toEqual([NOW - 180, NOW, NOW, NOW + 180]);
  });

  it('has 480 slots in a day', () => {
    const slots = new Set(Array.from({ length: DAY }, (_, second) => slotOf(NOW + second)));
    expect(slots.size).toBe(480);
  });

  it('starts a day at midnight of UTC', () => {
    expect([NOW - 1, NOW, NOW + DAY - 1, NOW + DAY].map(dayOf)).toEqual([NOW - DAY, NOW, NOW, NOW + DAY]);
  });

  it('rounds halves up', () => {
    expect([0.49, 0.5, 1.5, 2.5, 2.499].map(roundHalfUp)).toEqual([0, 1, 2, 3, 2]);
  });
});

import { describe, expect, it } from 'vitest';
import { type InactiveDevice, isRemovable } from '../../licensing/removal.ts';
import { DAY, NOW } from './given.ts';

const idle: InactiveDevice = {
  heldUntil: 0,
  reclaimedUntil: 0,
  lastSeen: NOW - 90 * DAY,
  blocked: false,
  named: false,
  noted: false,
  trialUsed: false,
};
const removable = (changes: Partial<InactiveDevice>, days?: number) => isRemovable({ ...idle, ...changes }, NOW, days);

describe('isRemovable', () => {
  it('removes a device that holds no seat and was not seen for 90 days', () => {
    expect(removable({})).toBe(true);
    expect(removable({ lastSeen: NOW - 90 * DAY + 1 })).toBe(false);
  });

  it('takes another number of days', () => {
    expect(removable({ lastSeen: NOW - 10 * DAY }, 10)).toBe(true);
    expect(removable({ lastSeen: NOW - 10 * DAY + 1 }, 10)).toBe(false);
  });

  it('keeps a device that holds a seat, or whose reclaimed lease still runs', () => {
    expect([NOW, NOW + 1].map((heldUntil) => removable({ heldUntil }))).toEqual([true, false]);
    expect([NOW, NOW + 1].map((reclaimedUntil) => removable({ reclaimedUntil }))).toEqual([true, false]);
  });

  it.each(['blocked', 'named', 'noted', 'trialUsed'] as const)('keeps a device that is %s', (mark) => {
    expect(removable({ [mark]: true })).toBe(false);
  });
});

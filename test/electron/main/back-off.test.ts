import { describe, expect, it } from 'vitest';
import { createBackOff } from '../../../electron/main/back-off.ts';

describe('the start of a server that ended by itself', () => {
  it('comes at once at first, later each time, and not at all after the sixth', () => {
    const backOff = createBackOff();
    const waits = Array.from({ length: 7 }, () => backOff.next(0));
    expect(waits).toEqual([0, 1_000, 2_000, 5_000, 15_000, 30_000, null]);
  });

  it('begins anew after ten minutes of service', () => {
    const backOff = createBackOff();
    for (let times = 0; times < 4; times += 1) backOff.next(0);
    expect(backOff.next(10 * 60_000 - 1)).toBe(15_000);
    expect(backOff.next(10 * 60_000)).toBe(0);
    expect(backOff.count).toBe(1);
  });
});

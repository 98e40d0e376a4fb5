import { describe, expect, it } from 'vitest';
import { deviceTime } from '../../sdk/device-time.ts';
import { handClock, START } from './support/hand-clock.ts';

describe('corrected time', () => {
  it('is the wall clock until a lease says better', () => {
    const clock = handClock(START + 77);
    const time = deviceTime(clock, null);
    expect(time.now()).toBe(START + 77);
    time.follow(START);
    clock.turn(10);
    expect(time.now()).toBe(START + 10);
    expect(time.memory()).toEqual({ offset: -77_000, highest: START + 10 });
  });

  it('keeps the offset over a restart', () => {
    expect(deviceTime(handClock(START + 500), { offset: -77_000, highest: START }).now()).toBe(START + 423);
  });

  it.each([
    [-300, null],
    [-301, START],
  ])('with a clock %d seconds behind the highest time is rolled back from %s', (behind, from) => {
    expect(deviceTime(handClock(START + behind), { offset: 0, highest: START }).rolledBackFrom()).toBe(from);
  });

  it('goes on from the highest time seen while the clock is set back, also over restarts', () => {
    const first = handClock(START - 1_000);
    const time = deviceTime(first, { offset: 0, highest: START });
    first.turn(100);
    expect(time.now()).toBe(START + 100);
    const again = deviceTime(handClock(START - 1_000), time.memory());
    expect([again.now(), again.rolledBackFrom()]).toEqual([START + 100, START + 100]);
  });

  it('is healed by a newer lease, even one that is behind the highest time', () => {
    const time = deviceTime(handClock(START - 1_000), { offset: 0, highest: START + 900 });
    time.follow(START);
    expect([time.now(), time.rolledBackFrom(), time.memory().highest]).toEqual([START, null, START]);
  });

  it('does not go back to the time of a lease that was carried here', () => {
    const time = deviceTime(handClock(START + 500), null);
    time.reach(START);
    expect(time.now()).toBe(START + 500);
    time.reach(START + 900);
    expect(time.now()).toBe(START + 900);
  });
});

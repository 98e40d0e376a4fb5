import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ClockState,
  confirmJump,
  readClock,
  startClock,
  storedClockOf,
  termOffsetAfterJump,
  termOffsetOf,
  trustedTimeOf,
} from '../../licensing/clock.ts';
import { DAY, NOW } from './given.ts';

const HOUR = 3_600;
const started = startClock({ mark: NOW, jumped: false }, { system: NOW, monotonic: 0 });
const at = (state: ClockState, system: number, monotonic: number) => readClock(state, { system, monotonic });

describe('startClock', () => {
  it('takes the system clock for the time at the very first start', () => {
    expect(startClock(null, { system: NOW, monotonic: 5 })).toMatchObject({ now: NOW, standing: 'trusted' });
  });

  it('trusts a clock that is at most 5 minutes behind the mark, and waits for it', () => {
    const start = (system: number) => startClock({ mark: NOW, jumped: false }, { system, monotonic: 0 });
    expect(start(NOW - 300)).toMatchObject({ now: NOW, standing: 'trusted' });
    expect(start(NOW - 301)).toMatchObject({ now: NOW, standing: 'behind' });
  });

  it('waits for an administrator when more than 30 days passed over a stop', () => {
    const start = (system: number, jumped = false) => startClock({ mark: NOW, jumped }, { system, monotonic: 0 });
    expect(start(NOW + 30 * DAY)).toMatchObject({ now: NOW + 30 * DAY, standing: 'trusted' });
    expect(start(NOW + 30 * DAY + 1)).toMatchObject({ now: NOW, standing: 'ahead' });
  });

  it('does not let a restart confirm a jump that waits', () => {
    const start = (system: number) => startClock({ mark: NOW, jumped: true }, { system, monotonic: 0 });
    expect(start(NOW + 2 * DAY)).toMatchObject({ now: NOW, standing: 'ahead' });
    expect(start(NOW + DAY)).toMatchObject({ now: NOW + DAY, standing: 'trusted' });
  });
});

describe('readClock', () => {
  it('follows the system clock', () => {
    expect(at(started, NOW + 60, 60)).toMatchObject({ now: NOW + 60, standing: 'trusted' });
  });

  it('stands still rather than going back while the system clock is a little behind', () => {
    const back = at(started, NOW - 290, 10);
    expect(back).toMatchObject({ now: NOW, standing: 'trusted' });
    expect(at(back, NOW - 190, 110)).toMatchObject({ now: NOW, standing: 'trusted' });
    expect(at(back, NOW + 5, 305)).toMatchObject({ now: NOW + 5, standing: 'trusted' });
  });

  it('runs on the mark and the monotonic clock while the system clock is more than 5 minutes behind', () => {
    expect(at(started, NOW - 290, 10).standing).toBe('trusted');
    const behind = at(started, NOW - 291, 10);
    expect(behind).toMatchObject({ now: NOW + 10, standing: 'behind' });
    expect(at(behind, NOW - 191, 110)).toMatchObject({ now: NOW + 110, standing: 'behind' });
  });

  it('trusts the system clock again when it is right', () => {
    const behind = at(started, NOW - HOUR, 10);
    expect(at(behind, NOW + 20, 20)).toMatchObject({ now: NOW + 20, standing: 'trusted' });
  });

  it('accepts a jump forward of 24 hours while running, and no second more', () => {
    expect(at(started, NOW + DAY, 0)).toMatchObject({ now: NOW + DAY, standing: 'trusted' });
    expect(at(started, NOW + DAY + 1, 0)).toMatchObject({ now: NOW, standing: 'ahead' });
    expect(at(started, NOW + DAY + 60, 60)).toMatchObject({ standing: 'trusted' });
  });

  it('goes on from the mark while a jump waits, and never confirms it by itself', () => {
    let state = at(started, NOW + 40 * DAY, 0);
    for (let hour = 1; hour <= 24 * 60; hour++) state = at(state, NOW + 40 * DAY + hour * HOUR, hour * HOUR);
    expect(state).toMatchObject({ now: NOW + 60 * DAY, standing: 'ahead' });
  });

  it('trusts the system clock again when the jump was taken back', () => {
    const ahead = at(started, NOW + 40 * DAY, 0);
    expect(at(ahead, NOW + 61, 60)).toMatchObject({ now: NOW + 61, standing: 'trusted' });
  });

  it('loses no fractions of seconds however often it is read', () => {
    let state = at(started, NOW - HOUR, 0);
    for (let i = 1; i <= 1_000; i++) state = at(state, NOW - HOUR, i * 0.3);
    expect(state.now).toBe(NOW + 300);
  });

  it('does not go back with a monotonic clock that starts anew', () => {
    expect(at(at(started, NOW - HOUR, 100), NOW - HOUR, 0).now).toBe(NOW + 100);
  });

  it('never goes back, whatever the system clock does', () => {
    const reading = fc.record({
      system: fc.integer({ min: -60 * DAY, max: 60 * DAY }),
      passed: fc.integer({ min: 0, max: HOUR }),
    });
    fc.assert(
      fc.property(fc.array(reading, { maxLength: 30 }), (readings) => {
        let state = started;
        let monotonic = 0;
        for (const { system, passed } of readings) {
          monotonic += passed;
          const next = at(state, NOW + system, monotonic);
          expect(next.now).toBeGreaterThanOrEqual(state.now);
          expect(next.now - state.now).toBeLessThanOrEqual(DAY + passed);
          state = next;
        }
      }),
    );
  });
});

describe('confirmJump', () => {
  it('accepts the jump that waits and says how far it goes', () => {
    const ahead = at(at(started, NOW + 40 * DAY, 0), NOW + 40 * DAY + 60, 60);
    expect(confirmJump(ahead)).toEqual({
      state: { ...ahead, now: NOW + 40 * DAY + 60, standing: 'trusted' },
      jump: 40 * DAY,
    });
  });

  it('has nothing to accept otherwise', () => {
    expect(confirmJump(started)).toBeNull();
    expect(confirmJump(at(started, NOW - HOUR, 0))).toBeNull();
  });
});

describe('storedClockOf', () => {
  it('keeps the mark and the jump that waits', () => {
    expect(storedClockOf(started)).toEqual({ mark: NOW, jumped: false });
    expect(storedClockOf(at(started, NOW + 40 * DAY, 7))).toEqual({ mark: NOW + 7, jumped: true });
  });
});

describe('trustedTimeOf', () => {
  it('serves only recent holders while the clock is more than 24 hours behind', () => {
    const distrusted = (behind: number) => trustedTimeOf(at(started, NOW - behind, 0)).distrusted;
    expect([DAY, DAY + 1].map(distrusted)).toEqual([false, true]);
  });

  it('serves everybody while a jump forward waits', () => {
    expect(trustedTimeOf(at(started, NOW + 40 * DAY, 0))).toEqual({ now: NOW, distrusted: false, restoredAt: null });
  });

  it('carries the last restore', () => {
    expect(trustedTimeOf(started, NOW - 5).restoredAt).toBe(NOW - 5);
  });
});

describe('termOffsetOf', () => {
  it('sets the vendor’s time to the acknowledged one plus what was counted since', () => {
    expect(termOffsetOf(NOW + 1_000, 60, NOW + 60)).toBe(1_000);
    expect(termOffsetOf(NOW - 1_000, 60, NOW + 60)).toBe(-1_000);
  });
});

describe('termOffsetAfterJump', () => {
  it('keeps a vendor’s time that an acknowledgement set where it is', () => {
    expect(NOW + 40 * DAY + termOffsetAfterJump(500, 40 * DAY)).toBe(NOW + 500);
  });

  it('lets a vendor’s time jump along that none has set', () => {
    expect(termOffsetAfterJump(0, 40 * DAY)).toBe(0);
  });
});

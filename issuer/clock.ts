import { setTimeout as pause } from 'node:timers/promises';
import type { EpochSeconds } from '../licensing/time.ts';

/** Where the vendor's commands get the time from. */
export type Clock = {
  now(): EpochSeconds;
  /**
   * A moment later than `at`: now, or after waiting for the next second. A clock that is further behind is not waited
   * for, since what a vendor states must rise; then it is the second after `at`.
   */
  after(at: EpochSeconds): Promise<EpochSeconds>;
};

/** Longest wait in seconds. */
const PATIENCE = 3;

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => Math.floor(Date.now() / 1000),
  async after(at) {
    while (systemClock.now() <= at && at - systemClock.now() < PATIENCE) await pause(1000 - (Date.now() % 1000));
    return Math.max(systemClock.now(), at + 1);
  },
};

import type { EpochSeconds } from '../../licensing/time.ts';
import { MINUTE } from '../../licensing/time.ts';

/** At most so many devices are seen for the first time per address and minute (rules.md section 4). */
export type FirstSeenLimit = {
  allows(address: string, now: EpochSeconds): boolean;
  count(address: string, now: EpochSeconds): void;
};

/**
 * @param groupOf what counts as one address: IPv6 by its /64; null for loopback, which is exempt.
 * @param perMinute the setting, read at every question.
 */
export function createFirstSeenLimit(
  groupOf: (address: string) => string | null,
  perMinute: () => number,
): FirstSeenLimit {
  let minute = 0;
  let seen = new Map<string, number>();
  const turn = (now: EpochSeconds): void => {
    const current = now - (now % MINUTE);
    if (current === minute) return;
    minute = current;
    seen = new Map();
  };
  return {
    allows: (address, now) => {
      turn(now);
      const group = groupOf(address);
      return group === null || (seen.get(group) ?? 0) < perMinute();
    },
    count: (address, now) => {
      turn(now);
      const group = groupOf(address);
      if (group !== null) seen.set(group, (seen.get(group) ?? 0) + 1);
    },
  };
}

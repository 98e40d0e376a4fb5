import type { EpochSeconds } from '../licensing/time.ts';
import type { Clock } from './ports.ts';

/** A clock this far behind the highest time ever seen was set back (rules.md section 7). Seconds. */
const TOLERATED_BEHIND = 300;

/** What is kept of time between two runs of the app. */
export type TimeMemory = {
  /** Server time minus the device's wall clock, milliseconds, from the last verified lease. */
  readonly offset: number;
  /** The highest corrected time ever seen. */
  readonly highest: EpochSeconds;
};

/** Time by which leases are judged: the device's clock corrected by what the last verified lease said. */
export type DeviceTime = {
  /** Corrected time. While the clock is set back, the highest time ever seen plus what has passed since. */
  readonly now: () => EpochSeconds;
  /** The highest time seen when the clock was found set back; null: it is not. */
  readonly rolledBackFrom: () => EpochSeconds | null;
  /** Takes the server's time from a verified lease that is newer than the last. Heals a clock that was set back. */
  readonly follow: (serverTime: EpochSeconds) => void;
  /** Takes the server's time from a newer lease that was carried here: it is at least that late. Heals as well. */
  readonly reach: (serverTime: EpochSeconds) => void;
  readonly memory: () => TimeMemory;
};

/** Starts counting from what was kept, or from the bare wall clock when nothing was. */
export function deviceTime(clock: Clock, kept: TimeMemory | null): DeviceTime {
  let offset = kept?.offset ?? 0;
  let highest = (kept?.highest ?? 0) * 1_000;
  let base = clock.wall() + offset;
  let baseAt = clock.monotonic();
  let rolledBackFrom: number | null = null;
  if (isBehind(base)) {
    rolledBackFrom = highest;
    base = highest;
  }

  function isBehind(corrected: number): boolean {
    return corrected < highest - TOLERATED_BEHIND * 1_000;
  }

  /** The wall clock is asked again only while it is known to be wrong; otherwise its jumps mean nothing. */
  function lookForRightClock(): void {
    if (rolledBackFrom === null || isBehind(clock.wall() + offset)) return;
    rolledBackFrom = null;
    base = clock.wall() + offset;
    baseAt = clock.monotonic();
  }

  function now(): EpochSeconds {
    lookForRightClock();
    const corrected = base + clock.monotonic() - baseAt;
    highest = Math.max(highest, corrected);
    return Math.floor(corrected / 1_000);
  }

  function restart(corrected: number): void {
    base = corrected;
    baseAt = clock.monotonic();
    offset = corrected - clock.wall();
    highest = corrected;
    rolledBackFrom = null;
  }

  return {
    now,
    rolledBackFrom: () => {
      now();
      return rolledBackFrom === null ? null : Math.floor(rolledBackFrom / 1_000);
    },
    follow: (serverTime) => restart(serverTime * 1_000),
    reach: (serverTime) => {
      const own = rolledBackFrom === null ? base + clock.monotonic() - baseAt : clock.wall() + offset;
      restart(Math.max(own, serverTime * 1_000));
    },
    memory: () => {
      now();
      return { offset, highest: Math.floor(highest / 1_000) };
    },
  };
}

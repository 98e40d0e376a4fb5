import type { TrustedTime } from '../licensing/acquire.ts';
import {
  confirmJump,
  type ClockState as LicensingClock,
  readClock,
  type StoredClock,
  startClock,
  storedClockOf,
  trustedTimeOf,
} from '../licensing/clock.ts';
import type { EpochSeconds, Seconds } from '../licensing/time.ts';
import type { EpochHolder } from './site/epoch-state.ts';

/** The two clocks of the machine; turned by hand in tests. */
export type MachineClock = {
  /** UTC as the system says it, in milliseconds. */
  wallMs(): number;
  /** Milliseconds that never go back while the process runs. */
  monotonicMs(): number;
};

export const machineClock: MachineClock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
};

export type ClockState = {
  readonly now: EpochSeconds;
  readonly system: EpochSeconds;
  readonly mark: EpochSeconds;
  readonly trusted: boolean;
  /** How far the system clock is behind the mark; 0 when it is not. */
  readonly behind: Seconds;
  /** A forward jump that waits for an administrator: what the system clock says; null: none. */
  readonly pendingForward: EpochSeconds | null;
};

/** The DLS's trusted time (rules.md section 8). */
export type Clock = {
  read(): TrustedTime;
  state(): ClockState;
  /** Seconds that the DLS durably counted in its life, for the time in an acknowledgement. */
  elapsed(): Seconds;
  /** Accepts the forward jump that waits; false when none does. */
  confirmForward(): boolean;
};

/** What of the clock outlives a stop, kept in the database. */
export type ClockRecord = StoredClock & { readonly elapsed: Seconds };

/** The clock with what its keeper needs: what to store. */
export type KeptClock = Clock & { record(): ClockRecord };

/** @param stored null: the very first start. */
export function createClock(stored: ClockRecord | null, epoch: EpochHolder, machine: MachineClock): KeptClock {
  const reading = () => ({
    system: Math.floor(machine.wallMs() / 1_000),
    monotonic: machine.monotonicMs() / 1_000,
  });
  const started = reading().monotonic;
  let state: LicensingClock = startClock(stored, reading());
  const current = (): LicensingClock => {
    state = readClock(state, reading());
    return state;
  };
  const elapsed = (): Seconds => (stored?.elapsed ?? 0) + Math.floor(reading().monotonic - started);
  return {
    read: () => trustedTimeOf(current(), epoch.current.restoredAt),
    state: () => {
      const { now, system, standing } = current();
      return {
        now,
        system,
        mark: now,
        trusted: standing === 'trusted',
        behind: standing === 'behind' ? now - system : 0,
        pendingForward: standing === 'ahead' ? system : null,
      };
    },
    elapsed,
    confirmForward: () => {
      const confirmed = confirmJump(current());
      if (confirmed === null) return false;
      state = confirmed.state;
      return true;
    },
    record: () => ({ ...storedClockOf(current()), elapsed: elapsed() }),
  };
}

import type { TrustedTime } from '../licensing/acquire.ts';
import type { EpochSeconds, Seconds } from '../licensing/time.ts';

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

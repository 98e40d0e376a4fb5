import type { TrustedTime } from './acquire.ts';
import { DEFAULTS } from './defaults.ts';
import type { EpochSeconds, Seconds } from './time.ts';

/** Both clocks of the machine at one moment. */
export type ClockReading = {
  /** UTC as the system says it. */
  readonly system: EpochSeconds;
  /** Seconds, with fractions, that never go back while the process runs. */
  readonly monotonic: Seconds;
};

/** What outlives a stop: the high-water mark, and whether a forward jump waits for an administrator. */
export type StoredClock = { readonly mark: EpochSeconds; readonly jumped: boolean };

/** The clock at one reading. */
export type ClockState = {
  /** The DLS's trusted time, which is also its high-water mark: it never goes back. */
  readonly now: EpochSeconds;
  /** The monotonic reading that `now` belongs to. */
  readonly monotonic: Seconds;
  readonly system: EpochSeconds;
  /**
   * `trusted`: the system clock leads. `behind`: it is more than 5 minutes behind the mark. `ahead`: it jumped forward and
   * an administrator has not confirmed that. In the last two time goes on from the mark.
   */
  readonly standing: 'trusted' | 'behind' | 'ahead';
};

/** The clock at start. @param stored null: the very first start, when the system clock is all there is. */
export function startClock(stored: StoredClock | null, reading: ClockReading): ClockState {
  const mark = stored?.mark ?? reading.system;
  const allowed = stored?.jumped === true ? DEFAULTS.jumpRunning : DEFAULTS.jumpStopped;
  return judge({ mark, expected: mark, monotonic: reading.monotonic, reading, allowed });
}

/** The clock at a later reading of the same process (rules.md section 8). */
export function readClock(state: ClockState, reading: ClockReading): ClockState {
  // Whole seconds only, so that frequent readings do not lose their fractions.
  const elapsed = Math.max(0, Math.floor(reading.monotonic - state.monotonic));
  const expected = state.now + elapsed;
  const monotonic = state.monotonic + elapsed;
  return judge({ mark: state.now, expected, monotonic, reading, allowed: DEFAULTS.jumpRunning });
}

/** Accepts the forward jump that waits, and says how far it went; null: none waits. */
export function confirmJump(state: ClockState): { readonly state: ClockState; readonly jump: Seconds } | null {
  if (state.standing !== 'ahead') return null;
  return { state: { ...state, now: state.system, standing: 'trusted' }, jump: state.system - state.now };
}

/** What of the clock has to outlive a stop. */
export function storedClockOf({ now, standing }: ClockState): StoredClock {
  return { mark: now, jumped: standing === 'ahead' };
}

/** The time by which decisions are made. @param restoredAt the last restore; null: none. */
export function trustedTimeOf(
  { now, system, standing }: ClockState,
  restoredAt: EpochSeconds | null = null,
): TrustedTime {
  return { now, distrusted: standing === 'behind' && now - system > DEFAULTS.clockDistrust, restoredAt };
}

/**
 * What is added to `now` to judge a vendor's terms, from `time` in the acknowledgement of the newest bundle (section 8).
 * @param counted seconds that the DLS durably counted since it made that bundle
 */
export function termOffsetOf(time: EpochSeconds, counted: Seconds, now: EpochSeconds): Seconds {
  return time + counted - now;
}

/**
 * A vendor's offset after a forward jump was confirmed: its own time, once set by an acknowledgement, does not jump.
 * @param offset 0: no acknowledgement set a time, so the vendor's time is the DLS's
 */
export function termOffsetAfterJump(offset: Seconds, jump: Seconds): Seconds {
  return offset === 0 ? 0 : offset - jump;
}

type Judged = {
  readonly mark: EpochSeconds;
  /** Where the mark and the monotonic clock would have the time be. */
  readonly expected: EpochSeconds;
  readonly monotonic: Seconds;
  readonly reading: ClockReading;
  /** The longest jump forward that needs no administrator. */
  readonly allowed: Seconds;
};

function judge({ mark, expected, monotonic, reading, allowed }: Judged): ClockState {
  const { system } = reading;
  if (expected - system > DEFAULTS.clockTolerance) return { now: expected, monotonic, system, standing: 'behind' };
  if (system - expected > allowed) return { now: expected, monotonic, system, standing: 'ahead' };
  // A clock that is a little behind is waited for: time stands still rather than going back.
  return { now: Math.max(mark, system), monotonic: reading.monotonic, system, standing: 'trusted' };
}

import type { Clock } from './ports.ts';

/** Sleep shorter than this is not told from an imprecise clock. Milliseconds. */
const SLEPT = 2_000;
const LOOK_EVERY = 1_000;

/**
 * The clocks of this runtime. Timers do not keep a Node process alive.
 * @param uptime milliseconds since the machine started, sleep included; null where nobody can tell
 * @param awakeTime milliseconds, finer, which may stand still while the machine sleeps
 */
export function systemClock(uptime: (() => number) | null = null, awakeTime = (): number => performance.now()): Clock {
  const origin = uptime === null ? 0 : uptime() - awakeTime();
  let slept = 0;
  let lookedAt = Number.NEGATIVE_INFINITY;

  function monotonic(): number {
    const awake = awakeTime();
    if (uptime !== null && awake - lookedAt >= LOOK_EVERY) {
      lookedAt = awake;
      const behind = uptime() - awake - origin;
      if (behind > slept + SLEPT) slept = behind;
    }
    return awake + slept;
  }

  return {
    wall: () => Date.now(),
    monotonic,
    after: (milliseconds, action) => {
      const timer: unknown = setTimeout(action, milliseconds);
      if (typeof timer === 'object' && timer !== null && 'unref' in timer) (timer as { unref: () => void }).unref();
      return () => clearTimeout(timer as number);
    },
  };
}

/** That many bytes from the runtime's cryptographic source. */
export function systemRandom(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length));
}

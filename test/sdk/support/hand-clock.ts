import type { Clock } from '../../../sdk/index.ts';

/** A clock that only goes when it is turned. */
export type HandClock = Clock & {
  /** Lets time pass, firing what comes due on the way, in order. */
  readonly turn: (seconds: number) => void;
  /** Changes what the operating system says, as a person or a dead battery does. */
  readonly setWall: (epochSeconds: number) => void;
};

/** 2026-06-01T00:00:00Z, the start of a slot and of a day. */
export const START = 1_780_272_000;

export function handClock(epochSeconds: number = START): HandClock {
  let wall = epochSeconds * 1_000;
  let elapsed = 0;
  let timers: { readonly at: number; readonly action: () => void }[] = [];

  function pass(milliseconds: number): void {
    wall += milliseconds;
    elapsed += milliseconds;
  }

  return {
    wall: () => wall,
    monotonic: () => elapsed,
    after: (milliseconds, action) => {
      const timer = { at: elapsed + milliseconds, action };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    turn: (seconds) => {
      const end = elapsed + seconds * 1_000;
      for (;;) {
        const due = timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
        if (due === undefined) break;
        timers = timers.filter((one) => one !== due);
        pass(Math.max(0, due.at - elapsed));
        due.action();
      }
      pass(end - elapsed);
    },
    setWall: (at) => {
      wall = at * 1_000;
    },
  };
}

import { IdentityError } from './identity-error.ts';

/** Runs costly work: at most `atOnce` at the same time, at most `waiting` in the queue behind them. */
export type WorkQueue = {
  /** Throws IdentityError `overloaded` when the queue is full. */
  run<T>(work: () => Promise<T>): Promise<T>;
};

/** How many scrypts run at once and how many wait (rules.md section 2). */
export const SCRYPT_LIMITS = { atOnce: 2, waiting: 32 } as const;

/** Makes the queue in front of scrypt, so that guessed passwords cannot take the machine's memory and threads. */
export function createScryptQueue({
  atOnce,
  waiting,
}: {
  readonly atOnce: number;
  readonly waiting: number;
} = SCRYPT_LIMITS): WorkQueue {
  let running = 0;
  const queue: (() => void)[] = [];
  const turn = (): Promise<void> => {
    if (running < atOnce) {
      running += 1;
      return Promise.resolve();
    }
    if (queue.length >= waiting) {
      return Promise.reject(
        new IdentityError('overloaded', 'Too many passwords are being checked. Try again in a few seconds.'),
      );
    }
    return new Promise((resolve) => queue.push(resolve));
  };
  /** The place goes straight to the next in line, so that nobody who comes now can overtake. */
  const leave = (): void => {
    const next = queue.shift();
    if (next === undefined) running -= 1;
    else next();
  };
  return {
    async run(work) {
      await turn();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}

import type { Logger } from 'pino';

/** Work that comes again by itself. It must bear being cut short by a stop. */
export type Job = { readonly name: string; readonly everySeconds: number; readonly run: () => Promise<void> };

export type Jobs = {
  /** Resolves when the runs under way have ended; no further one begins. */
  stop(): Promise<void>;
};

/** Runs each job in its rhythm, never twice at the same time; a failure is logged and the next run comes all the same. */
export function startJobs(jobs: readonly Job[], log: Logger): Jobs {
  const running = new Set<Promise<void>>();
  const timers = jobs.map((job) => {
    let busy = false;
    const timer = setInterval(() => {
      if (busy) return;
      busy = true;
      const run = job
        .run()
        .catch((error: unknown) => log.error({ err: error, job: job.name }, 'a job failed'))
        .finally(() => {
          busy = false;
          running.delete(run);
        });
      running.add(run);
    }, job.everySeconds * 1_000);
    return timer.unref();
  });
  return {
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      await Promise.all(running);
    },
  };
}

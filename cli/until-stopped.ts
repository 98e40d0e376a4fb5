/** As of a process that Ctrl-C ended. */
const FORCED = 130;

let stopped: Promise<NodeJS.Signals> | null = null;

/**
 * Resolves at the first SIGTERM, SIGINT or SIGHUP since it was called first. A second one ends the process on the spot,
 * which loses nothing that was answered.
 */
export function untilStopped(): Promise<NodeJS.Signals> {
  stopped ??= listen();
  return stopped;
}

function listen(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let isStopping = false;
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (isStopping) process.exit(FORCED);
        isStopping = true;
        resolve(signal);
      });
    }
  });
}

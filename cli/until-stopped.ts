/** Most people who press Ctrl-C twice do not want to wait. */
const FORCED = 130;

/**
 * Resolves at the first SIGTERM, SIGINT or SIGHUP; begins to listen at once. A second one ends the process on the spot,
 * which loses nothing that was answered.
 */
export function untilStopped(): Promise<NodeJS.Signals> {
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

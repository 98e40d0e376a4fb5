/** The person at the keyboard ended the command. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** As of a process that Ctrl-C ended. */
const FORCED = 130;

/**
 * Does work that Ctrl-C ends in an orderly way: its signal is aborted with `Interrupted`, so that nothing half is left. A
 * second Ctrl-C ends the process on the spot.
 */
export async function interruptible<T>(act: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(FORCED);
    controller.abort(new Interrupted());
  };
  process.on('SIGINT', stop);
  try {
    return await act(controller.signal);
  } finally {
    process.off('SIGINT', stop);
  }
}

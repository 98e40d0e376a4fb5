import type { Terminal } from './terminal.ts';
import { styled } from './text/color.ts';

/** Nothing is shown of what ends sooner. */
const SHOWN_AFTER = 1_000;
const EVERY = 200;

/** Does `act` and, on a terminal, shows that it goes on and for how long once it takes longer than a second. */
export async function withProgress<T>(
  { err }: Pick<Terminal, 'err'>,
  label: string,
  act: () => Promise<T>,
): Promise<T> {
  if (!err.isTerminal) return act();
  const started = performance.now();
  let shown = false;
  const timer = setInterval(() => {
    const elapsed = performance.now() - started;
    if (elapsed < SHOWN_AFTER) return;
    shown = true;
    err.write(`\r\u001B[K${styled(err, 'dim', `${label} … ${Math.floor(elapsed / 1_000)} s`)}`);
  }, EVERY);
  try {
    return await act();
  } finally {
    clearInterval(timer);
    if (shown) err.write('\r\u001B[K');
  }
}

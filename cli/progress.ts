import type { Terminal } from './terminal.ts';
import { styled } from './text/color.ts';

/** Nothing is shown of what ends sooner. */
const SHOWN_AFTER = 1_000;
const EVERY = 200;

/** Is told how much of how much is done, where the work knows it. */
export type Report = (progress: { readonly done: number; readonly total: number }) => void;

/** Does `act` and, on a terminal, shows how far it got and for how long it goes on once it takes longer than a second. */
export async function withProgress<T>(
  { err }: Pick<Terminal, 'err'>,
  label: string,
  act: (report: Report) => Promise<T>,
): Promise<T> {
  if (!err.isTerminal) return act(() => undefined);
  const started = performance.now();
  let share = '';
  let shown = false;
  const timer = setInterval(() => {
    const elapsed = performance.now() - started;
    if (elapsed < SHOWN_AFTER) return;
    shown = true;
    err.write(`${CLEAR}${styled(err, 'dim', `${label} … ${share}${Math.floor(elapsed / 1_000)} s`)}`);
  }, EVERY);
  try {
    return await act(({ done, total }) => {
      share = total > 0 ? `${Math.min(100, Math.floor((100 * done) / total))} %, ` : '';
    });
  } finally {
    clearInterval(timer);
    if (shown) err.write(CLEAR);
  }
}

/** To the beginning of the line, which is emptied. */
const CLEAR = '\r\u001B[K';

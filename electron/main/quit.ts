import { app, powerMonitor } from 'electron';

export type Quitting = {
  /** Ends the app without a question. */
  atOnce(): void;
  /** Whether the app is ending, so that its window may close. */
  isQuitting(): boolean;
};

export type QuitOptions = {
  readonly mayQuit: () => Promise<boolean>;
  /** Gives everything back. */
  readonly end: () => Promise<void>;
};

/** Before the app ends it asks, if it has to, and gives its server the time to answer what is under way. */
export function handleQuit({ mayQuit, end }: QuitOptions): Quitting {
  let state: 'running' | 'asking' | 'agreed' | 'ending' | 'ended' = 'running';
  const finish = async (): Promise<void> => {
    state = 'ending';
    await end();
    state = 'ended';
    app.quit();
  };
  const askFirst = async (): Promise<void> => {
    state = 'asking';
    if (await mayQuit()) await finish();
    else state = 'running';
  };
  app.on('before-quit', (event) => {
    if (state === 'ended') return;
    event.preventDefault();
    if (state === 'running') void askFirst();
    else if (state === 'agreed') void finish();
  });
  const atOnce = (): void => {
    if (state === 'running' || state === 'asking') state = 'agreed';
    app.quit();
  };
  // The machine goes down: there is nobody to ask and no time to lose.
  process.once('SIGTERM', atOnce);
  if (process.platform !== 'win32') powerMonitor.on('shutdown', atOnce);
  return { atOnce, isQuitting: () => state !== 'running' && state !== 'asking' };
}

import type { Session } from 'electron';
import type { Logger } from 'pino';
import type { Notice } from './alert-notices.ts';
import { watchServer } from './alert-watch.ts';
import { type Connection, readConsole } from './connect.ts';
import { openControlLink } from './control-link.ts';
import type { MainWindow } from './main-window.ts';
import { openConsole } from './open-console.ts';
import type { Standing } from './tray.ts';

export type ShowOptions = {
  readonly page: MainWindow;
  readonly session: Pick<Session, 'cookies'>;
  readonly log: Logger;
  readonly onState: (standing: Standing) => void;
  readonly onNotice: (notice: Notice) => void;
  /** Keys that the server says are its own. */
  readonly onPins: (pins: readonly string[]) => void;
};

/** Shows the console of a server in the window, and follows the server as long as the app runs. Ends that when called. */
export async function showServer({ folder, console, kind }: Connection, options: ShowOptions): Promise<() => void> {
  const { page, session, log, onState, onNotice, onPins } = options;
  if (kind === 'visit') {
    await page.load(console);
    onState({ state: 'ok', newSeatsPaused: null });
    return () => undefined;
  }
  const link = openControlLink(folder);
  const load = async (address: string): Promise<void> => {
    const { body } = await link.ask('status');
    onPins((body as { readonly network: { readonly tls: readonly string[] } }).network.tls);
    await page.load(await openConsole(link, session, address));
  };
  // A server that came back may be at another address; at the same one the page finds it by itself.
  const follow = async (): Promise<void> => {
    const now = await readConsole(folder);
    if (now !== null && new URL(now).origin !== page.origin()) await load(now);
  };
  const onFault = (error: unknown): void => log.warn({ err: error }, 'the server did not answer');
  await load(console).catch(onFault);
  return watchServer(link, {
    onState,
    onFault,
    onNotices: (notices) => notices.forEach(onNotice),
    onOpen: () => void follow().catch(onFault),
  });
}

import { type ListedAlert, type Notice, noticesOf, testNoticeOf } from './alert-notices.ts';
import type { ControlLink } from './control-link.ts';
import type { Standing } from './tray.ts';

export type WatchedServer = {
  readonly onNotices: (notices: readonly Notice[]) => void;
  readonly onState: (standing: Standing) => void;
  /** The server is there, at first or again. */
  readonly onOpen: () => void;
  readonly onFault: (error: unknown) => void;
};

/** How long to wait before a server that is gone is looked for again. */
const againMs = 1_500;

/** Listens to a server as long as the app runs: what fires is told here, how it stands goes to the tray. */
export function watchServer(link: ControlLink, { onNotices, onState, onOpen, onFault }: WatchedServer): () => void {
  let newest: number | null = null;
  let timer: NodeJS.Timeout | null = null;
  let isOver = false;
  let end = (): void => undefined;

  const readAlerts = async (): Promise<void> => {
    const { body } = await link.ask('alerts?channel=native&limit=20');
    const { items } = body as { readonly items: readonly ListedAlert[] };
    const last = newest;
    newest = Math.max(last ?? 0, ...items.map(({ id }) => id));
    // What fired before the app was there is on the page.
    if (last !== null) onNotices(noticesOf(items, last));
  };
  const readState = async (): Promise<void> => {
    const { body } = await link.ask('status');
    const { state, newSeatsPaused } = body as Standing;
    onState({ state, newSeatsPaused });
  };
  const attempt = (read: () => Promise<void>): void => void read().catch(onFault);

  const listen = (): void => {
    end = link.listen({
      onOpen: () => {
        attempt(readAlerts);
        attempt(readState);
        onOpen();
      },
      onEvent: (topic, data) => {
        if (topic === 'status' || topic === 'settings') attempt(readState);
        if (topic !== 'alerts') return;
        const test = testNoticeOf(data);
        if (test !== null) onNotices([test]);
        else {
          attempt(readAlerts);
          attempt(readState);
        }
      },
      onEnd: () => {
        if (isOver) return;
        onState({ state: 'lost', newSeatsPaused: null });
        timer = setTimeout(listen, againMs);
      },
    });
  };
  listen();
  return () => {
    isOver = true;
    if (timer !== null) clearTimeout(timer);
    end();
  };
}

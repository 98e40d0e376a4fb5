import type { LiveEvent } from '../events.ts';
import { OUTER_CHANNELS } from '../site/channel-settings.ts';
import { type DeliverDeps, deliverAlerts } from './deliver.ts';
import { evaluateSite } from './evaluate-site.ts';
import type { WatchDeps } from './read-watched.ts';

export type AlertWatch = {
  /** Cuts what is being sent short; it is sent again after the next start. */
  stop(): Promise<void>;
};

/** Figures are looked at once in this time at most, however much changes. */
const pauseMs = 1_000;
/** How often the list of messages is looked through for one whose next attempt is due. */
const deliverMs = 5_000;

/** What is emitted by alerts themselves, or changes no figure. */
const otherTopics: ReadonlySet<LiveEvent['topic']> = new Set(['alerts', 'ledger']);

/**
 * Looks at the figures after the commits that change them, never on their way, and sends what fired. What changes by time
 * alone is looked at by the job of the minute.
 */
export function watchAlerts(deps: WatchDeps & DeliverDeps): AlertWatch {
  const ending = new AbortController();
  const running = new Set<Promise<void>>();
  let channels = JSON.stringify(deps.settings.current.channels);
  let timer: NodeJS.Timeout | undefined;
  let last = Number.NEGATIVE_INFINITY;

  const run = (work: () => Promise<unknown>, what: string): void => {
    const begun: Promise<void> = work()
      .catch((error: unknown) => deps.log.error({ err: error }, `alerts could not be ${what}`))
      .then(() => void running.delete(begun));
    running.add(begun);
  };
  const deliver = (): void => run(() => deliverAlerts(deps, ending.signal), 'delivered');
  const evaluate = (): void => {
    timer = undefined;
    last = performance.now();
    run(async () => {
      const { fired } = await evaluateSite(deps);
      if (fired > 0) deliver();
    }, 'evaluated');
  };
  const request = (): void => {
    timer ??= setTimeout(evaluate, Math.max(0, last + pauseMs - performance.now())).unref();
  };
  const noteSettings = (): void => {
    const now = JSON.stringify(deps.settings.current.channels);
    if (now === channels) return;
    channels = now;
    run(async () => {
      await retryAll(deps);
      deliver();
    }, 'delivered');
  };

  const stopListening = deps.events.listen(({ topic }) => {
    if (topic === 'settings') noteSettings();
    if (!otherTopics.has(topic)) request();
  });
  const delivering = setInterval(deliver, deliverMs).unref();
  request();
  return {
    stop: async () => {
      stopListening();
      clearInterval(delivering);
      clearTimeout(timer);
      ending.abort(new Error('the server stops'));
      while (running.size > 0) await Promise.all(running);
    },
  };
}

/** Whoever corrected the settings of a channel does not want to wait for the next attempt. */
async function retryAll({ store }: Pick<DeliverDeps, 'store'>): Promise<void> {
  await store.transact(async (tx) => {
    for (const channel of OUTER_CHANNELS) await tx.deliveries.retry(channel, tx.time.now);
  });
}

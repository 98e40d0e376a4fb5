import { HOUR, MINUTE, type Seconds } from '../../licensing/time.ts';
import type { Deps } from '../deps.ts';
import { createQueue } from '../operations/queue.ts';
import { OUTER_CHANNELS, type OuterChannel } from '../site/channel-settings.ts';
import type { DueDelivery } from '../store/sqlite/queries/alert-deliveries.ts';
import { deliveryProblem } from './channels/delivery-problem.ts';
import { sendMessage } from './channels/send.ts';
import { composeMessage } from './outgoing.ts';

export type DeliverDeps = Pick<
  Deps,
  'store' | 'reader' | 'settings' | 'clock' | 'identity' | 'epoch' | 'version' | 'events' | 'log'
>;

/** After how long an attempt is repeated; the last goes on for as long as it takes. */
const pauses: readonly Seconds[] = [30, MINUTE, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR];

/** Messages that waited together and go out as one. */
const mostTogether = 50;

/**
 * Sends what is due on every channel, and keeps what became of it. What was not taken is tried again later, also after a
 * restart: a message leaves the list only when it was taken, or when its channel is switched off.
 */
export async function deliverAlerts(deps: DeliverDeps, signal: AbortSignal = never): Promise<void> {
  await oneAtATime(deps.store, () => Promise.all(OUTER_CHANNELS.map((channel) => deliverTo(deps, channel, signal))));
}

const never = new AbortController().signal;
const oneAtATime = createQueue();

async function deliverTo(deps: DeliverDeps, channel: OuterChannel, signal: AbortSignal): Promise<void> {
  if (!deps.settings.current.channels[channel].enabled) return giveUp(deps, channel);
  while (!signal.aborted) {
    const { now } = deps.clock.read();
    const due = await deps.reader.query('dueDeliveries', { channel, now, limit: mostTogether });
    if (due.length === 0 || !(await attempt(deps, { channel, due, signal }))) return;
  }
}

type Attempt = { readonly channel: OuterChannel; readonly due: readonly DueDelivery[]; readonly signal: AbortSignal };

/** Whether the other side took it, so that it makes sense to go on. */
async function attempt(deps: DeliverDeps, { channel, due, signal }: Attempt): Promise<boolean> {
  const { channels } = deps.settings.current;
  try {
    const note = await sendMessage(channel, compose(deps, due), { channels, signal });
    if (note !== null) deps.log.warn({ channel, note }, 'an alert was not taken for everybody');
    await keepOutcome(deps, { channel, due }, { delivered: true, note });
    return true;
  } catch (error) {
    // The server stops: the attempt does not count.
    if (signal.aborted) return false;
    const problem = deliveryProblem(error, channel, channels);
    deps.log.warn({ channel, problem }, 'an alert could not be delivered');
    await keepOutcome(deps, { channel, due }, { delivered: false, problem });
    return false;
  }
}

function compose({ identity, epoch, version, clock }: DeliverDeps, due: readonly DueDelivery[]) {
  const { site } = identity.current;
  const id = `${site}.${epoch.current.epoch}.${due[0]?.id ?? 0}-${due.at(-1)?.id ?? 0}`;
  const alerts = due.flatMap(({ content }) => content);
  return composeMessage(alerts, { id, site, version, now: clock.read().now });
}

type Outcome =
  | { readonly delivered: true; readonly note: string | null }
  | { readonly delivered: false; readonly problem: string };

async function keepOutcome(
  deps: DeliverDeps,
  { channel, due }: Pick<Attempt, 'channel' | 'due'>,
  outcome: Outcome,
): Promise<void> {
  await deps.store.transact(async (tx) => {
    const { now } = tx.time;
    for (const { id, attempts } of due) {
      if (outcome.delivered) await tx.deliveries.markDelivered(id, { at: now, note: outcome.note });
      else await tx.deliveries.markFailed(id, { nextAt: now + pauseAfter(attempts), error: outcome.problem });
    }
    // The way is free again, so what waits for its next attempt need not wait longer.
    if (outcome.delivered) await tx.deliveries.retry(channel, now);
    tx.afterCommit(() => deps.events.emit({ topic: 'alerts' }));
  });
}

/** @param attempts those before this one */
function pauseAfter(attempts: number): Seconds {
  return pauses[Math.min(attempts, pauses.length - 1)] ?? HOUR;
}

/** What waits for a channel that was switched off is not sent when it is switched on again, months later. */
async function giveUp(deps: DeliverDeps, channel: OuterChannel): Promise<void> {
  const [standing] = await deps.reader.query('deliveryStandings', { channels: [channel] });
  if (standing === undefined || standing.waiting === 0) return;
  await deps.store.transact(async (tx) => {
    await tx.deliveries.drop(channel, tx.time.now);
    tx.afterCommit(() => deps.events.emit({ topic: 'alerts' }));
  });
}

import { randomUUID } from 'node:crypto';
import type { AlertChannel } from '../alerts/alert-settings.ts';
import { deliveryProblem } from '../alerts/channels/delivery-problem.ts';
import { sendMessage } from '../alerts/channels/send.ts';
import { testMessage } from '../alerts/outgoing.ts';
import type { Deps } from '../deps.ts';
import { findLack, type OuterChannel } from '../site/channel-settings.ts';
import { findAnswer, keepAnswer, type Once } from './once.ts';

export type TestInput = {
  readonly channel: AlertChannel;
  /** Makes the same request again answer the same. */
  readonly once: Once | null;
  /** Ends the attempt. */
  readonly signal: AbortSignal;
};

export type TestOutcome = { readonly channel: AlertChannel; readonly delivered: boolean; readonly detail: string };

/** Sends a test message to a channel, so that an administrator sees whether alerts would arrive and why not. */
export async function testChannel(deps: Deps, { channel, once, signal }: TestInput): Promise<TestOutcome> {
  const known = once === null ? null : await deps.store.transact((tx) => findAnswer<TestOutcome>(tx, once));
  if (known !== null) return known.answer;
  const outcome = { channel, ...(await send(deps, channel, signal)) };
  if (once !== null) await deps.store.transact((tx) => keepAnswer(tx, once, outcome));
  return outcome;
}

async function send(deps: Deps, channel: AlertChannel, signal: AbortSignal): Promise<Omit<TestOutcome, 'channel'>> {
  const { identity, version, clock, events, settings } = deps;
  const { site } = identity.current;
  const message = testMessage({ id: `${site}.test.${randomUUID()}`, site, version, now: clock.read().now });
  if (channel === 'console' || channel === 'native') {
    const { title, paragraphs } = message;
    events.emit({ topic: 'alerts', data: { test: true, channel, title, text: paragraphs[0]?.text ?? '' } });
    return { delivered: true, detail: 'The test went to every console that listens.' };
  }
  const { channels } = settings.current;
  const lack = findLack(channels, channel);
  if (lack !== null) return { delivered: false, detail: lack.sentence };
  try {
    const note = await sendMessage(channel, message, { channels, signal });
    await retryWaiting(deps, channel);
    return { delivered: true, detail: note ?? taken[channel] };
  } catch (error) {
    return { delivered: false, detail: deliveryProblem(error, channel, channels) };
  }
}

const taken: Readonly<Record<OuterChannel, string>> = {
  email: 'The mail relay took the message. Look whether it arrives with every recipient.',
  webhook: 'The webhook took the message.',
  syslog: 'The message was sent to the syslog server. Look whether it shows there; over UDP nothing is answered.',
};

/** Where a test gets through, what waits need not wait for its next attempt. */
async function retryWaiting({ store }: Deps, channel: OuterChannel): Promise<void> {
  await store.transact((tx) => tx.deliveries.retry(channel, tx.time.now));
}

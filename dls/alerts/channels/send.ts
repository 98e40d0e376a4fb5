import type { OuterChannel } from '../../site/channel-settings.ts';
import type { Outgoing } from '../outgoing.ts';
import { sendEmail } from './email.ts';
import type { Sending } from './sending.ts';
import { sendSyslog } from './syslog.ts';
import { sendWebhook } from './webhook.ts';

/** Milliseconds that one attempt may take, whatever the other side does. */
const attemptMs = 60_000;

/**
 * Sends a message to a channel. Resolves when it was taken; with a sentence when it was taken in part.
 * @throws whatever kept it from being taken; `deliveryProblem` makes a sentence of it
 */
export function sendMessage(channel: OuterChannel, message: Outgoing, sending: Sending): Promise<string | null> {
  const limited = { ...sending, signal: AbortSignal.any([sending.signal, AbortSignal.timeout(attemptMs)]) };
  switch (channel) {
    case 'email':
      return sendEmail(message, limited);
    case 'webhook':
      return sendWebhook(message, limited);
    case 'syslog':
      return sendSyslog(message, limited);
  }
}

import type { ChannelSettings } from '../../site/channel-settings.ts';

/** What every way out needs to send a message. */
export type Sending = {
  readonly channels: ChannelSettings;
  /** Ends the attempt: the server stops, or it took too long. */
  readonly signal: AbortSignal;
};

/** Milliseconds in which the other side has to accept a connection, and in which it may be silent after that. */
export const connectMs = 10_000;
export const silenceMs = 20_000;

/** A message was not taken; the sentence says why and what to do, and holds no secret. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
}

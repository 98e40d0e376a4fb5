import type { EpochSeconds } from '../../licensing/time.ts';
import { OUTER_CHANNELS } from '../site/channel-settings.ts';
import type { Tx } from '../store/tx.ts';
import type { KeptAlert } from './kept-alert.ts';

/** Messages that wait for one channel at most; what fires then joins the newest of them, so nothing is lost. */
export const mostWaiting = 1_000;

/** Hands alerts that fired together to each channel they go to, as one message, in the unit that keeps them. */
export async function queueMessages(tx: Tx, kept: readonly KeptAlert[], now: EpochSeconds): Promise<void> {
  for (const channel of OUTER_CHANNELS) {
    const alerts = kept.filter(({ channels }) => channels.includes(channel)).map(({ id }) => id);
    if (alerts.length === 0) continue;
    const { count, newest } = await tx.deliveries.waiting(channel);
    if (newest === null || count < mostWaiting) await tx.deliveries.insert({ channel, alerts }, now);
    else await tx.deliveries.putAlerts(newest.id, [...newest.alerts, ...alerts]);
  }
}

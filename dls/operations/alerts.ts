import type { AlertChannel } from '../alerts/alert-settings.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../http/problem.ts';
import { findLack } from '../site/channel-settings.ts';
import { ALERT_CHANNELS } from '../site/settings-schema.ts';

type Named = { readonly id: number; readonly actor: string };

/** Takes an alert off the list of open ones; it stays in the history. Twice is no error. @throws Refusal `not_found` */
export function dismissAlert(deps: Pick<Deps, 'store' | 'events'>, named: Named): Promise<void> {
  return setDismissed(deps, { ...named, isDismissed: true });
}

/** Undoes that a person dismissed an alert; one that is over meanwhile stays over. @throws Refusal `not_found` */
export function restoreAlert(deps: Pick<Deps, 'store' | 'events'>, named: Named): Promise<void> {
  return setDismissed(deps, { ...named, isDismissed: false });
}

async function setDismissed(
  deps: Pick<Deps, 'store' | 'events'>,
  { id, actor, isDismissed }: Named & { readonly isDismissed: boolean },
): Promise<void> {
  await deps.store.transact(async (tx) => {
    const alert = await tx.alerts.find(id);
    if (alert === undefined) throw new Refusal('not_found', { detail: 'There is no alert of that id.' });
    if ((alert.dismissedAt !== null) === isDismissed) return;
    if (isDismissed) await tx.alerts.dismiss(id, actor, tx.time.now);
    else await tx.alerts.restore(id);
    const kind = isDismissed ? 'alert-dismissed' : 'alert-restored';
    await tx.ledger.append({ kind, actor, data: { alert: id } });
    tx.afterCommit(() => deps.events.emit({ topic: 'alerts' }));
  });
}

/** A channel as an administrator sees it. */
export type ShownChannel = {
  readonly channel: AlertChannel;
  readonly enabled: boolean;
  /** What it lacks to be used, as a sentence; null: nothing. */
  readonly lacks: string | null;
  /** Messages that wait to be sent. */
  readonly waiting: number;
  readonly deliveredAt: number | null;
  /** Why the message that waits longest was not taken. */
  readonly error: string | null;
};

/** Every channel that alerts go to, and whether they get there. Those of the event stream are always on. */
export async function listAlertChannels(deps: Pick<Deps, 'reader' | 'settings'>): Promise<readonly ShownChannel[]> {
  const { channels } = deps.settings.current;
  const standings = await deps.reader.query('deliveryStandings', { channels: ALERT_CHANNELS });
  return ALERT_CHANNELS.map((channel) => {
    const standing = standings.find((one) => one.channel === channel);
    const { waiting = 0, deliveredAt = null, error = null } = standing ?? {};
    const isInner = channel === 'console' || channel === 'native';
    const lacks = isInner ? null : (findLack(channels, channel)?.sentence ?? null);
    return { channel, enabled: isInner || channels[channel].enabled, lacks, waiting, deliveredAt, error };
  });
}

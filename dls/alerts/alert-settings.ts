import type { AlertSettings, AlertSubject, Threshold } from '../../licensing/alert-settings.ts';
import type { Settings } from '../site/settings.ts';
import { ALERT_CHANNELS } from '../site/settings-schema.ts';

export type AlertChannel = (typeof ALERT_CHANNELS)[number];

/**
 * The administrator's settings as the rules take them. Thresholds are put in the order in which they are reached, so that
 * of those that fire together the last says most.
 */
export function alertSettingsOf(settings: Settings): AlertSettings {
  const { alerts } = settings;
  const watched = (subject: AlertSubject, thresholds: readonly Threshold[]) => ({
    enabled: channelsOf(settings, subject).length > 0,
    thresholds: inOrder(subject, thresholds),
  });
  const atOnce = (subject: AlertSubject) => watched(subject, ['now']);
  return {
    quota: watched('quota', alerts.quota.thresholds),
    peak: watched('peak', alerts.peak.thresholds),
    overage: watched('overage', alerts.overage.thresholds),
    failures: watched('failures', alerts.failures.thresholds),
    term: watched('term', alerts.term.days),
    acknowledgement: watched('acknowledgement', alerts.acknowledgement.days),
    sync: watched('sync', alerts.sync.thresholds),
    clock: atOnce('clock'),
    ledger: atOnce('ledger'),
    machine: atOnce('machine'),
    'backup-place': atOnce('backup-place'),
    backup: atOnce('backup'),
    disk: atOnce('disk'),
  };
}

/** Where alerts of a subject go: everywhere it is not switched off, as far as the channel is on at all. */
export function channelsOf({ alerts, channels }: Settings, subject: AlertSubject): readonly AlertChannel[] {
  const off = alerts[subject].off;
  return ALERT_CHANNELS.filter((channel) => {
    if (off.includes(channel)) return false;
    return channel === 'console' || channel === 'native' || channels[channel].enabled;
  });
}

function inOrder(subject: AlertSubject, thresholds: readonly Threshold[]): readonly Threshold[] {
  const direction = subject === 'term' ? -1 : 1;
  const place = (threshold: Threshold): number =>
    typeof threshold === 'number' ? direction * threshold : Number.POSITIVE_INFINITY;
  return [...new Set(thresholds)].sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
}

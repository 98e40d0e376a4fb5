import type { Sending } from '../../../../dls/alerts/channels/sending.ts';
import type { Outgoing } from '../../../../dls/alerts/outgoing.ts';
import type { ChannelSettings } from '../../../../dls/site/channel-settings.ts';
import { DEFAULT_SETTINGS } from '../../../../dls/site/settings-defaults.ts';
import { testStart } from '../../../support/vendor.ts';

/** A message as it goes out. */
export function outgoing(more: Partial<Outgoing> = {}): Outgoing {
  return {
    id: 'site.1.7-7',
    site: '5b7e2f86-3c79-4b0a-9d57-0f0f3f2f1c11',
    version: '1.2.3',
    at: testStart,
    test: false,
    severity: 'warning',
    title: 'Barcode Reader: 90 % of the quota used',
    paragraphs: [{ title: 'Barcode Reader', text: 'It has used 9 of 10.', next: 'Buy more.' }],
    alerts: [
      {
        id: 7,
        vendor: 'acme-vision',
        item: 'it-1',
        handshake: null,
        subject: 'quota',
        threshold: 90,
        at: testStart,
        until: null,
        severity: 'warning',
        title: 'Barcode Reader: 90 % of the quota used',
        text: 'It has used 9 of 10.',
        next: 'Buy more.',
        facts: { subject: 'backup-place', cause: 'none' },
      },
    ],
    ...more,
  };
}

/** Settings of the channels, all of them on. */
export function channelSettings(change: {
  readonly authorities?: string;
  readonly email?: Partial<ChannelSettings['email']>;
  readonly webhook?: Partial<ChannelSettings['webhook']>;
  readonly syslog?: Partial<ChannelSettings['syslog']>;
}): ChannelSettings {
  const { channels } = DEFAULT_SETTINGS;
  const mail = { enabled: true, host: '127.0.0.1', from: 'causeway@plant.example', to: ['it@plant.example'] };
  return {
    authorities: change.authorities ?? '',
    email: { ...channels.email, ...mail, ...change.email },
    webhook: { ...channels.webhook, enabled: true, ...change.webhook },
    syslog: { ...channels.syslog, enabled: true, host: '127.0.0.1', ...change.syslog },
  };
}

export function sending(change: Parameters<typeof channelSettings>[0], signal = new AbortController().signal): Sending {
  return { channels: channelSettings(change), signal };
}

import { describe, expect, it } from 'vitest';
import { publicSettings } from '../../../../dls/site/settings.ts';
import { DEFAULT_SETTINGS } from '../../../../dls/site/settings-defaults.ts';
import type { Settings } from '../../../../renderer/api/site.ts';
import { withoutAddresses, withoutPeople } from '../../../../renderer/pages/settings/diagnostics.ts';

const { channels } = DEFAULT_SETTINGS;
const settings = publicSettings({
  ...DEFAULT_SETTINGS,
  channels: {
    ...channels,
    email: {
      ...channels.email,
      host: 'mail.plant.example',
      user: 'relay-user',
      password: 'relay-password',
      from: 'causeway@plant.example',
      to: ['anna@plant.example'],
      cc: ['ben@plant.example'],
      bcc: [],
    },
    webhook: { enabled: true, url: 'https://hooks.example:8443/services/T0/B0/right-to-post', secret: 'signing' },
  },
}) as Settings;

describe('the diagnostics', () => {
  it('say of a channel that it is set, without user, mail addresses and the path of the webhook', () => {
    const told = withoutPeople(settings);
    expect(told).toMatchObject({
      limits: settings.limits,
      channels: {
        email: { host: 'mail.plant.example', user: 'set', from: 'set', to: 'set', cc: 'set', bcc: '' },
        webhook: { enabled: true, url: 'https://hooks.example:8443', secret: true },
      },
    });
    const text = JSON.stringify(told);
    for (const hidden of ['@', 'relay-user', 'services', 'right-to-post', 'signing'])
      expect(text).not.toContain(hidden);
  });

  it('say what a relay refused, but not whom', () => {
    const standing = { channel: 'email', enabled: true, lacks: null, waiting: 1, deliveredAt: null } as const;
    const error = 'The mail relay refused the message: 550 <anna@plant.example> unknown.';
    expect(withoutAddresses({ ...standing, error })).toMatchObject({
      waiting: 1,
      error: 'The mail relay refused the message: 550 <…> unknown.',
    });
    expect(withoutAddresses({ ...standing, error: null })).toMatchObject({ error: null });
  });
});

import { describe, expect, it } from 'vitest';
import { alertSettingsOf, channelsOf } from '../../../dls/alerts/alert-settings.ts';
import { DEFAULT_SETTINGS } from '../../../dls/site/settings-defaults.ts';
import { ALERT_DEFAULTS } from '../../../licensing/alert-settings.ts';

const { alerts } = DEFAULT_SETTINGS;

describe('alertSettingsOf', () => {
  it('is what the rules say where the administrator said nothing', () => {
    expect(alertSettingsOf(DEFAULT_SETTINGS)).toEqual(ALERT_DEFAULTS);
  });

  it('puts thresholds in the order in which they are reached, each once', () => {
    const settings = {
      ...DEFAULT_SETTINGS,
      alerts: {
        ...alerts,
        quota: { thresholds: ['limit', 90, 50, 90] as const, off: [] },
        term: { days: ['grace', 0, 7, 30] as const, off: [] },
      },
    };
    expect(alertSettingsOf(settings).quota.thresholds).toEqual([50, 90, 'limit']);
    expect(alertSettingsOf(settings).term.thresholds).toEqual([30, 7, 0, 'grace']);
  });
});

describe('channelsOf', () => {
  it('names the consoles and every channel that is switched on', () => {
    expect(channelsOf(DEFAULT_SETTINGS, 'quota')).toEqual(['console', 'native']);
    const { channels } = DEFAULT_SETTINGS;
    const on = { ...DEFAULT_SETTINGS, channels: { ...channels, syslog: { ...channels.syslog, enabled: true } } };
    expect(channelsOf(on, 'quota')).toEqual(['console', 'native', 'syslog']);
    const off = { ...on, alerts: { ...alerts, 'backup-place': { off: ['native', 'syslog'] as const } } };
    expect(channelsOf(off, 'backup-place')).toEqual(['console']);
    expect(channelsOf(off, 'quota')).toEqual(['console', 'native', 'syslog']);
  });
});

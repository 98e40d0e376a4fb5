import { describe, expect, it } from 'vitest';
import { alertSettingsOf, channelsOf } from '../../../dls/alerts/alert-settings.ts';
import type { Settings } from '../../../dls/site/settings.ts';
import { DEFAULT_SETTINGS } from '../../../dls/site/settings-defaults.ts';
import { ALERT_CHANNELS } from '../../../dls/site/settings-schema.ts';
import { ALERT_DEFAULTS, type AlertSubject } from '../../../licensing/alert-settings.ts';

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

/** The settings with these changes to the alerts. */
const withAlerts = (changes: object): Settings => ({ ...DEFAULT_SETTINGS, alerts: { ...alerts, ...changes } });
const subjects = Object.keys(ALERT_DEFAULTS) as AlertSubject[];

describe('the settings of each subject', () => {
  it('takes the thresholds of every subject from the administrator', () => {
    for (const subject of ['quota', 'peak', 'overage', 'failures', 'sync'] as const) {
      const set = alertSettingsOf(withAlerts({ [subject]: { ...alerts[subject], thresholds: [12, 34] } }));
      expect(set[subject]).toEqual({ enabled: true, thresholds: [12, 34] });
    }
    for (const [subject, thresholds] of [
      ['term', [34, 12]],
      ['acknowledgement', [12, 34]],
    ] as const) {
      const set = alertSettingsOf(withAlerts({ [subject]: { days: [12, 34], off: [] } }));
      expect(set[subject]).toEqual({ enabled: true, thresholds });
    }
  });

  it('lets every subject be switched off, for one channel and for all', () => {
    for (const subject of subjects) {
      const without = withAlerts({ [subject]: { ...alerts[subject], off: ['native'] } });
      expect(channelsOf(without, subject)).toEqual(['console']);
      expect(alertSettingsOf(without)).toEqual(ALERT_DEFAULTS);
      const off = withAlerts({ [subject]: { ...alerts[subject], off: [...ALERT_CHANNELS] } });
      const enabled = subjects.filter((one) => alertSettingsOf(off)[one].enabled);
      expect(enabled).toEqual(subjects.filter((one) => one !== subject));
    }
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

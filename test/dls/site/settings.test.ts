import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSettingsChange, publicSettings, settingsOf } from '../../../dls/site/settings.ts';
import { DEFAULT_SETTINGS } from '../../../dls/site/settings-defaults.ts';
import { SettingsSchema, ShownSettingsSchema } from '../../../dls/site/settings-schema.ts';
import { shapeReader } from '../../../protocol/shape.ts';

const read = shapeReader(SettingsSchema);
const readShown = shapeReader(ShownSettingsSchema);

describe('settings from the rows of the store', () => {
  it('are the defaults when there is no row, and the defaults are acceptable', () => {
    expect(settingsOf({})).toEqual(DEFAULT_SETTINGS);
    expect(read(DEFAULT_SETTINGS, 'request_malformed')).toBe(DEFAULT_SETTINGS);
  });

  it('keep the default of a row that is null, unknown or of another version', () => {
    const rows = {
      'limits.requestsPerSecond': null,
      'limits.firstSeenPerMinute': 'many',
      'devices.inactiveDays': 7,
      'something.else': 1,
      limits: { requestsPerSecond: 1 },
      'backups.schedule': 'whenever',
    };
    expect(settingsOf(rows)).toEqual({ ...DEFAULT_SETTINGS, devices: { inactiveDays: 7, newSeatsPaused: false } });
  });

  it('are acceptable whatever stands in the rows', () => {
    const paths = fc.constantFrom(
      'limits.requestsPerSecond',
      'network.host',
      'alerts.quota.thresholds',
      'channels',
      'a.b',
      '',
    );
    fc.assert(
      fc.property(fc.dictionary(paths, fc.jsonValue()), (rows) => {
        expect(() => read(settingsOf(rows), 'request_malformed')).not.toThrow();
      }),
    );
  });
});

describe('a change of settings', () => {
  it('comes to rows that make the settings it asked for', () => {
    const rows = parseSettingsChange({ limits: { requestsPerSecond: 5 }, backups: { places: ['/a'] } });
    expect(rows).toEqual({ 'limits.requestsPerSecond': 5, 'backups.places': ['/a'] });
    expect(settingsOf(rows)).toMatchObject({ limits: { requestsPerSecond: 5 }, backups: { places: ['/a'] } });
  });

  it('sets every value of a branch back that is null', () => {
    expect(parseSettingsChange({ limits: null })).toEqual({
      'limits.requestsPerSecond': null,
      'limits.firstSeenPerMinute': null,
    });
  });

  it('is accepted or refused by the path of one value, and never fails otherwise', () => {
    const tree = fc.letrec((tie) => ({
      value: fc.oneof({ depthSize: 'small' }, fc.jsonValue(), tie('branch')),
      branch: fc.dictionary(
        fc.constantFrom(
          'limits',
          'requestsPerSecond',
          'alerts',
          'quota',
          'off',
          'channels',
          'email',
          'password',
          '__proto__',
        ),
        tie('value'),
      ),
    })).branch;
    fc.assert(
      fc.property(tree, (change) => {
        const rows = rowsOrError(change);
        if (rows instanceof Error) expect(rows).toMatchObject({ name: 'ProtocolError', code: 'request_malformed' });
        else expect(() => read(settingsOf(rows), 'request_malformed')).not.toThrow();
      }),
    );
  });
});

describe('settings as they are shown', () => {
  it('tell of a secret only whether there is one', () => {
    const secret = settingsOf({ 'channels.email.password': 'a mail secret' });
    const shown = publicSettings(secret);
    expect(readShown(shown, 'request_malformed')).toBe(shown);
    expect(JSON.stringify(shown)).not.toContain('a mail secret');
    expect([shown.channels.email.password, shown.channels.webhook.secret]).toEqual([true, false]);
    expect(secret.channels.email.password).toBe('a mail secret');
  });

  it('can come back as a change that changes no secret', () => {
    const secret = settingsOf({ 'channels.email.password': 'a mail secret' });
    const rows = parseSettingsChange(publicSettings(secret));
    expect(rows).not.toHaveProperty(['channels.email.password']);
    expect(settingsOf({ ...rows, 'channels.email.password': 'a mail secret' })).toEqual(secret);
  });
});

function rowsOrError(change: unknown) {
  try {
    return parseSettingsChange(change);
  } catch (error) {
    return error as Error;
  }
}

import { describe, expect, it } from 'vitest';
import {
  checkChannels,
  checkWebhookUrl,
  findLack,
  OUTER_CHANNELS,
  parseAuthorities,
} from '../../../dls/site/channel-settings.ts';
import { DEFAULT_SETTINGS } from '../../../dls/site/settings-defaults.ts';
import { selfSigned } from '../alerts/support/certificates.ts';
import { channelSettings } from '../alerts/support/given.ts';

describe('checkChannels', () => {
  it('lets channels be that are off, whatever they lack', () => {
    expect(() => checkChannels(DEFAULT_SETTINGS.channels)).not.toThrow();
    expect(OUTER_CHANNELS.map((channel) => findLack(DEFAULT_SETTINGS.channels, channel)?.field)).toEqual([
      'channels.email.host',
      'channels.webhook.url',
      'channels.syslog.host',
    ]);
  });

  it.each([
    [{ email: { host: '' } }, 'channels.email.host'],
    [{ email: { from: '' } }, 'channels.email.from'],
    [{ email: { to: [] } }, 'channels.email.to'],
    [{ webhook: { url: '' } }, 'channels.webhook.url'],
    [{ webhook: { url: 'http://h/' }, syslog: { host: '' } }, 'channels.syslog.host'],
  ])('refuses to switch on %j by the name of what is missing', (change, field) => {
    const refused = expect(() => checkChannels(channelSettings({ webhook: { url: 'http://h/' }, ...change })));
    refused.toThrow(expect.objectContaining({ code: 'request_malformed', field }));
  });

  it('is content with blind copies alone', () => {
    const email = { to: [], bcc: ['it@plant.example'] };
    expect(findLack(channelSettings({ email }), 'email')).toBeNull();
  });
});

describe('parseAuthorities', () => {
  it('reads certificates and what stands between them', async () => {
    const { cert } = await selfSigned();
    expect(parseAuthorities('')).toEqual([]);
    expect(parseAuthorities(` \n`)).toEqual([]);
    expect(parseAuthorities(`subject=CN=relay\n${cert}\n\n${cert}`)).toHaveLength(2);
  });

  it.each(['relay.pem', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'])('refuses %j', (text) => {
    const error = expect.objectContaining({ code: 'request_malformed', field: 'channels.authorities' });
    expect(() => parseAuthorities(text)).toThrow(error);
  });
});

describe('checkWebhookUrl', () => {
  it('takes addresses of both kinds, and none', () => {
    for (const url of ['', 'http://host', 'https://host:8443/path?x=1', 'http://[::1]:80/']) {
      expect(() => checkWebhookUrl(url)).not.toThrow();
    }
  });

  it.each(['http://', 'https://user:pass@host/', 'http://user@host/'])('refuses %s', (url) => {
    const error = expect.objectContaining({ code: 'request_malformed', field: 'channels.webhook.url' });
    expect(() => checkWebhookUrl(url)).toThrow(error);
  });
});

import { X509Certificate } from 'node:crypto';
import { wrongField } from '../../protocol/shape.ts';
import type { Settings } from './settings-schema.ts';

export type ChannelSettings = Settings['channels'];

/** Ways out of this process; the others go over the event stream of the console API. */
export const OUTER_CHANNELS = Object.freeze(['email', 'webhook', 'syslog'] as const);

export type OuterChannel = (typeof OUTER_CHANNELS)[number];

/** What a channel lacks to be used: the path of the setting, and a sentence with the next step. */
export type Lack = { readonly field: string; readonly sentence: string };

export function findLack(channels: ChannelSettings, channel: OuterChannel): Lack | null {
  switch (channel) {
    case 'email':
      return findEmailLack(channels.email);
    case 'webhook':
      return channels.webhook.url === '' ? lack('webhook.url', 'Enter the address that alerts are posted to.') : null;
    case 'syslog':
      return channels.syslog.host === ''
        ? lack('syslog.host', 'Enter the name or address of the syslog server.')
        : null;
  }
}

/** @throws ProtocolError `request_malformed` when a channel is switched on that cannot be used */
export function checkChannels(channels: ChannelSettings): void {
  for (const channel of OUTER_CHANNELS) {
    const found = channels[channel].enabled ? findLack(channels, channel) : null;
    if (found !== null) throw wrongField('request_malformed', found.field, found.sentence);
  }
}

/** The certificates in a PEM text. @throws ProtocolError `request_malformed` when there is something else in it */
export function parseAuthorities(text: string): readonly string[] {
  const found = text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  const isClean = found.length > 0 || text.trim() === '';
  if (!isClean || !found.every(isCertificate)) {
    throw wrongField(
      'request_malformed',
      'channels.authorities',
      'Paste certificates in PEM form: "-----BEGIN CERTIFICATE-----" to "-----END CERTIFICATE-----".',
    );
  }
  return found;
}

/** @throws ProtocolError `request_malformed` for an address that is none, or that carries a password */
export function checkWebhookUrl(text: string): void {
  if (text === '') return;
  const url = URL.parse(text);
  if (url === null || url.hostname === '') {
    throw wrongField('request_malformed', 'channels.webhook.url', 'Enter a whole address, such as https://host/path.');
  }
  if (url.username !== '' || url.password !== '') {
    const detail = 'Leave user and password out of the address; the secret signs what is posted.';
    throw wrongField('request_malformed', 'channels.webhook.url', detail);
  }
}

function findEmailLack({ host, from, to, cc, bcc }: ChannelSettings['email']): Lack | null {
  if (host === '') return lack('email.host', "Enter the name or address of the site's mail relay.");
  if (from === '') return lack('email.from', 'Enter the address that alerts are sent from.');
  if (to.length + cc.length + bcc.length === 0) return lack('email.to', 'Enter at least one address to send to.');
  return null;
}

function lack(path: string, sentence: string): Lack {
  return { field: `channels.${path}`, sentence };
}

function isCertificate(pem: string): boolean {
  try {
    new X509Certificate(pem);
    return true;
  } catch {
    return false;
  }
}

import type { ChannelSettings, OuterChannel } from '../../site/channel-settings.ts';
import { DeliveryError } from './sending.ts';

/** Why a message was not taken, as a sentence with the next step. It holds no password or secret. */
export function deliveryProblem(error: unknown, channel: OuterChannel, channels: ChannelSettings): string {
  return withoutSecrets(sentenceOf(error, targetOf(channel, channels)), channels);
}

/** Who was to take it. An address of a webhook can be a secret by itself, so only its host is named. */
function targetOf(channel: OuterChannel, { email, webhook, syslog }: ChannelSettings): string {
  switch (channel) {
    case 'email':
      return `The mail relay ${email.host}:${email.port}`;
    case 'webhook':
      return `The webhook on ${URL.parse(webhook.url)?.host ?? 'no host'}`;
    case 'syslog':
      return `The syslog server ${syslog.host}:${syslog.port}`;
  }
}

type Failure = {
  readonly code?: unknown;
  readonly name?: unknown;
  readonly message?: unknown;
  readonly response?: unknown;
  readonly errors?: unknown;
};

function sentenceOf(error: unknown, target: string): string {
  if (error instanceof DeliveryError) return error.message;
  const { code, name, message, response, errors } = (error ?? {}) as Failure;
  // Several addresses of one name that all failed.
  if (Array.isArray(errors) && errors.length > 0) return sentenceOf(errors[0], target);
  const known = sentences[typeof code === 'string' ? code : ''] ?? sentences[typeof name === 'string' ? name : ''];
  const text = typeof message === 'string' ? message : String(error);
  if (known === undefined && isAboutCertificates(String(code), text)) return `${target} ${certificate(text)}`;
  if (typeof response === 'string') return `${target} ${answered(code, response)}`;
  return known === undefined ? `${target} could not be reached: ${text}.` : `${target} ${known}`;
}

const late = 'did not answer in time. Check its address and port, and whether a firewall is between.';
const unknown = 'is not known on this network by that name. Check the spelling, or enter its address.';
const away = 'cannot be reached from this machine. Check the network.';
const closed = 'closed the connection. Check its port, and whether it asks for TLS.';

const sentences: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refused the connection. Check that it runs, and its port.',
  ENOTFOUND: unknown,
  EAI_AGAIN: unknown,
  EDNS: unknown,
  ETIMEDOUT: late,
  TimeoutError: late,
  EHOSTUNREACH: away,
  ENETUNREACH: away,
  ECONNRESET: closed,
  EPIPE: closed,
  ECONNECTION: closed,
  EPROTO: 'does not speak TLS there. Check its port and the kind of encryption.',
};

function isAboutCertificates(code: string, text: string): boolean {
  return /CERT|ISSUER|ALTNAME|LEAF_SIGNATURE/.test(code) || /certificate|altnames/i.test(text);
}

/** Node's advice on how to start Node helps nobody here. */
const certificate = (text: string): string =>
  `has a certificate that is not trusted (${text.split(';')[0]}). Add the certificate of its authority in the settings, or check the name.`;

/** What a relay said goes on, as far as it fits on a line. */
function answered(code: unknown, response: string): string {
  const said = response.replaceAll(/\s+/g, ' ').slice(0, 200);
  return code === 'EAUTH'
    ? `refused user name or password: ${said}. Enter them anew in the settings.`
    : `refused the message: ${said}. Check sender and recipients in the settings.`;
}

function withoutSecrets(text: string, { email, webhook }: ChannelSettings): string {
  const secrets = [email.password, webhook.secret].filter((secret) => secret !== '');
  const spellings = secrets.flatMap((secret) => [secret, Buffer.from(secret).toString('base64')]);
  return spellings.reduce((clean, secret) => clean.replaceAll(secret, '[secret]'), text);
}

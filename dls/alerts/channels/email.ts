import type { ChannelSettings } from '../../site/channel-settings.ts';
import type { Outgoing } from '../outgoing.ts';
import { date } from '../wording.ts';
import { openSocket, serverName, trustedAuthorities } from './connect.ts';
import { connectMs, type Sending, silenceMs } from './sending.ts';

/**
 * Sends a message through the site's SMTP relay. Resolves when the relay took it, with a sentence when it refused some of
 * the recipients. @throws whatever kept the relay from taking it
 */
export async function sendEmail(message: Outgoing, { channels, signal }: Sending): Promise<string | null> {
  const transport = await transportOf(channels, signal);
  try {
    const { rejected } = await transport.sendMail({ ...mailOf(message, channels.email), signal });
    return rejected.length === 0 ? null : `The relay refused these recipients: ${rejected.join(', ')}.`;
  } finally {
    transport.close();
  }
}

async function transportOf({ email, authorities }: ChannelSettings, signal: AbortSignal) {
  const { host, port, security, user, password } = email;
  // Most sites never send one; it costs 6 MB of memory.
  const { createTransport } = await import('nodemailer');
  return createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user !== '' && { auth: { user, pass: password } }),
    ...(security !== 'none' && { tls: { ...serverName(host), ...trustedAuthorities(authorities) } }),
    greetingTimeout: connectMs,
    socketTimeout: silenceMs,
    // The relay is found like every other host; the mailer's own way asks the DNS alone.
    getSocket: (_options, done) => {
      openSocket({ host, port }, signal).then(
        (connection) => done(null, { connection }),
        (error: Error) => done(error),
      );
    },
  });
}

function mailOf(message: Outgoing, { from, to, cc, bcc }: ChannelSettings['email']) {
  return {
    from,
    to: [...to],
    cc: [...cc],
    bcc: [...bcc],
    subject: `[Causeway] ${message.title}`,
    text: textOf(message),
    messageId: `<${message.id}@causeway.invalid>`,
    date: new Date(message.at * 1_000),
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function textOf({ paragraphs, site, version, at }: Outgoing): string {
  const said = paragraphs.map(({ text, next }) => `${text}\nNext step: ${next}`);
  const signature = `Causeway ${version}, site ${site}, ${date(at)}.\nWhat is told, and where, is set in the console under Alerts.`;
  return [...said, signature].join('\n\n');
}

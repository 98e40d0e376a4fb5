import { createHmac } from 'node:crypto';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Outgoing } from '../outgoing.ts';
import { trustedAuthorities } from './connect.ts';
import { DeliveryError, type Sending, silenceMs } from './sending.ts';

/** Carries `sha256=` and the HMAC-SHA-256 of the body under the secret of the settings, in hexadecimal. */
export const SIGNATURE_HEADER = 'causeway-signature';

/**
 * Posts a message as JSON. Resolves when the other side answered 2xx; a redirect is not followed.
 * @throws DeliveryError for another status, or whatever kept the other side from answering
 */
export async function sendWebhook(message: Outgoing, sending: Sending): Promise<null> {
  const body = Buffer.from(JSON.stringify(bodyOf(message)));
  const status = await post(body, sending);
  if (status >= 200 && status < 300) return null;
  throw new DeliveryError(`The webhook answered ${status}. Look at what receives it; only 2xx counts as received.`);
}

/** The parts of a message that programs read; `type` and `id` come first, for filters and against repetitions. */
function bodyOf({ id, site, version, at, test, severity, title, paragraphs, alerts }: Outgoing) {
  const text = paragraphs.map(({ text: said, next }) => `${said} ${next}`).join('\n');
  return { type: test ? 'test' : 'alerts', id, site, version, at, severity, title, text, alerts };
}

function post(body: Buffer, { channels, signal }: Sending): Promise<number> {
  const { url, secret } = channels.webhook;
  const isSecure = url.startsWith('https:');
  const headers = {
    'content-type': 'application/json',
    'content-length': body.length,
    'user-agent': 'causeway',
    ...(secret !== '' && {
      [SIGNATURE_HEADER]: `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    }),
  };
  const options = { method: 'POST', headers, signal, timeout: silenceMs, agent: false };
  return new Promise((resolve, reject) => {
    const answered = (response: IncomingMessage): void => {
      resolve(response.statusCode ?? 0);
      // What is answered beside the status is nobody's business; the connection is not needed again.
      response.on('error', () => undefined).destroy();
    };
    const asked = isSecure
      ? httpsRequest(url, { ...options, ...trustedAuthorities(channels.authorities) }, answered)
      : httpRequest(url, options, answered);
    asked.on('timeout', () => asked.destroy(Object.assign(new Error('silent'), { code: 'ETIMEDOUT' })));
    asked.on('error', reject);
    asked.end(body);
  });
}

import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { deliveryProblem } from '../../../../dls/alerts/channels/delivery-problem.ts';
import { sendWebhook } from '../../../../dls/alerts/channels/webhook.ts';
import { selfSigned } from '../support/certificates.ts';
import { channelSettings, outgoing, sending } from '../support/given.ts';

type Received = {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

let server: Server;
let received: Received[] = [];
afterEach(() => {
  received = [];
  server.closeAllConnections();
  return new Promise((done) => server.close(done));
});

async function start(status = 204, pem: { key: string; cert: string } | null = null, headers = {}): Promise<string> {
  const take: RequestListener = async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '' } = request;
    received.push({ method, url, headers: request.headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(status, headers).end();
  };
  server = pem === null ? createServer(take) : createSecureServer(pem, take);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return `${pem === null ? 'http' : 'https'}://127.0.0.1:${port}`;
}

const problem = async (url: string, error: Promise<unknown>) => {
  const failure = await error.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return deliveryProblem(failure, 'webhook', channelSettings({ webhook: { url, secret: 'whsec' } }));
};

describe('sendWebhook', () => {
  it('posts every alert as JSON, with what people read beside what programs read', async () => {
    const base = await start();
    await sendWebhook(outgoing(), sending({ webhook: { url: `${base}/hook?room=4` } }));
    expect(received).toMatchObject([
      { method: 'POST', url: '/hook?room=4', headers: { 'content-type': 'application/json' } },
    ]);
    expect(received[0]?.headers['causeway-signature']).toBeUndefined();
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({
      type: 'alerts',
      id: 'site.1.7-7',
      site: '5b7e2f86-3c79-4b0a-9d57-0f0f3f2f1c11',
      severity: 'warning',
      text: 'It has used 9 of 10. Buy more.',
      alerts: [{ id: 7, vendor: 'acme-vision', item: 'it-1', subject: 'quota', threshold: 90, until: null }],
    });
  });

  it('signs the very bytes with the secret', async () => {
    const base = await start();
    await sendWebhook(outgoing({ title: 'Größe' }), sending({ webhook: { url: base, secret: 'whsec' } }));
    const [one] = received;
    const expected = createHmac('sha256', 'whsec')
      .update(one?.body ?? '')
      .digest('hex');
    expect(one?.headers['causeway-signature']).toBe(`sha256=${expected}`);
  });

  it('speaks TLS with an authority of the settings, and with no other', async () => {
    const pem = await selfSigned();
    const url = await start(200, pem);
    await sendWebhook(outgoing(), sending({ webhook: { url }, authorities: pem.cert }));
    expect(received).toHaveLength(1);
    expect(await problem(url, sendWebhook(outgoing(), sending({ webhook: { url } })))).toContain(
      'has a certificate that is not trusted',
    );
    expect(received).toHaveLength(1);
  });

  it.each([301, 400, 500])('does not count %d as received, nor follow it', async (status) => {
    const url = await start(status, null, { location: '/elsewhere' });
    expect(await problem(url, sendWebhook(outgoing(), sending({ webhook: { url } })))).toBe(
      `The webhook answered ${status}. Look at what receives it; only 2xx counts as received.`,
    );
    expect(received).toHaveLength(1);
  });

  it('names the host alone when it fails: the rest of the address may be a secret', async () => {
    const base = await start();
    const url = `${base}/T000/B000/XXXX`;
    await new Promise((done) => server.close(done));
    const told = await problem(url, sendWebhook(outgoing(), sending({ webhook: { url } })));
    expect(told).toBe(
      `The webhook on ${base.slice('http://'.length)} refused the connection. Check that it runs, and its port.`,
    );
  });

  it('ends with the signal though nobody answers', async () => {
    server = createServer(() => undefined);
    const asked = new Promise((done) => server.once('request', done));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const stop = new AbortController();
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const sent = sendWebhook(outgoing(), sending({ webhook: { url } }, stop.signal));
    await asked;
    stop.abort();
    await expect(sent).rejects.toThrow();
  });
});

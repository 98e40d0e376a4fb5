import { createServer as createHttp } from 'node:http';
import { type AddressInfo, createServer as createTcp, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { deliverAlerts } from '../../../dls/alerts/deliver.ts';
import { type AlertSite, makeAlertSite, makeItem, testStart, use } from './support/alert-site.ts';
import { channelSettings } from './support/given.ts';

let made: AlertSite;
const open: Server[] = [];

afterEach(async () => {
  await made.close();
  for (const server of open.splice(0)) await new Promise((done) => server.close(done));
});

/** Listens on a port, 0: any; answers the port. */
async function listen(server: Server, port = 0): Promise<number> {
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  open.push(server);
  return (server.address() as AddressInfo).port;
}

/** A port on which nobody listens any more. */
async function freePort(): Promise<number> {
  const server = createTcp();
  const port = await listen(server);
  open.pop();
  await new Promise((done) => server.close(done));
  return port;
}

const off = { enabled: false };
const pending = () =>
  made.site.rows('SELECT attempts, delivered_at AS delivered FROM alert_delivery ORDER BY id') as readonly object[];

/** Two alerts fire while nobody receives them. */
async function fireWhileDown(): Promise<void> {
  for (const id of ['a', 'b']) {
    await use(made, id, 75);
    await made.fired();
    await deliverAlerts(made.site);
  }
  expect(pending()).toMatchObject([{ delivered: null }, { delivered: null }]);
}

const scans = () => ['a', 'b'].map((id) => makeItem(id, { metric: 'usage', quota: 100, name: `Reader ${id}` }));

describe('a receiver that is down', () => {
  it('gets every alert by webhook once it is back', async () => {
    made = await makeAlertSite(scans());
    const port = await freePort();
    const webhook = { url: `http://127.0.0.1:${port}/` };
    made.set(() => ({ channels: channelSettings({ email: off, webhook, syslog: off }) }));
    await fireWhileDown();
    const bodies: string[] = [];
    const receiver = createHttp((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () => {
        bodies.push(body);
        response.end();
      });
    });
    await listen(receiver, port);
    made.site.time.now = testStart + 3_600;
    await deliverAlerts(made.site);
    await deliverAlerts(made.site);
    expect(bodies.join('')).toContain('Reader a');
    expect(bodies.join('')).toContain('Reader b');
    expect(bodies.flatMap((body) => JSON.parse(body).alerts)).toHaveLength(2);
    expect(pending()).toMatchObject(Array(2).fill({ delivered: testStart + 3_600 }));
  });

  it('gets every alert by syslog over TCP once it is back', async () => {
    made = await makeAlertSite(scans());
    const port = await freePort();
    const syslog = { host: '127.0.0.1', port, transport: 'tcp' as const };
    made.set(() => ({ channels: channelSettings({ email: off, webhook: off, syslog }) }));
    await fireWhileDown();
    const received: Promise<string>[] = [];
    const receiver = createTcp((socket) => {
      received.push(
        new Promise((done) => {
          let text = '';
          socket.on('data', (chunk) => {
            text += chunk.toString();
          });
          socket.on('end', () => done(text));
        }),
      );
    });
    await listen(receiver, port);
    made.site.time.now = testStart + 3_600;
    await deliverAlerts(made.site);
    await deliverAlerts(made.site);
    const text = (await Promise.all(received)).join('');
    expect(text).toContain('Reader a');
    expect(text).toContain('Reader b');
    expect(pending()).toMatchObject(Array(2).fill({ delivered: testStart + 3_600 }));
  });
});

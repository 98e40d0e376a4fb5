import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { deliverAlerts } from '../../../dls/alerts/deliver.ts';
import { evaluateSite } from '../../../dls/alerts/evaluate-site.ts';
import { mostWaiting } from '../../../dls/alerts/queue-messages.ts';
import { dropOldRows } from '../../../dls/jobs/retention.ts';
import { type AlertSite, DAY, makeAlertSite, makeItem, restart, testStart, use } from './support/alert-site.ts';
import { channelSettings } from './support/given.ts';
import { type Relay, startRelay } from './support/relay.ts';

let made: AlertSite;
let relay: Relay | null = null;
let hook: Server | null = null;

afterEach(async () => {
  await made.close();
  await relay?.close();
  relay = null;
  const open = hook;
  hook = null;
  if (open !== null) await new Promise((done) => open.close(done));
});

const scans = (id: string) => makeItem(id, { metric: 'usage', quota: 100, name: `Reader ${id}` });

/** Everything but e-mail to that port is off. */
const byMail = (port: number, more: Parameters<typeof channelSettings>[0]['email'] = {}) =>
  made.set(() => ({
    channels: channelSettings({ email: { port, ...more }, webhook: { enabled: false }, syslog: { enabled: false } }),
  }));

const deliveries = () =>
  made.site.rows(
    'SELECT id, alerts_json AS alerts, attempts, next_at AS next, delivered_at AS delivered, error FROM alert_delivery ORDER BY id',
  );

const texts = () => (relay?.mails ?? []).map(({ text }) => text.replaceAll('=\r\n', '').replaceAll('\r\n', '\n'));

describe('deliverAlerts', () => {
  it('sends what fired together as one message, with the last threshold of each figure', async () => {
    made = await makeAlertSite([scans('a'), scans('b')]);
    relay = await startRelay();
    byMail(relay.port);
    await use(made, 'a', 92);
    await use(made, 'b', 75);
    expect(await made.fired()).toHaveLength(3);
    await deliverAlerts(made.site);
    const [text = '', ...others] = texts();
    expect(others).toEqual([]);
    expect(text).toContain('Subject: [Causeway] Reader a: 92 % of the quota used (and 1 more)\n');
    expect(text).toContain('Reader a (a) of acme-vision Ltd has used 92 of 100 units, 92 %. The alert is set at 90 %.');
    expect(text).toContain('Reader b (b) of acme-vision Ltd has used 75 of 100 units, 75 %. The alert is set at 75 %.');
    expect(text.match(/Next step: /g)).toHaveLength(2);
    expect(deliveries()).toMatchObject([{ alerts: '[1,2,3]', attempts: 1, delivered: testStart, error: null }]);
    await deliverAlerts(made.site);
    expect(texts()).toHaveLength(1);
  });

  it('loses no alert while the relay is down, over a restart too, and sends each once when it is back', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'causeway-'));
    made = await makeAlertSite([scans('a'), scans('b'), scans('c')], { folder });
    const { port, close } = await startRelay();
    await close();
    byMail(port);
    await use(made, 'a', 75);
    await made.fired();
    await deliverAlerts(made.site);
    expect(deliveries()).toMatchObject([{ attempts: 1, next: testStart + 30, delivered: null }]);
    expect(deliveries()[0]?.error).toBe(
      `The mail relay 127.0.0.1:${port} refused the connection. Check that it runs, and its port.`,
    );
    await use(made, 'b', 75);
    await made.fired();

    made = await restart(made);
    byMail(port);
    await use(made, 'c', 75);
    await made.fired();
    await deliverAlerts(made.site);
    relay = await startRelay({ port });
    await deliverAlerts(made.site);
    expect(texts()).toEqual([]);
    made.site.time.now += 29;
    await deliverAlerts(made.site);
    expect(texts()).toEqual([]);
    made.site.time.now += 1;
    await deliverAlerts(made.site);
    await deliverAlerts(made.site);
    const said = texts().join('\n');
    for (const name of ['a', 'b', 'c'])
      expect(said.match(new RegExp(`Reader ${name} \\(${name}\\)`, 'g'))).toHaveLength(1);
    expect(deliveries().map(({ delivered }) => delivered)).toEqual(Array(3).fill(testStart + 30));
    await made.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('waits longer after each failure, and at most an hour', async () => {
    made = await makeAlertSite([scans('a')]);
    const { port, close } = await startRelay();
    await close();
    byMail(port);
    await use(made, 'a', 75);
    await made.fired();
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 9; attempt++) {
      await deliverAlerts(made.site);
      const next = Number(deliveries()[0]?.next);
      pauses.push(next - made.site.time.now);
      made.site.time.now = next;
    }
    expect(pauses).toEqual([30, 60, 120, 300, 900, 1_800, 3_600, 3_600, 3_600]);
  });

  it('does not wait with older messages once one got through', async () => {
    made = await makeAlertSite([scans('a'), scans('b')]);
    const { port, close } = await startRelay();
    await close();
    byMail(port);
    await use(made, 'a', 75);
    await made.fired();
    await deliverAlerts(made.site);
    relay = await startRelay({ port });
    await use(made, 'b', 75);
    await made.fired();
    await deliverAlerts(made.site);
    expect(texts()).toHaveLength(2);
  });

  it('keeps a bounded list: what fires beyond it joins the newest message', async () => {
    made = await makeAlertSite([scans('a')]);
    byMail(1);
    await made.site.store.transact(async (tx) => {
      for (let id = 1; id <= mostWaiting; id++)
        await tx.deliveries.insert({ channel: 'email', alerts: [id] }, testStart);
    });
    await use(made, 'a', 75);
    await made.fired();
    const rows = deliveries();
    expect(rows).toHaveLength(mostWaiting);
    expect(rows.at(-1)).toMatchObject({ alerts: '[1000,1]' });
  });

  it('gives up what waits for a channel that is switched off, and sends it not when it is on again', async () => {
    made = await makeAlertSite([scans('a')]);
    relay = await startRelay();
    byMail(relay.port);
    await use(made, 'a', 75);
    await made.fired();
    byMail(relay.port, { enabled: false });
    await deliverAlerts(made.site);
    byMail(relay.port);
    await deliverAlerts(made.site);
    expect(texts()).toEqual([]);
    expect(made.site.rows('SELECT dropped_at AS dropped FROM alert_delivery')).toEqual([{ dropped: testStart }]);
  });

  it('does not count an attempt that a stop of the server cut short', async () => {
    made = await makeAlertSite([scans('a')]);
    const stop = new AbortController();
    hook = createServer(() => stop.abort());
    await new Promise<void>((done) => hook?.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(hook.address() as AddressInfo).port}`;
    made.set(() => ({
      channels: channelSettings({ email: { enabled: false }, webhook: { url }, syslog: { enabled: false } }),
    }));
    await use(made, 'a', 75);
    await made.fired();
    await deliverAlerts(made.site, stop.signal);
    expect(deliveries()).toMatchObject([{ attempts: 0, delivered: null, error: null }]);
  });

  it('goes on with the other channels when one fails', async () => {
    made = await makeAlertSite([scans('a')]);
    relay = await startRelay();
    const { port } = relay;
    made.set(() => ({
      channels: channelSettings({
        email: { port },
        webhook: { url: 'http://127.0.0.1:1/' },
        syslog: { enabled: false },
      }),
    }));
    await use(made, 'a', 75);
    await made.fired();
    await deliverAlerts(made.site);
    expect(made.site.rows('SELECT channel, delivered_at AS at FROM alert_delivery ORDER BY channel')).toEqual([
      { channel: 'email', at: testStart },
      { channel: 'webhook', at: null },
    ]);
  });

  it('tells neither the log nor the list a password or secret', async () => {
    made = await makeAlertSite([scans('a')]);
    const lines: string[] = [];
    Object.assign(made.site, { log: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }) });
    relay = await startRelay({ login: { user: 'plant', password: 'right' } });
    const { port } = relay;
    made.set(() => ({
      channels: channelSettings({
        email: { port, user: 'plant', password: 'Secret-1' },
        webhook: { url: 'http://127.0.0.1:1/path-secret', secret: 'Secret-2' },
        syslog: { enabled: false },
      }),
    }));
    await use(made, 'a', 75);
    await made.fired();
    await deliverAlerts(made.site);
    expect(lines).toHaveLength(2);
    const told = `${lines.join('')}${JSON.stringify(deliveries())}`;
    for (const secret of ['Secret-1', 'Secret-2', 'path-secret', Buffer.from('Secret-1').toString('base64')]) {
      expect(told).not.toContain(secret);
    }
  });
});

describe('retention', () => {
  it('forgets alerts that are over and messages that were sent, after as long as the settings say', async () => {
    made = await makeAlertSite([scans('a'), scans('b')]);
    relay = await startRelay();
    byMail(relay.port);
    await use(made, 'a', 75);
    await use(made, 'b', 75);
    await made.fired();
    await deliverAlerts(made.site);
    await made.license([makeItem('a', { metric: 'usage', quota: 1_000 })]);
    await evaluateSite(made.site);
    made.site.time.now += 400 * DAY;
    await dropOldRows(made.site);
    expect(made.site.rows('SELECT item FROM alert')).toHaveLength(2);
    made.site.time.now += 1;
    await dropOldRows(made.site);
    expect(made.site.rows('SELECT item FROM alert')).toEqual([{ item: 'b' }]);
    expect(deliveries()).toEqual([]);
  });
});

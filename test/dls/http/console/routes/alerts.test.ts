import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliverAlerts } from '../../../../../dls/alerts/deliver.ts';
import { evaluateSite } from '../../../../../dls/alerts/evaluate-site.ts';
import { importFile } from '../../../../../dls/operations/import-file.ts';
import { ask, makeConsole, type TestConsole } from '../../../../support/console.ts';
import { createVendor, makeItem, makeLicense, testStart } from '../../../../support/vendor.ts';
import { type Relay, startRelay } from '../../../alerts/support/relay.ts';

let console: TestConsole;
let relay: Relay;

beforeEach(async () => {
  console = await makeConsole();
  relay = await startRelay();
  const { site } = console;
  const { disk } = site.settings.current.alerts;
  await change({ alerts: { disk: { ...disk, minimumMegabytes: 1, minimumPercent: 0 } } });
  const items = [makeItem('scans', { metric: 'usage', quota: 1_000 })];
  const text = makeLicense(createVendor(), { site: site.identity.current, items });
  await importFile(site, { bytes: Buffer.from(text), actor: 'command' });
});

afterEach(async () => {
  await console.close();
  await relay.close();
});

const change = async (json: unknown) => {
  const answer = await ask(console, 'PATCH /settings', { json });
  expect(answer.status).toBe(200);
};

const mail = (more: object = {}) => ({
  enabled: true,
  host: '127.0.0.1',
  port: relay.port,
  from: 'causeway@plant.example',
  to: ['it@plant.example'],
  ...more,
});

/** Uses up 90 % of the item, and looks at the figures. */
async function fire(): Promise<void> {
  const { site } = console;
  const no = site.snapshot.current.itemNo('acme-vision', 'scans') ?? 0;
  await site.store.transact((tx) => tx.counts.addUsed(no, testStart - 86_400, 900));
  await evaluateSite(site);
}

const list = async (query = '') => (await ask(console, `GET /alerts${query}`, { as: 'viewer' })).json;

/** A port of this machine that nobody listens on. */
async function deadPort(): Promise<number> {
  const server: Server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

describe('GET /alerts', () => {
  it('tells whom each is about, its threshold and the sentences with the next step, newest first', async () => {
    await fire();
    const { items, next, total } = await list();
    expect([next, total]).toEqual([null, 2]);
    expect(items[0]).toEqual({
      id: 2,
      vendor: 'acme-vision',
      item: 'scans',
      handshake: null,
      subject: 'quota',
      threshold: 90,
      at: testStart,
      until: null,
      channels: ['console', 'native'],
      dismissedAt: null,
      dismissedBy: null,
      message: {
        severity: 'warning',
        title: 'Barcode Reader: 90 % of the quota used',
        text: 'Barcode Reader (scans) of acme-vision Ltd has used 900 of 1,000 units, 90 %. The alert is set at 90 %.',
        next: 'Buy more quota from acme-vision Ltd and import the license file. Beyond 1,050 every device is refused.',
        threshold: 90,
        facts: expect.objectContaining({ subject: 'quota', used: 900, quota: 1_000, tolerance: 50 }),
      },
    });
    expect(items[1]).toMatchObject({ id: 1, threshold: 75 });
  });

  it('leaves out what does not go to the console, and finds it by its channel', async () => {
    await change({ alerts: { quota: { off: ['console'] } } });
    await fire();
    expect((await list()).total).toBe(0);
    expect((await list('?channel=native')).total).toBe(2);
    expect((await list('?channel=email')).total).toBe(0);
    expect((await ask(console, 'GET /status')).json.totals.alerts).toBe(0);
  });

  it('finds by subject, item and text, and open ones until they are dismissed', async () => {
    await fire();
    expect((await list('?subject=quota&item=scans&search=900')).total).toBe(2);
    expect((await list('?subject=term')).total).toBe(0);
    expect((await ask(console, 'POST /alerts/1/dismiss', { as: 'operator' })).status).toBe(204);
    expect((await list('?open=true')).items).toMatchObject([{ id: 2 }]);
    expect((await list('?open=false')).items).toMatchObject([{ id: 1, dismissedAt: testStart, until: null }]);
    expect((await ask(console, 'POST /alerts/7/dismiss')).status).toBe(404);
  });

  it('has what was dismissed by mistake among the open ones again, and the ledger tells both', async () => {
    await fire();
    await ask(console, 'POST /alerts/1/dismiss');
    expect((await ask(console, 'POST /alerts/1/restore', { as: 'viewer' })).status).toBe(403);
    expect((await ask(console, 'POST /alerts/1/restore', { as: 'operator' })).status).toBe(204);
    expect((await ask(console, 'POST /alerts/1/restore', { as: 'operator' })).status).toBe(204);
    expect((await list('?open=true')).items).toMatchObject([
      { id: 2 },
      { id: 1, dismissedAt: null, dismissedBy: null },
    ]);
    const { items } = (await ask(console, 'GET /ledger?kind=alert-restored')).json;
    expect(items).toMatchObject([{ kind: 'alert-restored', data: { alert: 1 } }]);
    for (const id of ['7', 'x']) expect((await ask(console, `POST /alerts/${id}/restore`)).status).toBe(404);
  });
});

describe('POST /alerts/test', () => {
  const test = async (channel: string, headers = {}) =>
    ask(console, 'POST /alerts/test', { as: 'operator', json: { channel }, headers });

  it('sends a test by e-mail, though the channel is off', async () => {
    await change({ channels: { email: mail({ enabled: false }) } });
    expect((await test('email')).json).toEqual({
      channel: 'email',
      delivered: true,
      detail: 'The mail relay took the message. Look whether it arrives with every recipient.',
    });
    expect(relay.mails).toHaveLength(1);
    expect(relay.mails[0]?.text).toContain('Subject: [Causeway] Test of the alerts');
    expect((await list()).total).toBe(0);
  });

  it('says why it was not taken, with the next step', async () => {
    await change({ channels: { email: mail({ port: await deadPort() }) } });
    const { status, json } = await test('email');
    expect([status, json.delivered]).toEqual([200, false]);
    expect(json.detail).toMatch(
      /^The mail relay 127\.0\.0\.1:\d+ refused the connection\. Check that it runs, and its port\.$/,
    );
  });

  it('says what is missing where nothing is set yet', async () => {
    expect((await test('syslog')).json).toEqual({
      channel: 'syslog',
      delivered: false,
      detail: 'Enter the name or address of the syslog server.',
    });
  });

  it('sends one message for the same Idempotency-Key', async () => {
    await change({ channels: { email: mail() } });
    const first = await test('email', { 'idempotency-key': 'k' });
    expect((await test('email', { 'idempotency-key': 'k' })).json).toEqual(first.json);
    expect(relay.mails).toHaveLength(1);
  });

  it('goes to consoles and desktops as an event', async () => {
    const seen: unknown[] = [];
    console.site.events.listen((event) => seen.push(event));
    expect((await test('native')).json.delivered).toBe(true);
    expect(seen).toMatchObject([{ topic: 'alerts', data: { test: true, channel: 'native' } }]);
  });

  it('is for operators, and for channels that there are', async () => {
    const json = { channel: 'email' };
    expect((await ask(console, 'POST /alerts/test', { as: 'viewer', json })).json.code).toBe('role_forbidden');
    expect((await test('pigeon')).json).toMatchObject({ code: 'request_malformed', field: 'channel' });
  });
});

describe('deliveries', () => {
  it('show what waits and why, and what was sent', async () => {
    await change({ channels: { email: mail({ port: await deadPort() }) } });
    await fire();
    await deliverAlerts(console.site);
    const [waiting] = (await ask(console, 'GET /alerts/deliveries?waiting=true', { as: 'viewer' })).json.items;
    expect(waiting).toMatchObject({
      channel: 'email',
      alerts: [1, 2],
      at: testStart,
      attempts: 1,
      next: testStart + 30,
      deliveredAt: null,
      droppedAt: null,
      error: expect.stringContaining('refused the connection'),
    });
    const channel = async () => (await ask(console, 'GET /alerts/channels', { as: 'viewer' })).json.items[2];
    expect(await channel()).toMatchObject({
      channel: 'email',
      enabled: true,
      lacks: null,
      waiting: 1,
      deliveredAt: null,
      error: waiting.error,
    });
    await change({ channels: { email: mail() } });
    console.site.time.now += 30;
    await deliverAlerts(console.site);
    expect((await ask(console, 'GET /alerts/deliveries')).json.items).toMatchObject([
      { attempts: 2, next: null, deliveredAt: testStart + 30, error: null },
    ]);
    expect(await channel()).toMatchObject({ waiting: 0, deliveredAt: testStart + 30, error: null });
  });

  it('name every channel, and what it lacks', async () => {
    const { items } = (await ask(console, 'GET /alerts/channels')).json;
    expect(items.map(({ channel, enabled, lacks }: Record<string, unknown>) => [channel, enabled, lacks])).toEqual([
      ['console', true, null],
      ['native', true, null],
      ['email', false, "Enter the name or address of the site's mail relay."],
      ['webhook', false, 'Enter the address that alerts are posted to.'],
      ['syslog', false, 'Enter the name or address of the syslog server.'],
    ]);
  });
});

describe('PATCH /settings', () => {
  it('refuses to switch a channel on that lacks what it needs, and changes nothing then', async () => {
    const json = { alerts: { quota: { thresholds: [50] } }, channels: { syslog: { enabled: true } } };
    const answer = await ask(console, 'PATCH /settings', { json });
    expect(answer.json).toMatchObject({
      code: 'request_malformed',
      field: 'channels.syslog.host',
      detail: 'Enter the name or address of the syslog server.',
    });
    expect((await ask(console, 'GET /settings')).json).toMatchObject({
      alerts: { quota: { thresholds: [75, 90, 100, 'limit'] } },
      channels: { syslog: { enabled: false } },
    });
  });
});

import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, makeConsole, type TestConsole } from '../../../../support/console.ts';

let console: TestConsole;

beforeEach(async () => {
  console = await makeConsole();
});

afterEach(() => console.close());

const change = (json: unknown) => ask(console, 'PATCH /settings', { json });
const settings = async () => (await ask(console, 'GET /settings')).json;

describe('settings', () => {
  it('have the defaults of the rules', async () => {
    expect(await settings()).toMatchObject({
      limits: { requestsPerSecond: 1_000, firstSeenPerMinute: 30 },
      devices: { inactiveDays: 90 },
      console: { host: '127.0.0.1', port: 4871 },
      network: { port: 4870 },
      privacy: { namesInBundles: false },
      backups: { keepHourly: 24, keepDaily: 14, keepMonthly: 6, places: [] },
    });
  });

  it('change in what is named, hold at once, and are told in the ledger', async () => {
    const answer = await change({ limits: { firstSeenPerMinute: 5 }, privacy: { namesInBundles: true } });
    expect(answer.json).toMatchObject({ limits: { requestsPerSecond: 1_000, firstSeenPerMinute: 5 } });
    expect(console.site.settings.current.limits.firstSeenPerMinute).toBe(5);
    const [event] = (await ask(console, 'GET /ledger?kind=settings-changed')).items;
    expect(event?.data).toEqual({ settings: { 'limits.firstSeenPerMinute': 5, 'privacy.namesInBundles': true } });
  });

  it('go back to their default with null: one, a branch or all', async () => {
    await change({ limits: { firstSeenPerMinute: 5, requestsPerSecond: 7 }, devices: { inactiveDays: 1 } });
    expect((await change({ limits: { firstSeenPerMinute: null } })).json.limits).toEqual({
      requestsPerSecond: 7,
      firstSeenPerMinute: 30,
    });
    expect((await change({ limits: null, devices: null })).json).toMatchObject({
      limits: { requestsPerSecond: 1_000 },
      devices: { inactiveDays: 90 },
    });
  });

  it('change all or nothing', async () => {
    const before = await settings();
    const answer = await change({ limits: { firstSeenPerMinute: 5, requestsPerSecond: 0 } });
    expect(answer.json).toMatchObject({ code: 'request_malformed', field: 'limits.requestsPerSecond' });
    expect(await settings()).toEqual(before);
  });

  it.each([
    [{ limits: { requestsPerSecond: '5' } }, 'limits.requestsPerSecond'],
    [{ limits: { requestsPerSecond: 1.5 } }, 'limits.requestsPerSecond'],
    [{ limits: 5 }, 'limits'],
    [{ limits: [] }, 'limits'],
    [{ network: { port: 65_536 } }, 'network.port'],
    [{ network: { servers: ['ftp://x'] } }, 'network.servers'],
    [{ retention: { slotDays: 29 } }, 'retention.slotDays'],
    [{ backups: { schedule: 'every day' } }, 'backups.schedule'],
    [{ backups: { schedule: '61 * * * *' } }, 'backups.schedule'],
    [{ backups: { places: ['relative'] } }, 'backups.places[0]'],
    [{ channels: { email: { to: ['a b'] } } }, 'channels.email.to'],
    [{ channels: { webhook: { url: 'javascript:alert(1)' } } }, 'channels.webhook.url'],
    [{ console: { names: ['a/b'] } }, 'console.names'],
    [{ alerts: { quota: { off: ['pigeon'] } } }, 'alerts.quota.off'],
  ])('refuse %j by its path', async (json, field) => {
    const answer = await change(json);
    expect([answer.status, answer.json.code, answer.json.field]).toEqual([400, 'request_malformed', field]);
  });

  it('refuse what is no tree, and leave what is no setting', async () => {
    for (const json of [[], 5, 'x', null]) expect((await change(json)).status).toBe(400);
    const before = await settings();
    const strange = JSON.parse('{"nothing":1,"limits":{"nothing":1},"__proto__":{"a":1},"constructor":{"b":1}}');
    expect((await change(strange)).json).toEqual(before);
  });

  it('never show a secret, and keep it when what was shown comes back', async () => {
    const email = { host: 'mail.plant.example', password: 'a mail secret' };
    const answer = await change({ channels: { email } });
    expect(answer.json.channels.email).toMatchObject({ host: 'mail.plant.example', password: true });
    expect(answer.json.channels.webhook.secret).toBe(false);
    await change(answer.json);
    expect(console.site.settings.current.channels.email.password).toBe('a mail secret');
    const ledger = (await ask(console, 'GET /ledger')).text;
    expect(ledger).not.toContain('a mail secret');
    await change({ channels: { email: { password: '' } } });
    expect((await settings()).channels.email.password).toBe(false);
  });

  it('show the whole address of a webhook to administrators alone', async () => {
    const url = 'https://hooks.plant.example/services/T0/B0/right-to-post';
    expect((await change({ channels: { webhook: { url } } })).json.channels.webhook.url).toBe(url);
    expect((await settings()).channels.webhook.url).toBe(url);
    for (const as of ['viewer', 'operator'] as const) {
      const shown = (await ask(console, 'GET /settings', { as })).json.channels.webhook;
      expect(shown).toEqual({ enabled: false, url: 'https://hooks.plant.example', secret: false });
      expect((await ask(console, 'GET /ledger', { as })).text).not.toContain('right-to-post');
    }
    await change({ channels: { webhook: { url: null } } });
    expect((await ask(console, 'GET /settings', { as: 'viewer' })).json.channels.webhook.url).toBe('');
  });

  it('take a backup place that is there', async () => {
    const place = await mkdtemp(join(tmpdir(), 'causeway-place-'));
    expect((await change({ backups: { places: [place] } })).json.backups.places).toEqual([place]);
    await rm(place, { recursive: true });
    const gone = await change({ backups: { places: [place] } });
    expect(gone.json.code).toBe('not_found');
  });

  describe('of listeners', () => {
    const refused = { status: 400, json: { code: 'request_malformed' } };

    it('name an address of this machine', async () => {
      for (const host of ['203.0.113.9', 'nobody.invalid']) {
        const detail = `This machine has no address ${host}. Enter one of its own.`;
        for (const branch of ['console', 'network']) {
          const answer = await change({ [branch]: { host, port: 0 } });
          expect(answer).toMatchObject({ ...refused, json: { field: `${branch}.host`, detail } });
        }
      }
      expect((await change({ console: { host: 'localhost', port: 0 } })).status).toBe(200);
    });

    it('name a port that is free', async () => {
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      const { port } = other.address() as AddressInfo;
      const taken = await change({ console: { port } });
      expect(taken).toMatchObject({ ...refused, json: { field: 'console.port' } });
      expect(taken.json.detail).toContain(`Port ${port} of 127.0.0.1 is in use.`);
      // The same listener is our own: it is free again at the next start.
      console.site.network.ports = [port];
      expect((await change({ console: { port } })).json.console.port).toBe(port);
      expect((await change({ network: { port } })).json.field).toBe('network.port');
      other.close();
      await once(other, 'close');
    });

    it.each(['127.0.0.1', 'localhost', '0.0.0.0'])('do not meet on one port: %s', async (host) => {
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      const { port } = other.address() as AddressInfo;
      other.close();
      await once(other, 'close');
      const both = await change({ network: { host, port }, console: { port } });
      expect(both).toMatchObject({ ...refused, json: { field: 'network.port' } });
      expect((await change({ network: { host, port } })).status).toBe(200);
      expect(await change({ console: { port } })).toMatchObject({ ...refused, json: { field: 'console.port' } });
      expect((await settings()).network).toMatchObject({ host, port });
    });
  });

  it('write nothing when nothing changed', async () => {
    await change({ limits: { firstSeenPerMinute: 5 } });
    await change({ limits: { firstSeenPerMinute: 5 } });
    expect((await ask(console, 'GET /ledger?kind=settings-changed')).json.total).toBe(1);
  });
});

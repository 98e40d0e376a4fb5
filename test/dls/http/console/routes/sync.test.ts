import { readdir, rm, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClock } from '../../../../../dls/clock.ts';
import { bundlesFolder } from '../../../../../dls/site/folder-layout.ts';
import { acquire, ask, importLicense, makeConsole, type TestConsole } from '../../../../support/console.ts';
import {
  createVendor,
  makeAcknowledgement,
  makeCard,
  makeItem,
  makeLicense,
  openBundle,
  testStart,
} from '../../../../support/vendor.ts';

let console: TestConsole;
const vendor = createVendor();

beforeEach(async () => {
  console = await makeConsole();
});

afterEach(() => console.close());

const upload = (bytes: string | Buffer, query = '', headers = {}) =>
  ask(console, `POST /files${query}`, { bytes, headers });
const licenseFile = (more = {}) => makeLicense(vendor, { site: console.site.identity.current, ...more });

describe('files', () => {
  it('say what they were and what changed', async () => {
    const answer = await upload(licenseFile());
    expect(answer.json).toMatchObject({ kind: 'license', vendor: 'acme-vision', alreadyImported: false, serial: 1 });
    expect(answer.json.changes.map(({ change }: { change: string }) => change)).toContain('item-new');
    expect((await upload(licenseFile())).json.alreadyImported).toBe(true);
    expect((await ask(console, 'GET /licenses')).items).toMatchObject([
      { vendor: 'acme-vision', serial: 1, items: ['it-1'] },
    ]);
  });

  it('are told by their content, whatever their media type', async () => {
    const card = makeCard(vendor);
    for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'a/b']) {
      const answer = await upload(card, '?preview=true', { 'content-type': type });
      expect([type, answer.json.kind]).toEqual([type, 'vendor-card']);
    }
  });

  it('change nothing in a preview', async () => {
    const before = console.site.dump();
    const answer = await upload(licenseFile(), '?preview=true');
    expect(answer.json).toMatchObject({ kind: 'license', alreadyImported: false });
    expect(console.site.dump()).toBe(before);
    expect((await ask(console, 'GET /items')).json.total).toBe(0);
  });

  it('name the vendor as its card does: that in the file when the vendor is new, else the newest', async () => {
    const named = (name: string, iat: number) => makeCard(vendor, { iat, claims: { name } });
    const first = licenseFile({ claims: { card: named('Acme Vision', testStart - 1_000) } });
    const nameIn = async (file: string, query = '?preview=true') => (await upload(file, query)).json.vendorName;
    expect(await nameIn(first)).toBe('Acme Vision');
    expect(await nameIn(first, '')).toBe('Acme Vision');
    expect(await nameIn(first)).toBe('Acme Vision');
    const renewed = licenseFile({ serial: 2, claims: { card: named('Acme Imaging', testStart - 600) } });
    expect(await nameIn(renewed)).toBe('Acme Imaging');
    const { items } = await ask(console, 'POST /sync');
    const covered = { site: console.site.identity.current, epoch: 1, seq: 1, digest: items[0]?.digest };
    const answer = makeAcknowledgement(vendor, covered);
    expect([await nameIn(answer), await nameIn(answer, ''), await nameIn(answer)]).toEqual(
      Array(3).fill('Acme Vision'),
    );
  });

  it('join the code that is named, or none', async () => {
    await upload(licenseFile(), '?handshake=200001-line4');
    expect((await ask(console, 'GET /handshakes?item=it-1')).items.map(({ code }) => code)).toEqual(['200001-line4']);
    const more = licenseFile({ serial: 2, items: [makeItem('it-1'), makeItem('it-2')] });
    await upload(more, '?handshake=none&default=');
    expect((await ask(console, 'GET /handshakes?item=it-2')).items).toEqual([]);
  });

  it('act once for one Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'stick-1' };
    const file = licenseFile();
    const first = await upload(file, '', headers);
    const again = await upload(file, '', headers);
    expect(again.json).toEqual(first.json);
    expect(again.json.alreadyImported).toBe(false);
    expect((await upload(makeCard(createVendor('other')), '', headers)).json.code).toBe('request_conflict');
  });

  it('that are none, empty, cut or too large are refused with a sentence', async () => {
    const before = console.site.dump();
    for (const bytes of ['', 'hello', '{}', licenseFile().slice(0, 500), Buffer.from([0xff, 0xfe, 0x00])]) {
      const answer = await upload(bytes);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(answer.json.detail.length).toBeGreaterThan(20);
    }
    const large = await upload(Buffer.alloc(64 * 1024 * 1024 + 1, 'a'));
    expect([large.status, large.json.code]).toEqual([413, 'too_large']);
    expect(console.site.dump()).toBe(before);
  });
});

describe('sync bundles', () => {
  beforeEach(() => importLicense(console.site, vendor));

  it('are made, listed, and handed out as the very bytes', async () => {
    await acquire(console.site, 'dev-1');
    const made = await ask(console, 'POST /sync', { json: { vendor: 'acme-vision' } });
    expect(made.status).toBe(201);
    expect(made.items).toMatchObject([{ vendor: 'acme-vision', epoch: 1, seq: 1, acknowledgedAt: null }]);
    const listed = await ask(console, 'GET /sync');
    expect(listed.items).toEqual(made.items);
    expect(listed.json.vendors).toMatchObject([{ vendor: 'acme-vision', pending: { days: 0, events: 0 } }]);
    const file = await console.server.inject({
      url: '/admin/v1/sync/acme-vision/1/1/file',
      headers: { host: 'localhost', authorization: `Bearer ${console.tokens.viewer}` },
    });
    expect(file.headers['content-disposition']).toBe(`attachment; filename="${made.items[0]?.name}"`);
    const { digest } = await openBundle(vendor, file.rawPayload, [console.site.identity.current.current]);
    expect(digest).toBe(made.items[0]?.digest);
  });

  it('are acknowledged by the file that comes back', async () => {
    const { items } = await ask(console, 'POST /sync');
    const answer = { site: console.site.identity.current, epoch: 1, seq: 1, digest: items[0]?.digest };
    await upload(makeAcknowledgement(vendor, answer));
    expect((await ask(console, 'GET /sync?waiting=true')).items).toEqual([]);
    const { items: answered } = await ask(console, 'GET /sync?waiting=false');
    expect(answered).toMatchObject([{ seq: 1, acknowledgedAt: console.site.clock.read().now }]);
    // Who comes back to the page is not told to take it along.
    expect((await ask(console, 'GET /sync/running')).json.ended).toMatchObject([{ outcome: 'made', made: answered }]);
  });

  it('are made once for one Idempotency-Key', async () => {
    await importLicense(console.site, createVendor('other-vendor'));
    const headers = { 'idempotency-key': 'friday' };
    const first = await ask(console, 'POST /sync', { headers });
    expect(first.items.map((bundle) => bundle.vendor)).toEqual(['acme-vision', 'other-vendor']);
    expect((await ask(console, 'POST /sync', { headers })).json).toEqual(first.json);
    expect((await ask(console, 'GET /sync')).json.total).toBe(2);
  });

  it('tell how far they are while they are made, and how the last one of a vendor ended', async () => {
    const seen: unknown[] = [];
    const turns: Promise<unknown>[] = [];
    console.site.events.listen(({ topic }) => {
      if (topic === 'sync') turns.push(ask(console, 'GET /sync/running').then(({ json }) => seen.push(json)));
    });
    expect((await ask(console, 'GET /sync/running')).json).toEqual({ running: null, ended: [] });
    const { items } = await ask(console, 'POST /sync', { json: { vendor: 'acme-vision' } });
    await Promise.all(turns);
    expect(seen[0]).toEqual({
      running: { vendor: 'acme-vision', step: 'preparing', done: 0, total: 0 },
      ended: [],
    });
    const ended = console.site.clock.read().now;
    expect((await ask(console, 'GET /sync/running', { as: 'viewer' })).json).toEqual({
      running: null,
      ended: [{ vendor: 'acme-vision', ended, outcome: 'made', made: items, code: null, detail: null }],
    });
  });

  it('are stopped by an operator, and nothing of them is left', async () => {
    expect((await ask(console, 'DELETE /sync/running')).json).toEqual({ stopped: false });
    const stopping: ReturnType<typeof ask>[] = [];
    console.site.events.listen(({ topic }) => {
      const isFirst = topic === 'sync' && stopping.length === 0;
      if (isFirst) stopping.push(ask(console, 'DELETE /sync/running', { as: 'operator' }));
    });
    const answer = await ask(console, 'POST /sync');
    expect([answer.status, answer.json.code]).toEqual([409, 'request_conflict']);
    expect((await stopping[0])?.json).toEqual({ stopped: true });
    expect((await ask(console, 'GET /sync')).items).toEqual([]);
    expect(await readdir(bundlesFolder(console.site.folder))).toEqual([]);
    const { ended } = (await ask(console, 'GET /sync/running')).json;
    expect(ended).toMatchObject([{ vendor: 'acme-vision', outcome: 'stopped', made: [], code: null }]);
    expect((await ask(console, 'POST /sync')).items).toMatchObject([{ seq: 1 }]);
  });

  it('that cannot be made are told with their reason, also to who comes later', async () => {
    await rm(bundlesFolder(console.site.folder), { recursive: true, force: true });
    await writeFile(bundlesFolder(console.site.folder), 'a file where the folder belongs');
    expect((await ask(console, 'POST /sync')).status).toBeGreaterThanOrEqual(500);
    const [end] = (await ask(console, 'GET /sync/running')).json.ended;
    expect(end).toMatchObject({ vendor: 'acme-vision', outcome: 'failed', made: [] });
    expect(end.code).toMatch(/^[a-z_]+$/);
  });

  it('that were never made are not found, and none are made for a stranger', async () => {
    for (const path of ['acme-vision/1/7', 'acme-vision/1/x', 'nobody/1/1', 'acme-vision/0/1', 'acme-vision/1/..%2f']) {
      expect((await ask(console, `GET /sync/${path}/file`)).json.code).toBe('not_found');
    }
    expect((await ask(console, 'POST /sync', { json: { vendor: 'nobody' } })).json.code).toBe('vendor_unknown');
  });
});

describe('the activation request', () => {
  it('is the file itself', async () => {
    const answer = await ask(console, 'GET /activation-request');
    expect(answer.text.trim().split('.')).toHaveLength(3);
    expect(answer.headers['content-disposition']).toMatch(/\.cwreq"$/);
  });

  it('comes with new keys for an administrator', async () => {
    const before = (await ask(console, 'GET /machine')).json.thumbprint;
    const renewal = { json: { newKeys: true }, headers: { 'idempotency-key': 'moved' } };
    await ask(console, 'POST /activation-request', renewal);
    const after = (await ask(console, 'GET /machine')).json.thumbprint;
    expect(after).not.toBe(before);
    await ask(console, 'POST /activation-request', renewal);
    expect((await ask(console, 'GET /machine')).json.thumbprint).toBe(after);
    const refused = await ask(console, 'POST /activation-request', { as: 'operator', json: { newKeys: true } });
    expect(refused.json.code).toBe('role_forbidden');
  });
});

describe('backups', () => {
  it('are made after set-up, listed, and read', async () => {
    expect((await ask(console, 'POST /backups')).json.code).toBe('request_conflict');
    await ask(console, 'POST /setup', { over: 'control', json: { password: 'correct horse' } });
    const headers = { 'idempotency-key': 'evening' };
    const made = await ask(console, 'POST /backups', { headers });
    expect(made.json).toMatchObject({ ok: true, epoch: 1, copies: [], problems: [] });
    expect((await ask(console, 'POST /backups', { headers })).json).toEqual(made.json);
    expect((await ask(console, 'GET /backups')).items).toMatchObject([
      { id: made.json.id, ok: true, file: made.json.file },
    ]);
    const file = await ask(console, `GET /backups/${made.json.id}/file`);
    expect(file.text.length).toBeGreaterThan(1_000);
    expect((await ask(console, 'GET /backups/999/file')).json.code).toBe('not_found');
    expect((await ask(console, 'GET /backups/x/file')).json.code).toBe('not_found');
  });

  it('go to a named file only for a command on the machine itself', async () => {
    await ask(console, 'POST /setup', { over: 'control', json: { password: 'correct horse' } });
    const to = `${console.site.folder}/mine.cwbackup`;
    const refused = await ask(console, 'POST /backups', { json: { to } });
    expect(refused.json).toMatchObject({ code: 'role_forbidden', field: 'to' });
    expect((await ask(console, 'POST /backups', { over: 'control', json: { to: 'mine' } })).json.field).toBe('to');
    expect((await ask(console, 'POST /backups', { over: 'control', json: { to } })).json.file).toBe(to);
  });
});

describe('status', () => {
  const health = async () =>
    Object.fromEntries(
      (await ask(console, 'GET /status')).json.health.map(({ subject, state }: Record<string, string>) => [
        subject,
        state,
      ]),
    );

  it('says what is missing on a new site, and when it is in order', async () => {
    expect(await health()).toMatchObject({
      license: 'warning',
      clock: 'ok',
      ledger: 'ok',
      backup: 'warning',
      sync: 'ok',
    });
    await importLicense(console.site, vendor);
    expect(await health()).toMatchObject({ license: 'ok' });
    await ask(console, 'POST /setup', { over: 'control', json: { password: 'correct horse', backupTo: ['/tmp'] } });
    await ask(console, 'POST /backups', { over: 'control', json: { to: `${console.site.folder}/x.cwbackup` } });
    expect(await health()).toMatchObject({ backup: 'ok' });
    expect((await ask(console, 'GET /status')).json).toMatchObject({
      site: console.site.identity.current.site,
      role: 'main',
      epoch: 1,
      setUp: true,
      totals: { devices: 0, licenses: 1, items: 2 },
    });
  });

  it('tells of the clock, and of a jump until it is confirmed', async () => {
    const wallMs = () => (console.site.time.now + 3 * 86_400) * 1_000;
    const stored = { mark: console.site.time.now, jumped: true, elapsed: 0 };
    Object.assign(console.site, { clock: createClock(stored, console.site.epoch, { wallMs, monotonicMs: () => 0 }) });
    expect(await health()).toMatchObject({ clock: 'critical' });
    const { json } = await ask(console, 'GET /status');
    expect(json.clock).toMatchObject({ trusted: false, pendingForward: wallMs() / 1_000 });
    const confirmed = await ask(console, 'POST /clock/confirm');
    expect(confirmed.json).toMatchObject({ confirmed: true, now: wallMs() / 1_000, pendingForward: null });
    expect((await ask(console, 'POST /clock/confirm')).json.confirmed).toBe(false);
    expect((await ask(console, 'GET /ledger?kind=clock-confirmed')).json.total).toBe(1);
  });

  it('tells of items near and past their end', async () => {
    const { now } = console.site.time;
    await importLicense(console.site, vendor, [makeItem('it-1', { start: now - 86_400, end: now + 10 * 86_400 })]);
    expect(await health()).toMatchObject({ license: 'warning' });
    const stateAfter = async (days: number) => {
      console.site.time.now = now + days * 86_400;
      return [(await health()).license, (await ask(console, 'GET /items')).items[0]?.state];
    };
    expect(await stateAfter(10)).toEqual(['warning', 'grace']);
    expect(await stateAfter(17)).toEqual(['critical', 'expired']);
  });

  it('tells of a bundle that nobody acknowledged', async () => {
    await importLicense(console.site, vendor);
    await ask(console, 'POST /sync');
    expect(await health()).toMatchObject({ sync: 'ok' });
    console.site.time.now += 30 * 86_400;
    expect(await health()).toMatchObject({ sync: 'warning' });
  });
});

describe('metrics', () => {
  it('tell requests, commits, devices, ledger and items', async () => {
    await importLicense(console.site, vendor);
    await acquire(console.site, 'dev-1');
    const { text, headers } = await ask(console, 'GET /metrics', { as: 'metrics' });
    expect(headers['content-type']).toContain('text/plain');
    const value = (name: string) =>
      Number(
        text
          .split('\n')
          .find((line) => line.startsWith(`${name} `))
          ?.split(' ')[1],
      );
    expect(value('causeway_devices')).toBe(1);
    expect(value('causeway_seats')).toBe(1);
    expect(value('causeway_ledger_height')).toBeGreaterThan(3);
    expect(value('causeway_commits_total')).toBeGreaterThan(3);
    expect(value('causeway_resident_memory_bytes')).toBeGreaterThan(10_000_000);
    expect(value('causeway_item_used{vendor="acme-vision",item="it-1",metric="device"}')).toBe(1);
    expect(value('causeway_item_quota{vendor="acme-vision",item="it-1",metric="device"}')).toBe(10);
  });
});

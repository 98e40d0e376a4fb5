import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { evaluateSite } from '../../../dls/alerts/evaluate-site.ts';
import { foldDenials } from '../../../dls/jobs/fold-denials.ts';
import { beginEpoch } from '../../../dls/operations/epoch.ts';
import { exportBundle } from '../../../dls/operations/export-bundle.ts';
import { importFile } from '../../../dls/operations/import-file.ts';
import { verifyLedger } from '../../../dls/operations/verify.ts';
import { putRecovery } from '../../../dls/site/recovery.ts';
import { openSite } from '../../../dls/start.ts';
import type { Reader } from '../../../dls/store/reader.ts';
import { makeAcknowledgement } from '../../support/vendor.ts';
import {
  type AlertSite,
  ask,
  askEach,
  DAY,
  devices,
  makeAlertSite,
  makeItem,
  messages,
  restart,
  testStart,
  use,
} from './support/alert-site.ts';

let made: AlertSite;
afterEach(() => made.close());

const end = testStart + 365 * DAY;

describe('quota of a usage item', () => {
  it('alerts at 75, 90 and 100 % and at the limit, each once', async () => {
    made = await makeAlertSite([makeItem('scans', { metric: 'usage', quota: 1_000, unit: 'scan' })]);
    await use(made, 'scans', 749);
    expect(await made.fired()).toEqual([]);
    await use(made, 'scans', 1);
    expect(await made.fired()).toEqual(['quota scans 75']);
    await use(made, 'scans', 150);
    expect(await made.fired()).toEqual(['quota scans 90']);
    await use(made, 'scans', 99);
    expect(await made.fired()).toEqual([]);
    await use(made, 'scans', 1);
    expect(await made.fired()).toEqual(['quota scans 100']);
    await use(made, 'scans', 50);
    expect(await made.fired()).toEqual(['quota scans 105']);
    await use(made, 'scans', 500);
    expect(await made.fired()).toEqual([]);
    expect(messages(made).at(-1)).toMatchObject({
      severity: 'critical',
      threshold: 'limit',
      text: 'Barcode Reader (scans) of acme-vision Ltd has used 1,050 of 1,000 units (scan), 105 %. That is the limit: the quota and the 50 that are tolerated beyond it.',
    });
  });

  it('alerts again after the figure fell 5 points below, and ends the alert then', async () => {
    const item = (quota: number) => makeItem('scans', { metric: 'usage', quota });
    made = await makeAlertSite([item(1_000)]);
    await use(made, 'scans', 750);
    await made.fired();
    await made.license([item(1_070)]);
    expect(await made.fired()).toEqual([]);
    expect(made.open()).toEqual(['quota scans 75']);
    await made.license([item(1_072)]);
    expect(await made.fired()).toEqual([]);
    expect(made.open()).toEqual([]);
    await made.license([item(1_000)]);
    expect(await made.fired()).toEqual(['quota scans 75']);
    expect(made.site.rows('SELECT id, until FROM alert')).toEqual([
      { id: 1, until: testStart },
      { id: 2, until: null },
    ]);
  });

  it('alerts anew in a new term', async () => {
    const item = makeItem('scans', { metric: 'usage', quota: 100 });
    made = await makeAlertSite([item]);
    await use(made, 'scans', 80);
    expect(await made.fired()).toEqual(['quota scans 75']);
    await made.license([{ ...item, start: testStart + 10 * DAY, end: end + 10 * DAY }]);
    made.site.time.now += 10 * DAY;
    expect(await made.fired()).toEqual([]);
    expect(made.open()).toEqual([]);
    await use(made, 'scans', 75);
    expect(await made.fired()).toEqual(['quota scans 75']);
  });
});

describe('quota of a device item', () => {
  it('alerts when devices take the seats, and ends when they come free by themselves', async () => {
    made = await makeAlertSite([makeItem('seats', { quota: 4, activeWindow: 86_400, overagePercent: 25 })]);
    await askEach(made, devices(2));
    expect(await made.fired()).toEqual([]);
    await ask(made, 'device-2');
    expect(await made.fired()).toEqual(['quota seats 75']);
    await ask(made, 'device-3');
    expect(await made.fired()).toEqual(['quota seats 90', 'quota seats 100']);
    await ask(made, 'device-4');
    expect(await made.fired()).toEqual(['quota seats 125']);
    made.site.time.now += DAY - 1;
    expect(await made.fired()).toEqual([]);
    expect(made.open()).toHaveLength(4);
    made.site.time.now += 1;
    expect(await made.fired()).toEqual([]);
    expect(made.open()).toEqual([]);
  });

  it('has no limit apart where nothing beyond the quota is tolerated', async () => {
    made = await makeAlertSite([makeItem('seats', { quota: 1, overagePercent: 0 })]);
    await ask(made, 'device-0');
    expect(await made.fired()).toEqual(['quota seats 75', 'quota seats 90', 'quota seats 100']);
    expect(messages(made).at(-1)?.next).toBe(
      'New devices are refused; those that hold a seat go on. Reclaim seats that nobody needs. Buy more quota from acme-vision Ltd and import the license file.',
    );
  });

  it('is not watched any more once the item is voided', async () => {
    made = await makeAlertSite([makeItem('voided', { quota: 1, overagePercent: 0 })]);
    await ask(made, 'device-0');
    await made.fired();
    await made.license([], { revoked: ['voided'] });
    expect(await made.fired()).toEqual([]);
    expect(made.open()).toEqual([]);
  });
});

describe('peak of live seats', () => {
  const item = makeItem('live', { metric: 'concurrent-device', quota: 10, overageSlots: 1_000 });

  it('alerts at 90 and 100 % of the day, at most once in 7 days', async () => {
    made = await makeAlertSite([item]);
    await askEach(made, devices(8));
    expect(await made.fired()).toEqual([]);
    await ask(made, 'device-8');
    expect(await made.fired()).toEqual(['peak live 90']);
    await ask(made, 'device-9');
    expect(await made.fired()).toEqual(['peak live 100']);
    made.site.time.now += 3_600;
    await made.fired();
    expect(made.open()).toEqual(['peak live 90', 'peak live 100']);
    made.site.time.now += DAY;
    expect(await made.fired()).toEqual([]);
    expect(made.open()).toEqual([]);
    made.site.time.now = testStart + 7 * DAY - 1;
    await askEach(made, devices(10));
    expect(await made.fired()).toEqual([]);
    made.site.time.now += 1;
    expect(await made.fired()).toEqual(['peak live 90', 'peak live 100']);
  });

  it('counts instances that a renewal added', async () => {
    made = await makeAlertSite([makeItem('live', { metric: 'concurrent-instance', quota: 10 })]);
    await ask(made, 'device-0', { instances: 3 });
    expect(await made.fired()).toEqual([]);
    await ask(made, 'device-0', { instances: 9 });
    expect(await made.fired()).toEqual(['peak live 90']);
  });
});

describe('overage budget', () => {
  it('alerts at 50, 75, 90 and 100 % as slots pass in which nobody asks', async () => {
    made = await makeAlertSite([
      makeItem('live', { metric: 'concurrent-device', quota: 1, overageSlots: 20, leaseSeconds: 86_400 }),
    ]);
    await askEach(made, devices(2));
    expect(await made.fired()).toEqual(['peak live 90', 'peak live 100']);
    const at = async (slot: number) => {
      made.site.time.now = testStart + slot * 180;
      return made.fired();
    };
    expect(await at(8)).toEqual([]);
    expect(await at(9)).toEqual(['overage live 50']);
    expect(await at(14)).toEqual(['overage live 75']);
    expect(await at(17)).toEqual(['overage live 90']);
    expect(await at(19)).toEqual(['overage live 100']);
    expect(messages(made).at(-1)?.text).toContain('has spent 20 of 20 seat-slots');
  });
});

describe('failed authorizations of a code', () => {
  const refused = { product: 'another' };
  const subjects = async () => (await made.fired()).filter((name) => name.startsWith('failures'));

  it('alerts by their share of at least ten requests in the last 60 minutes', async () => {
    made = await makeAlertSite([makeItem('seats', { quota: 100 })]);
    await askEach(made, devices(2), refused);
    await askEach(made, devices(7));
    expect(await subjects()).toEqual([]);
    await ask(made, 'device-7');
    expect(await subjects()).toEqual(['failures 200001-default 20']);
    expect(messages(made)).toMatchObject([
      {
        text: 'Of 10 authorizations through the handshake code 200001-default of acme-vision Ltd within the last 60 minutes 2 were refused, 20 %. The alert is set at 20 %. Most were refused for this reason: No license item of the handshake code is for this product.',
        next: 'Attach an item of the product to the code, or buy one. The page Denials lists which devices were refused and why.',
      },
    ]);
    await askEach(made, devices(30), refused);
    expect(await subjects()).toEqual([
      'failures 200001-default 40',
      'failures 200001-default 60',
      'failures 200001-default 80',
    ]);
  });

  it('counts a grant once while it moves from memory to the database', async () => {
    made = await makeAlertSite([makeItem('seats', { quota: 100 })]);
    await askEach(made, devices(20));
    await foldDenials(made.site);
    await askEach(made, devices(20));
    await askEach(made, devices(10), refused);
    expect(await subjects()).toEqual(['failures 200001-default 20']);
    await foldDenials(made.site);
    expect(await subjects()).toEqual([]);
    expect(made.open()).toEqual(['failures 200001-default 20']);
  });

  it('reads again when grants moved to the database while it read', async () => {
    made = await makeAlertSite([makeItem('seats', { quota: 100 })]);
    await askEach(made, devices(20));
    await askEach(made, devices(5), refused);
    const { site } = made;
    const { reader } = site;
    let hasMoved = false;
    const query: Reader['query'] = async (name, args) => {
      const answer = await reader.query(name, args);
      if (!hasMoved) await foldDenials(site);
      hasMoved = true;
      return answer;
    };
    Object.assign(site, { reader: { ...reader, query } });
    expect(await subjects()).toEqual(['failures 200001-default 20']);
  });

  it('forgets what is older than an hour, and ends then', async () => {
    made = await makeAlertSite([makeItem('seats', { quota: 100 })]);
    await askEach(made, devices(10), refused);
    expect(await subjects()).toHaveLength(5);
    made.site.time.now += 3_599;
    await subjects();
    expect(made.open()).toHaveLength(5);
    made.site.time.now += 1;
    await subjects();
    expect(made.open()).toEqual([]);
  });

  it('asks for as many requests as the administrator set', async () => {
    made = await makeAlertSite([makeItem('seats', { quota: 100 })]);
    made.set(({ alerts }) => ({ alerts: { ...alerts, failures: { thresholds: [50], minimumRequests: 2, off: [] } } }));
    await ask(made, 'device-0', refused);
    expect(await subjects()).toEqual([]);
    await ask(made, 'device-1', refused);
    expect(await subjects()).toEqual(['failures 200001-default 50']);
  });
});

describe('term', () => {
  it('alerts 60, 30, 14, 7, 3 and 1 days before the end, at the end, and at the end of grace, at that very second', async () => {
    made = await makeAlertSite([makeItem('one', { graceDays: 5 })]);
    for (const days of [60, 30, 14, 7, 3, 1, 0]) {
      made.site.time.now = end - days * DAY - 1;
      expect(await made.fired()).toEqual([]);
      made.site.time.now += 1;
      expect(await made.fired()).toEqual([`term one ${days}`]);
    }
    made.site.time.now = end + 5 * DAY - 1;
    expect(await made.fired()).toEqual([]);
    made.site.time.now += 1;
    expect(await made.fired()).toEqual(['term one grace']);
    expect(messages(made).map(({ severity }) => severity)).toEqual([
      ...Array<string>(6).fill('warning'),
      'critical',
      'critical',
    ]);
  });

  it('ends when a renewal follows without a gap', async () => {
    made = await makeAlertSite([makeItem('one')]);
    made.site.time.now = end - 20 * DAY;
    expect(await made.fired()).toEqual(['term one 60', 'term one 30']);
    await made.license([makeItem('one', { start: end, end: end + 365 * DAY })]);
    expect(await made.fired()).toEqual([]);
    expect(made.open()).toEqual([]);
  });

  it('goes by the time of the vendor, and tells the time of the site', async () => {
    made = await makeAlertSite([makeItem('one')]);
    const row = made.site.snapshot.current.vendors.get(made.vendor.id)!;
    await made.site.store.transact((tx) => tx.vendors.put({ ...row, termOffset: DAY }));
    await made.license([makeItem('other', { end: end + 1_000 * DAY })]);
    made.site.time.now = end - 61 * DAY - 1;
    expect(await made.fired()).toEqual([]);
    made.site.time.now += 1;
    expect(await made.fired()).toEqual(['term one 60']);
    expect(messages(made)[0]?.facts).toMatchObject({ end: end - DAY, now: end - 61 * DAY });
  });
});

describe('across the gap', () => {
  it('alerts when a bundle waits 30, 60 and 90 days for its acknowledgement, until it comes', async () => {
    made = await makeAlertSite([makeItem('one', { end: end + 365 * DAY })]);
    const [bundle] = await exportBundle(made.site, { actor: 'command' });
    for (const days of [30, 60, 90]) {
      made.site.time.now = testStart + days * DAY - 1;
      expect(await made.fired()).toEqual([]);
      made.site.time.now += 1;
      expect(await made.fired()).toEqual([`acknowledgement ${days}`]);
    }
    expect(made.site.rows('SELECT DISTINCT vendor, item FROM alert')).toEqual([{ vendor: 'acme-vision', item: null }]);
    const { epoch, seq, digest } = bundle!;
    const answer = makeAcknowledgement(made.vendor, { site: made.site.identity.current, epoch, seq, digest });
    await importFile(made.site, { bytes: Buffer.from(answer), actor: 'command' });
    expect(await made.fired()).toEqual([]);
    expect(made.open()).toEqual([]);
  });

  it('goes by the bundle that waits longest, not by the one made last', async () => {
    made = await makeAlertSite([makeItem('one', { end: end + 365 * DAY })]);
    await exportBundle(made.site, { actor: 'command' });
    made.site.time.now += 29 * DAY;
    await exportBundle(made.site, { actor: 'command' });
    made.site.time.now += DAY;
    expect(await made.fired()).toEqual(['acknowledgement 30']);
  });

  it('alerts at 50, 75 and 90 % of syncDays', async () => {
    made = await makeAlertSite([makeItem('one', { syncDays: 100 })]);
    for (const days of [50, 75, 90]) {
      made.site.time.now = testStart + days * DAY - 1;
      expect(await made.fired()).toEqual([]);
      made.site.time.now += 1;
      expect(await made.fired()).toEqual([`sync one ${days}`]);
    }
  });
});

describe('conditions of the site', () => {
  it('alert when a license file is for another machine, until one for this machine is imported', async () => {
    made = await makeAlertSite([makeItem('one')]);
    const other = { machines: [{ kind: 'linux-machine-id', hash: '0'.repeat(32) }] };
    await made.license([makeItem('one')], other);
    expect(await made.fired()).toEqual(['machine now']);
    expect(messages(made)[0]).toMatchObject({ severity: 'critical', facts: { vendor: 'acme-vision', items: ['one'] } });
    await made.license([makeItem('one')]);
    expect(await made.fired()).toEqual([]);
    expect(made.open()).toEqual([]);
  });

  it('alert when the ledger was edited, once it is verified', async () => {
    made = await makeAlertSite([makeItem('one')]);
    await verifyLedger(made.site);
    expect(await made.fired()).toEqual([]);
    made.site.tamper(`UPDATE ledger SET data_json = '{}' WHERE height = 2`);
    await verifyLedger(made.site);
    expect(await made.fired()).toEqual(['ledger now']);
    expect(messages(made)[0]?.text).toContain('at height 2: ');
    expect(made.site.rows(`SELECT data_json AS data FROM ledger WHERE kind = 'ledger-verified'`)).toHaveLength(1);
  });

  it('alert at each proof that the database was put back, and not at a restore', async () => {
    made = await makeAlertSite([makeItem('one')]);
    const begin = (reason: 'restore' | 'rollback') =>
      made.site.store.transact(async (tx) => {
        const loss = { from: testStart, until: tx.time.now, height: 1, known: 2 } as never;
        await beginEpoch(made.site, tx, { reason, loss, heights: [], actor: 'system' });
      });
    await begin('restore');
    expect(await made.fired()).toEqual([]);
    await begin('rollback');
    expect(await made.fired()).toEqual(['ledger now']);
    await begin('restore');
    expect(await made.fired()).toEqual([]);
    await begin('rollback');
    expect(await made.fired()).toEqual(['ledger now']);
    expect(made.open()).toEqual(['ledger now']);
  });

  it('alert when backups have no place, fail or are older than a day, after set-up only', async () => {
    made = await makeAlertSite([makeItem('one')]);
    const { site } = made;
    made.site.time.now += 2 * DAY;
    expect(await made.fired()).toEqual([]);
    const jwk = made.vendor.sealing.jwk;
    await site.store.transact((tx) => putRecovery(tx, { jwk, thumbprint: 'x', made: tx.time.now }));
    expect(await made.fired()).toEqual(['backup-place now']);
    site.time.now += DAY;
    expect(await made.fired()).toEqual([]);
    site.time.now += 1;
    expect(await made.fired()).toEqual(['backup now']);
    const backup = (ok: boolean, detail: string | null) =>
      site.store.transact((tx) =>
        tx.backups.insert({ file: '/b', at: tx.time.now, size: 1, height: 1, epoch: 1, ok, detail }),
      );
    await backup(true, null);
    expect(await made.fired()).toEqual([]);
    expect(made.open()).toEqual(['backup-place now']);
    await backup(false, 'There is no room left for /b.');
    expect(await made.fired()).toEqual(['backup now']);
    expect(messages(made).at(-1)?.text).toBe(
      'The backup of 2026-06-04 00:00 UTC failed. There is no room left for /b.',
    );
    await backup(true, '/nas could not be used.');
    expect(await made.fired()).toEqual(['backup-place now']);
    expect(made.open()).toEqual(['backup-place now', 'backup-place now']);
  });

  it('alert when little of the disk is free, as the settings say', async () => {
    made = await makeAlertSite([makeItem('one')]);
    const disk = (minimumMegabytes: number, minimumPercent: number) =>
      made.set(({ alerts }) => ({ alerts: { ...alerts, disk: { minimumMegabytes, minimumPercent, off: [] } } }));
    disk(10_000_000, 0);
    expect(await made.fired()).toEqual(['disk now']);
    disk(1, 0);
    await made.fired();
    expect(made.open()).toEqual([]);
    disk(1, 100);
    expect(await made.fired()).toEqual(['disk now']);
  });

  it('alert when the system clock is not trusted, by each cause', async () => {
    made = await makeAlertSite([makeItem('one')]);
    const { folder } = made.site;
    const clock = { wall: testStart, monotonic: 0 };
    await made.site.stop();
    const { deps, close } = await openSite({
      folder,
      machine: { wallMs: () => clock.wall * 1_000, monotonicMs: () => clock.monotonic * 1_000 },
    });
    const fired = () => made.site.rows(`SELECT message_json ->> '$.facts.cause' AS cause, until FROM alert`);
    deps.settings.current = made.site.settings.current;
    clock.wall -= 3_600;
    await evaluateSite(deps);
    expect(fired()).toEqual([{ cause: 'behind', until: null }]);
    clock.wall = testStart + 3 * DAY;
    clock.monotonic += 60;
    await evaluateSite(deps);
    expect(fired()).toEqual([
      { cause: 'behind', until: testStart + 60 },
      { cause: 'ahead', until: null },
    ]);
    await close();
  });
});

describe('what is kept', () => {
  it('is alert, state and ledger event together or nothing', async () => {
    made = await makeAlertSite([makeItem('scans', { metric: 'usage', quota: 100 })]);
    const { site } = made;
    made.set(({ channels }) => ({
      channels: { ...channels, syslog: { ...channels.syslog, enabled: true, host: '127.0.0.1' } },
    }));
    await use(made, 'scans', 90);
    const before = site.dump();
    site.tamper(`CREATE TRIGGER broken BEFORE INSERT ON alert_delivery BEGIN SELECT raise(ABORT, 'no'); END`);
    await expect(evaluateSite(site)).rejects.toThrow();
    site.tamper('DROP TRIGGER broken');
    expect(site.dump()).toBe(before);
    expect(await made.fired()).toEqual(['quota scans 75', 'quota scans 90']);
    expect(site.rows(`SELECT actor, vendor, subject, data_json AS data FROM ledger WHERE kind = 'alert'`)).toEqual([
      {
        actor: 'system',
        vendor: 'acme-vision',
        subject: 'scans',
        data: '{"alert":1,"vendor":"acme-vision","item":"scans","subject":"quota","threshold":75}',
      },
      {
        actor: 'system',
        vendor: 'acme-vision',
        subject: 'scans',
        data: '{"alert":2,"vendor":"acme-vision","item":"scans","subject":"quota","threshold":90}',
      },
    ]);
    expect(site.rows('SELECT channel, alerts_json AS alerts FROM alert_delivery')).toEqual([
      { channel: 'syslog', alerts: '[1,2]' },
    ]);
    // Nobody reported what this test used; verification would name it.
    await use(made, 'scans', -90);
    expect((await verifyLedger(site)).ok).toBe(true);
  });

  it('outlives a restart: nothing fires again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'causeway-'));
    made = await makeAlertSite([makeItem('scans', { metric: 'usage', quota: 100 })], { folder });
    await use(made, 'scans', 80);
    expect(await made.fired()).toEqual(['quota scans 75']);
    made = await restart(made);
    expect(await made.fired()).toEqual([]);
    await use(made, 'scans', 10);
    expect(await made.fired()).toEqual(['quota scans 90']);
    await made.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('writes nothing when nothing changed', async () => {
    made = await makeAlertSite([makeItem('scans', { metric: 'usage', quota: 100 })]);
    await use(made, 'scans', 80);
    await made.fired();
    const before = made.site.dump();
    expect(await evaluateSite(made.site)).toEqual({ fired: 0, ended: 0 });
    expect(made.site.dump()).toBe(before);
  });

  it('is kept in several units when very much fires at once', async () => {
    const items = Array.from({ length: 70 }, (_, index) =>
      makeItem(`it-${index}`, { end: testStart - 80 * DAY, start: testStart - 90 * DAY }),
    );
    made = await makeAlertSite(items);
    const commits = made.site.store.commits();
    expect(await evaluateSite(made.site)).toEqual({ fired: 560, ended: 0 });
    expect(made.site.store.commits() - commits).toBe(2);
    expect(await evaluateSite(made.site)).toEqual({ fired: 0, ended: 0 });
  });
});

describe('settings', () => {
  it('thresholds of the administrator take the place of the defaults', async () => {
    made = await makeAlertSite([makeItem('scans', { metric: 'usage', quota: 100 })]);
    made.set(({ alerts }) => ({ alerts: { ...alerts, quota: { thresholds: [50, 10], off: [] } } }));
    await use(made, 'scans', 105);
    expect(await made.fired()).toEqual(['quota scans 10', 'quota scans 50']);
    made.set(({ alerts }) => ({ alerts: { ...alerts, quota: { thresholds: [50, 'limit'], off: [] } } }));
    expect(await made.fired()).toEqual(['quota scans 105']);
    expect(made.open()).toEqual(['quota scans 50', 'quota scans 105']);
  });

  it('a subject that is switched off everywhere fires nothing, and what fired ends', async () => {
    made = await makeAlertSite([makeItem('scans', { metric: 'usage', quota: 100 })]);
    await use(made, 'scans', 75);
    await made.fired();
    const off = ['console', 'native', 'email', 'webhook', 'syslog'] as const;
    made.set(({ alerts }) => ({ alerts: { ...alerts, quota: { ...alerts.quota, off } } }));
    await use(made, 'scans', 20);
    expect(await made.fired()).toEqual([]);
    expect(made.open()).toEqual([]);
  });

  it('a channel gets the subjects that are not switched off for it, and none while it is off', async () => {
    made = await makeAlertSite([makeItem('seats', { quota: 1, overagePercent: 0, end: testStart + 5 * DAY })]);
    made.set(({ alerts, channels }) => ({
      alerts: { ...alerts, term: { ...alerts.term, off: ['syslog', 'console'] } },
      channels: { ...channels, syslog: { ...channels.syslog, enabled: true, host: '127.0.0.1' } },
    }));
    await ask(made, 'device-0');
    await made.fired();
    const rows = made.site.rows(
      'SELECT subject, channels_json AS channels FROM alert GROUP BY subject ORDER BY subject',
    );
    expect(rows).toEqual([
      { subject: 'quota', channels: '["console","native","syslog"]' },
      { subject: 'term', channels: '["native"]' },
    ]);
    const [delivery, ...others] = made.site.rows('SELECT channel, alerts_json AS alerts FROM alert_delivery');
    const quota = made.site.rows(`SELECT json_group_array(id) AS ids FROM alert WHERE subject = 'quota'`)[0]?.ids;
    expect([delivery, others]).toEqual([{ channel: 'syslog', alerts: quota }, []]);
  });
});

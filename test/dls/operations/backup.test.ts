import { hash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createBackup,
  makeScheduledBackup,
  openBackupContent,
  removeOldBackups,
} from '../../../dls/operations/backup.ts';
import { exportBundle, readBundle } from '../../../dls/operations/export-bundle.ts';
import { importFile } from '../../../dls/operations/import-file.ts';
import { previewRestore, type RestoreInput, restoreBackup } from '../../../dls/operations/restore.ts';
import { setUp } from '../../../dls/operations/setup.ts';
import { verifyLedger } from '../../../dls/operations/verify.ts';
import { backupsFolder, databaseFile } from '../../../dls/site/folder-layout.ts';
import { seedDevice, seedReport } from '../../support/seed.ts';
import { makeSite, type TestSite } from '../../support/site.ts';
import { createVendor, makeItem, makeLicense, testStart } from '../../support/vendor.ts';

const vendor = createVendor();
let outside: string;
let folder: string;
let site: TestSite;
let code: string;

beforeEach(async () => {
  outside = await mkdtemp(join(tmpdir(), 'causeway-backups-'));
  folder = join(outside, 'data');
  site = await makeSite({ folder });
});

afterEach(async () => {
  await site.close().catch(() => undefined);
  await rm(outside, { recursive: true, force: true });
});

describe('createBackup', () => {
  it('is refused before set-up, which makes the key that it is sealed to', async () => {
    const before = site.dump();
    await expect(createBackup(site, { actor: 'command' })).rejects.toMatchObject({
      code: 'request_conflict',
      message: expect.stringContaining('causeway setup'),
    });
    expect(site.dump()).toBe(before);
  });

  it('writes one sealed file, notes it in the list and the ledger, and leaves nothing else', async () => {
    await setUpSite();
    const made = await createBackup(site, { actor: 'user:anna' });
    expect(made).toMatchObject({ ok: true, epoch: 1, copies: [], problems: [], at: testStart });
    expect(await readdir(backupsFolder(folder))).toEqual([
      `causeway-${site.identity.current.site.slice(0, 8)}-20260601T000000Z.cwbackup`,
    ]);
    const [event] = site.rows("SELECT actor, data_json FROM ledger WHERE kind = 'backup-made'");
    expect(event).toMatchObject({ actor: 'user:anna', data_json: expect.stringContaining(`"height":${made.height}`) });
    const sealed = await readFile(made.file, 'latin1');
    for (const secret of ['PRIVATE', site.identity.current.leaseSecret.toString('base64url'), 'SQLite format']) {
      expect(sealed).not.toContain(secret);
    }
    const { name, size } = await openBackupContent(site, made.id);
    expect([name, size]).toEqual([made.file.split('/').at(-1), made.size]);
  });

  it('copies it to every place, and says why one got none', async () => {
    await setUpSite();
    const good = await mkdtemp(join(outside, 'nas-'));
    const places = [good, join(outside, 'asleep')];
    site.settings.current = { ...site.settings.current, backups: { ...site.settings.current.backups, places } };
    const made = await createBackup(site, { actor: 'command' });
    expect(made.copies).toHaveLength(1);
    expect(await readFile(made.copies[0] ?? '')).toEqual(await readFile(made.file));
    expect(made.problems).toEqual([expect.stringContaining('does not exist')]);
    expect(site.rows('SELECT ok, detail FROM backup')).toMatchObject([{ ok: 1, detail: made.problems[0] }]);
  });

  it('notes a failure, and leaves no half file', async () => {
    await setUpSite();
    const to = join(outside, 'nowhere', 'site.cwbackup');
    await expect(createBackup(site, { actor: 'command', to })).rejects.toMatchObject({ code: 'not_found' });
    expect(site.rows('SELECT ok, detail FROM backup')).toMatchObject([{ ok: 0 }]);
    expect(site.rows("SELECT kind FROM ledger WHERE kind LIKE 'backup%'")).toEqual([{ kind: 'backup-failed' }]);
    expect(await readdir(backupsFolder(folder))).toEqual([]);
  });

  it('refuses to back up a damaged database, so that good backups are not followed by a bad one', async () => {
    await setUpSite();
    site.tamper('CREATE TABLE junk (text TEXT)');
    for (let row = 0; row < 400; row += 1) site.tamper('INSERT INTO junk VALUES (hex(randomblob(400)))');
    site.tamper('CREATE INDEX junk_text ON junk (text)');
    await site.close();
    const bytes = await readFile(databaseFile(folder));
    bytes.fill(0x5a, bytes.length - 3 * 4096, bytes.length - 4096);
    await writeFile(databaseFile(folder), bytes);
    site = await makeSite({ folder });
    await expect(createBackup(site, { actor: 'command' })).rejects.toMatchObject({ code: 'internal_error' });
  });
});

describe('makeScheduledBackup', () => {
  it('makes one when something changed, and none otherwise', async () => {
    expect(await makeScheduledBackup(site)).toBeNull();
    await setUpSite();
    expect(await makeScheduledBackup(site)).toMatchObject({ ok: true });
    site.time.now += 3_600;
    expect(await makeScheduledBackup(site)).toBeNull();
    await site.store.transact((tx) => tx.ledger.append({ kind: 'settings-changed', actor: 'command', data: {} }));
    expect(await makeScheduledBackup(site)).toMatchObject({ at: testStart + 3_600 });
  });

  it('makes one a day of a quiet site, before the last one is old enough to alert', async () => {
    await setUpSite();
    await makeScheduledBackup(site);
    site.time.now += 22 * 3_600 - 1;
    expect(await makeScheduledBackup(site)).toBeNull();
    site.time.now += 1;
    expect(await makeScheduledBackup(site)).toMatchObject({ at: testStart + 22 * 3_600 });
  });

  it('removes backups that need not be kept, wherever they were copied, and none that somebody named', async () => {
    await setUpSite();
    const place = await mkdtemp(join(outside, 'nas-'));
    const rule = { keepHourly: 1, keepDaily: 0, keepMonthly: 0, places: [place] };
    site.settings.current = { ...site.settings.current, backups: { ...site.settings.current.backups, ...rule } };
    const named = join(outside, 'mine.cwbackup');
    await createBackup(site, { actor: 'command', to: named });
    await createBackup(site, { actor: 'command' });
    site.time.now += 7_200;
    const last = await createBackup(site, { actor: 'command' });
    await removeOldBackups(site);
    expect(await readdir(backupsFolder(folder))).toEqual([last.file.split('/').at(-1)]);
    expect(await readdir(place)).toEqual([last.file.split('/').at(-1)]);
    expect(site.rows('SELECT file FROM backup ORDER BY id')).toEqual([{ file: named }, { file: last.file }]);
    expect(await readdir(outside)).toContain('mine.cwbackup');
  });
});

describe('restoreBackup', () => {
  it('brings a lost site back: keys, licenses, bundles, usage, in a new epoch', async () => {
    await setUpSite();
    const { made, bundle } = await liveAWhile();
    const identity = site.identity.current;
    await site.close();
    const elsewhere = join(outside, 'new');
    const result = await restore({ folder: elsewhere, file: made.file, now: testStart + 3_600 });
    expect(result).toMatchObject({ site: identity.site, made: testStart, epoch: 2, lost: null, replaced: null });
    site = await makeSite({ folder: elsewhere, now: testStart + 3_600 });
    expect(site.identity.current.current.thumbprint).toBe(identity.current.thumbprint);
    expect(site.identity.current.leaseSecret.equals(identity.leaseSecret)).toBe(true);
    expect(site.snapshot.current.configuration.vendors.get(vendor.id)?.items.size).toBe(1);
    expect((await readBundle(site, { vendor: vendor.id, epoch: 1, seq: 1 })).bytes.equals(bundle)).toBe(true);
    expect(site.epoch.current).toMatchObject({
      epoch: 2,
      restoredAt: testStart + 3_600,
      rolledBack: false,
      losses: [{ from: testStart, until: testStart + 3_600 }],
    });
    expect(site.rows('SELECT file, ok FROM backup')).toEqual([{ file: made.file, ok: 1 }]);
    const [event] = site.rows("SELECT height, data_json FROM ledger WHERE kind = 'epoch'");
    expect(event?.height).toBeGreaterThanOrEqual(made.height + 1_000_000);
    expect(await verifyLedger(site)).toMatchObject({ ok: true });
    const [next] = await exportBundle(site, { vendor: vendor.id, actor: 'command' });
    expect(next).toMatchObject({ epoch: 2, seq: 1 });
    expect(await readdir(elsewhere)).not.toContain('restoring');
  });

  it('lies above the heights and epochs of the data that it replaces, and keeps that aside', async () => {
    await setUpSite();
    const { made } = await liveAWhile();
    await site.store.transact((tx) => tx.ledger.append({ kind: 'test', actor: 'system', data: {} }, 7_000_000));
    site.tamper(`UPDATE meta SET value = json_set(value, '$.epoch', 4) WHERE key = 'epoch'`);
    site.tamper(
      `INSERT OR IGNORE INTO meta VALUES ('epoch', '{"epoch":4,"restoredAt":null,"rolledBack":false,"losses":[]}')`,
    );
    await site.close();
    const result = await restore({ file: made.file, force: true });
    expect(result).toMatchObject({ epoch: 5, lost: { events: 3, reports: 0, licenses: 0, bundles: 1 } });
    site = await makeSite({ folder });
    expect(site.rows("SELECT height FROM ledger WHERE kind = 'epoch'")).toEqual([{ height: 8_000_000 }]);
    expect(await readdir(result.replaced ?? '')).toContain('causeway.db');
    expect(await readdir(backupsFolder(folder))).toHaveLength(1);
  });

  it('says before what would be lost', async () => {
    await setUpSite();
    const { made } = await liveAWhile();
    site.time.now += 60;
    const device = await seedDevice(site, vendor.id, 'it-1');
    await seedReport(site, { vendor: vendor.id, item: 'it-1', device, report: 1, count: 3 });
    expect(await previewRestore({ folder, file: made.file })).toEqual({
      backup: {
        site: site.identity.current.site,
        made: testStart,
        epoch: 1,
        height: made.height,
        app: `causeway/${site.version}`,
      },
      replaces: true,
      lost: { events: 2, grants: 0, licenses: 0, bundles: 1, reports: 1 },
    });
  });

  it('refuses a folder with a site without force, one in use, a wrong code and a damaged backup; nothing changes', async () => {
    await setUpSite();
    const { made } = await liveAWhile();
    await expect(restore({ file: made.file, force: true })).rejects.toMatchObject({ name: 'FolderBusyError' });
    await site.close();
    const before = await contentOf(folder);
    await expect(restore({ file: made.file })).rejects.toMatchObject({ code: 'request_conflict' });
    const wrong = code.startsWith('0') ? code : code.replace(/^./, '0');
    await expect(restore({ file: made.file, force: true, code: wrong })).rejects.toMatchObject({
      code: 'request_malformed',
    });
    const damaged = join(outside, 'damaged.cwbackup');
    const bytes = await readFile(made.file);
    await writeFile(damaged, bytes.subarray(0, bytes.length - 100));
    await expect(restore({ file: damaged, force: true })).rejects.toMatchObject({ code: 'signature_invalid' });
    bytes[bytes.length - 5_000] = (bytes.at(-5_000) ?? 0) ^ 1;
    await writeFile(damaged, bytes);
    await expect(restore({ file: damaged, force: true })).rejects.toMatchObject({ code: 'signature_invalid' });
    await writeFile(damaged, 'hello');
    await expect(restore({ file: damaged, force: true })).rejects.toMatchObject({ code: 'file_unknown' });
    expect(await contentOf(folder)).toEqual(before);
  });

  it('lists the backups that are newer than the one it restored', async () => {
    await setUpSite();
    const { made } = await liveAWhile();
    site.time.now += 3_600;
    const newer = await createBackup(site, { actor: 'command' });
    await site.close();
    await restore({ file: made.file, force: true });
    site = await makeSite({ folder, now: testStart + 7_200 });
    expect(site.rows('SELECT file FROM backup ORDER BY at')).toEqual([{ file: made.file }, { file: newer.file }]);
  });
});

async function setUpSite(): Promise<void> {
  const setup = { user: 'admin', password: 'correct horse', backupTo: [], actor: 'command' };
  code = (await setUp(site, setup)).recoveryCode;
}

/** A license, a bundle, a backup, and a bundle after it. */
async function liveAWhile() {
  const license = makeLicense(vendor, { site: site.identity.current, items: [makeItem('it-1')] });
  await importFile(site, { bytes: Buffer.from(license), actor: 'command' });
  await exportBundle(site, { actor: 'command' });
  const { bytes: bundle } = await readBundle(site, { vendor: vendor.id, seq: 1 });
  const made = await createBackup(site, { actor: 'command' });
  await exportBundle(site, { actor: 'command' });
  return { made, bundle };
}

type Restoring = Partial<RestoreInput> & { readonly file: string; readonly now?: number };

function restore({ now = testStart + 7_200, ...input }: Restoring) {
  const machine = { wallMs: () => now * 1_000, monotonicMs: () => 0 };
  return restoreBackup({ folder, code, force: false, actor: 'command', machine, ...input });
}

/** Every file of a folder but the lock. */
async function contentOf(path: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('lock.db'));
  const content = files.map(async (entry) => [
    join(entry.parentPath, entry.name),
    hash('sha256', await readFile(join(entry.parentPath, entry.name))),
  ]);
  return Object.fromEntries(await Promise.all(content));
}

import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signCheckpoint } from '../../../dls/ledger/checkpoint.ts';
import { archiveLedger } from '../../../dls/operations/archive-ledger.ts';
import { exportBundle, readBundle } from '../../../dls/operations/export-bundle.ts';
import { importFile } from '../../../dls/operations/import-file.ts';
import { verifyLedger } from '../../../dls/operations/verify.ts';
import { ledgerArchiveFolder } from '../../../dls/site/folder-layout.ts';
import { type SeededDevice, seedDevice, seedReport } from '../../support/seed.ts';
import { makeSite, type TestSite } from '../../support/site.ts';
import {
  createVendor,
  makeAcknowledgement,
  makeItem,
  makeLicense,
  newestKey,
  openBundle,
  testStart,
} from '../../support/vendor.ts';

let site: TestSite;
let device: SeededDevice;
const vendor = createVendor();
const day = 86_400;

beforeEach(async () => {
  site = await makeSite();
  const item = makeItem('it-1', { end: testStart + 900 * day });
  await importText(makeLicense(vendor, { site: site.identity.current, items: [item] }));
  device = await seedDevice(site, vendor.id, 'it-1');
  await report(1, 5);
  await exportBundle(site, { actor: 'command' });
  await append(10);
  site.time.now += 20 * day;
});

afterEach(() => site.close());

describe('archiveLedger', () => {
  it('moves what is old and acknowledged into a file, and leaves the rest', async () => {
    await acknowledgeNewBundle();
    await report(2, 7);
    await exportBundle(site, { actor: 'command' });
    site.time.now += 395 * day;
    const before = site.rows('SELECT height, at FROM ledger ORDER BY height');
    await archiveLedger(site);
    expect(await readdir(ledgerArchiveFolder(site.folder))).toEqual(['ledger-000000000001-000000000014.ndjson.gz']);
    const after = site.rows('SELECT height, kind FROM ledger ORDER BY height');
    expect(after[0]).toEqual({ height: 15, kind: 'bundle-made' });
    expect(after.at(-1)).toEqual({ height: before.length + 1, kind: 'ledger-archived' });
    expect((await verifyLedger(site)).ok).toBe(true);
  });

  it('moves nothing that a vendor did not acknowledge, or that is not old enough', async () => {
    site.time.now += 20 * day;
    await acknowledgeNewBundle();
    await archiveLedger(site);
    expect(site.rows('SELECT min(height) AS first FROM ledger')).toEqual([{ first: 1 }]);
    await importText(makeLicense(createVendor('optic-works'), { site: site.identity.current }));
    site.time.now += 500 * day;
    await archiveLedger(site);
    expect(site.rows('SELECT min(height) AS first FROM ledger')).toEqual([{ first: 1 }]);
  });

  it('goes on counting, folding and bundling where it stood', async () => {
    await archiveAll();
    await report(3, 11);
    const found = await verifyLedger(site);
    expect(found).toMatchObject({ ok: true });
    const folds = site.rows("SELECT data_json FROM ledger WHERE kind = 'usage' ORDER BY height");
    expect(JSON.parse(String(folds.at(-1)?.data_json))).toMatchObject({ from: 3, to: 3 });
    const [made] = await exportBundle(site, { actor: 'command' });
    const { bytes } = await readBundle(site, { vendor: vendor.id, seq: made?.seq ?? 0 });
    const { lines } = await openBundle(vendor, bytes, [site.identity.current.current]);
    expect(JSON.stringify(lines[0])).not.toContain('A'.repeat(43));
    await archiveLedger(site);
    expect((await verifyLedger(site)).ok).toBe(true);
  });

  it('verifies by the signed checkpoint alone when the files were put elsewhere', async () => {
    await archiveAll();
    await rename(ledgerArchiveFolder(site.folder), `${ledgerArchiveFolder(site.folder)}-elsewhere`);
    const found = await verifyLedger(site);
    expect(found.ok).toBe(true);
    site.tamper('UPDATE usage_day SET count = count + 1');
    expect((await verifyLedger(site)).ok).toBe(false);
  });

  it('finds an archive file that was edited', async () => {
    await archiveAll();
    const [name = ''] = await readdir(ledgerArchiveFolder(site.folder));
    const path = join(ledgerArchiveFolder(site.folder), name);
    const text = gunzipSync(await readFile(path)).toString('utf8');
    await writeFile(path, gzipSync(text.replace('"number":4', '"number":5')));
    const found = await verifyLedger(site);
    expect(found).toMatchObject({ ok: false, firstBad: { reason: expect.stringContaining('hash does not follow') } });
  });

  it('finds a checkpoint that this site did not sign', async () => {
    await archiveAll();
    const [row] = site.rows("SELECT value FROM meta WHERE key = 'ledger-checkpoint'");
    const checkpoint = JSON.parse(Buffer.from(String(row?.value).split('.')[1] ?? '', 'base64url').toString());
    const forged = signCheckpoint({ ...checkpoint, items: {} }, newestKey(vendor));
    site.tamper("UPDATE meta SET value = ? WHERE key = 'ledger-checkpoint'", forged);
    expect((await verifyLedger(site)).firstBad?.reason).toContain('not signed by this site');
  });

  it('removes what a stop left below the checkpoint', async () => {
    await mkdir(ledgerArchiveFolder(site.folder), { recursive: true });
    await archiveAll();
    const [first] = site.rows('SELECT min(height) AS height FROM ledger');
    site.tamper(
      `INSERT INTO ledger (height, at, kind, actor, data_json, hash) VALUES (2, 0, 'x', 'y', '{}', zeroblob(32))`,
    );
    await archiveLedger(site);
    expect(site.rows('SELECT min(height) AS height FROM ledger')).toEqual([first]);
  });
});

async function archiveAll(): Promise<void> {
  await acknowledgeNewBundle();
  await report(2, 7);
  await exportBundle(site, { actor: 'command' });
  site.time.now += 410 * day;
  await archiveLedger(site);
  expect(site.rows("SELECT kind FROM ledger WHERE kind = 'ledger-archived'")).toHaveLength(1);
}

async function acknowledgeNewBundle(): Promise<void> {
  const [made] = await exportBundle(site, { actor: 'command' });
  const { epoch = 1, seq = 1, digest = '' } = made ?? {};
  await importText(
    makeAcknowledgement(vendor, { site: site.identity.current, epoch, seq, digest, iat: site.time.now }),
  );
}

function report(number: number, count: number): Promise<number> {
  return seedReport(site, { vendor: vendor.id, item: 'it-1', device, report: number, count });
}

async function append(count: number): Promise<void> {
  for (let number = 1; number <= count; number += 1) {
    await site.store.transact((tx) => tx.ledger.append({ kind: 'test', actor: 'system', data: { number } }));
  }
}

function importText(text: string) {
  return importFile(site, { bytes: Buffer.from(text), actor: 'command' });
}

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyLedger } from '../../../dls/operations/verify.ts';
import { seedDevice, seedReport, seedVendor } from '../../support/seed.ts';
import { makeSite, type TestSite } from '../../support/site.ts';
import { createVendor } from '../../support/vendor.ts';

let site: TestSite;
const vendor = createVendor();

beforeEach(async () => {
  site = await makeSite();
  await seedVendor(site, vendor, ['it-1', 'it-2']);
  const device = await seedDevice(site, vendor.id, 'it-1');
  for (const count of [5, 7, 11]) {
    await seedReport(site, { vendor: vendor.id, item: 'it-1', device, report: count, count });
  }
  await append('settings-changed', 'user:admin', { keys: ['privacy'] });
  await append('reclaim', 'user:admin', { vendor: vendor.id, item: 'it-1', device: device.uuid });
});

afterEach(() => site.close());

describe('verifyLedger', () => {
  it('finds nothing in records that nobody touched', async () => {
    const found = await verifyLedger(site);
    expect(found).toEqual({ ok: true, height: 3, events: 3, firstBad: null, damages: [] });
  });

  it('covers the reports since the last fold before it looks', async () => {
    await verifyLedger(site);
    const [fold] = site.rows("SELECT data_json FROM ledger WHERE kind = 'usage'");
    expect(JSON.parse(String(fold?.data_json))).toMatchObject({
      from: 1,
      to: 3,
      reports: 3,
      items: { 'acme-vision/it-1': 23 },
    });
    await verifyLedger(site);
    expect(site.rows("SELECT height FROM ledger WHERE kind = 'usage'")).toHaveLength(1);
  });

  const edits: readonly (readonly [what: string, height: number, sql: string])[] = [
    [
      'an event with other data',
      2,
      `UPDATE ledger SET data_json = replace(data_json, 'it-1', 'it-9') WHERE height = 2`,
    ],
    ['an event of another actor', 1, `UPDATE ledger SET actor = 'user:guest' WHERE height = 1`],
    ['an event at another time', 1, 'UPDATE ledger SET at = at + 1 WHERE height = 1'],
    ['an event that was taken out', 2, 'DELETE FROM ledger WHERE height = 1'],
    ['an event filed under no vendor', 2, 'UPDATE ledger SET vendor = NULL WHERE height = 2'],
    ['an event filed under another subject', 2, `UPDATE ledger SET subject = 'it-2' WHERE height = 2`],
    [
      'an event spelled in another way',
      1,
      `UPDATE ledger SET data_json = replace(data_json, ':', ': ') WHERE height = 1`,
    ],
    [
      'a report with fewer units',
      3,
      `UPDATE usage_report SET records_json = replace(records_json, '"qr",7', '"qr",1') WHERE no = 2`,
    ],
    ['a report with another digest', 3, 'UPDATE usage_report SET digest = zeroblob(32) WHERE no = 2'],
    ['a report that was taken out', 3, 'DELETE FROM usage_report WHERE no = 2'],
    ['daily totals that are too small', 3, 'UPDATE usage_day SET count = count - 1'],
    ['daily totals that are gone', 3, 'DELETE FROM usage_day'],
    ['daily totals of another term', 3, 'UPDATE usage_day SET term_start = term_start + 1'],
    ['a term that counts less as used', 3, 'UPDATE term SET used = used - 1 WHERE used > 0'],
    ['totals by slot that are too small', 3, 'UPDATE usage_slot SET count = count - 1'],
    [
      'totals by slot that are gone for an item',
      3,
      `INSERT INTO usage_slot SELECT slot - 86400, 2, feature, handshake, 1
      FROM usage_slot LIMIT 1`,
    ],
  ];

  it.each(edits)('names the height of %s', async (_what, height, sql) => {
    expect((await verifyLedger(site)).ok).toBe(true);
    site.tamper(sql);
    const found = await verifyLedger(site);
    expect(found.ok).toBe(false);
    // Whoever takes an event out is found at the next height that is still there.
    expect(found.firstBad?.height).toBe(height);
  });

  it('finds usage that was edited before it was ever folded', async () => {
    site.tamper('UPDATE usage_day SET count = count - 1');
    expect((await verifyLedger(site)).firstBad?.reason).toContain('acme-vision/it-1');
  });

  it('finds that the end was cut off when a bundle told of it', async () => {
    await verifyLedger(site);
    site.tamper(`INSERT INTO bundle VALUES ('acme-vision', 1, 1, 1, 0, 'd', NULL, 'f', 1, 1, 0, 3, 0, NULL)`);
    expect((await verifyLedger(site)).ok).toBe(true);
    site.tamper('DELETE FROM ledger WHERE height = 3');
    site.tamper('DELETE FROM usage_report');
    site.tamper('DELETE FROM usage_day');
    expect((await verifyLedger(site)).firstBad).toMatchObject({ height: 3 });
  });

  it('keeps quiet about reports that were dropped after their time', async () => {
    await verifyLedger(site);
    site.tamper('DELETE FROM usage_report WHERE no < 3');
    expect((await verifyLedger(site)).ok).toBe(false);
    site.tamper(`INSERT INTO meta VALUES ('usage-dropped-to', '2')`);
    expect((await verifyLedger(site)).ok).toBe(true);
  });
});

function append(kind: string, actor: string, data: Readonly<Record<string, unknown>>): Promise<unknown> {
  return site.store.transact((tx) => tx.ledger.append({ kind, actor, data }));
}

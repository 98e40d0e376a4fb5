import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquire } from '../../../dls/operations/acquire.ts';
import { exportBundle, type MadeBundle, readBundle } from '../../../dls/operations/export-bundle.ts';
import type { AcknowledgementResult } from '../../../dls/operations/import-acknowledgement.ts';
import { importFile } from '../../../dls/operations/import-file.ts';
import { verifyLedger } from '../../../dls/operations/verify.ts';
import { makeSite, type TestSite } from '../../support/site.ts';
import {
  createVendor,
  makeAcknowledgement,
  makeCard,
  makeItem,
  makeLicense,
  newestKey,
  openBundle,
  rotateVendor,
  type TestAcknowledgement,
  type TestVendor,
  testStart,
} from '../../support/vendor.ts';

let site: TestSite;
let made: MadeBundle;
const vendor = createVendor();

beforeEach(async () => {
  site = await makeSite();
  await importText(makeLicense(vendor, { site: site.identity.current, items: [makeItem('it-1'), makeItem('it-2')] }));
  made = await exportOne();
});

afterEach(() => site.close());

describe('importing an acknowledgement', () => {
  it('covers every bundle up to its number', async () => {
    site.time.now += 3_600;
    const second = await exportOne();
    await exportOne();
    const result = await acknowledge({ seq: 2, digest: second.digest });
    expect(result).toMatchObject({ kind: 'acknowledgement', already: false, late: false, epoch: 1, seq: 2 });
    expect(result.changes).toMatchObject([{ change: 'bundles-acknowledged', subject: '2' }]);
    expect(site.rows('SELECT seq, acknowledged_at AS at FROM bundle ORDER BY seq')).toEqual([
      { seq: 1, at: testStart + 3_600 },
      { seq: 2, at: testStart + 3_600 },
      { seq: 3, at: null },
    ]);
    expect(site.snapshot.current.vendors.get(vendor.id)?.acknowledgedAt).toBe(testStart + 3_600);
    expect((await verifyLedger(site)).ok).toBe(true);
  });

  it('says that the same file is already imported, and changes nothing', async () => {
    const text = make({});
    await importText(text);
    const before = site.dump();
    expect(await importText(text)).toMatchObject({ kind: 'acknowledgement', already: true, changes: [] });
    expect(site.dump()).toBe(before);
  });

  it('refuses one for a bundle that was never made, or that had another digest', async () => {
    await refuses(make({ seq: 2 }), 'ack_unknown');
    await refuses(make({ epoch: 2 }), 'ack_unknown');
    await refuses(make({ digest: 'A'.repeat(43) }), 'ack_mismatch');
  });

  it('refuses one for another site, of an unknown vendor, by a foreign key', async () => {
    const stranger = await makeSite();
    await refuses(make({ site: stranger.identity.current }), 'ack_unknown');
    await stranger.close();
    await refuses(make({}, createVendor('optic-works')), 'vendor_unknown');
    await refuses(make({ key: newestKey(createVendor()) }), 'signature_invalid');
    await refuses(make({}, createVendor()), 'signature_invalid');
  });

  it('accepts one that covers nothing and still says something', async () => {
    const result = await acknowledge({ seq: 0, digest: null, claims: { locked: ['it-1'] } });
    expect(result.changes).toMatchObject([{ change: 'locked', subject: 'it-1' }]);
    expect(itemOf('it-1')?.lock).toEqual({ locked: true, iat: testStart });
  });

  it('locks, unlocks and revokes items, and locks the site, by the later statement', async () => {
    await acknowledge({ iat: testStart, claims: { locked: ['it-1'], lockSite: true } });
    expect(vendorOfSite()?.lock).toEqual({ locked: true, iat: testStart });
    const result = await acknowledge({
      iat: testStart + 1,
      claims: { unlocked: ['it-1'], revoked: ['it-2', 'it-9'], lockSite: false },
    });
    expect(result.changes.map(({ change }) => change)).toEqual(['unlocked', 'revoked', 'site-unlocked']);
    expect(itemOf('it-1')?.lock?.locked).toBe(false);
    expect(itemOf('it-2')?.revoked).toBe(true);
    expect(vendorOfSite()?.statements.get('it-9')?.revoked).toBe(true);
    const renewed = makeItem('it-1', { quota: 12 });
    await importText(
      makeLicense(vendor, { site: site.identity.current, serial: 2, iat: testStart - 400, items: [renewed] }),
    );
    expect(vendorOfSite()?.lock).toEqual({ locked: false, iat: testStart + 1 });
  });

  it('takes only the licenses from a late one', async () => {
    const second = await exportOne();
    await acknowledge({ iat: testStart + 100, seq: 2, digest: second.digest });
    const license = makeLicense(vendor, { site: site.identity.current, serial: 2, items: [makeItem('it-3')] });
    const claims = { locked: ['it-1'], lockSite: true, time: testStart + 5_000, licenses: [license] };
    const result = await acknowledge({ iat: testStart + 99, claims });
    expect(result).toMatchObject({ late: true, licenses: [{ serial: 2, already: false }] });
    expect(itemOf('it-3')).toBeDefined();
    expect(itemOf('it-1')?.lock?.locked).toBe(false);
    expect(vendorOfSite()).toMatchObject({ lock: null, termOffset: 0 });
  });

  it('imports the licenses inside by serial, and leaves one that was replaced', async () => {
    const { current } = site.identity;
    const old = makeLicense(vendor, { site: current, serial: 1, jti: 'LIC-old' });
    const two = makeLicense(vendor, { site: current, serial: 2, items: [makeItem('it-3', { quota: 2 })] });
    const three = makeLicense(vendor, { site: current, serial: 3, items: [makeItem('it-3', { quota: 3 })] });
    const result = await acknowledge({ claims: { licenses: [three, old, two] } });
    expect(result.licenses.map(({ serial }) => serial)).toEqual([2, 3]);
    expect(itemOf('it-3')?.terms[0]?.quota).toBe(3);
  });

  it('verifies a license inside by the card that the one before it brought', async () => {
    const rotated = rotateVendor(vendor);
    const { current } = site.identity;
    const card = makeCard(rotated, { iat: testStart, key: newestKey(vendor) });
    const first = makeLicense(rotated, { site: current, serial: 2, items: [makeItem('it-3')], claims: { card } });
    const second = makeLicense(rotated, { site: current, serial: 3, items: [makeItem('it-4')], claims: { card } });
    const result = await acknowledge({ claims: { licenses: [first, second] } });
    expect(result.licenses).toHaveLength(2);
  });

  it('changes nothing at all when one license inside is refused', async () => {
    const { current } = site.identity;
    const good = makeLicense(vendor, { site: current, serial: 2, items: [makeItem('it-3')] });
    const stranger = await makeSite();
    const foreign = makeLicense(vendor, { site: stranger.identity.current, serial: 3 });
    await stranger.close();
    await refuses(make({ claims: { licenses: [good, foreign], locked: ['it-1'] } }), 'license_wrong_site');
    await refuses(make({ claims: { licenses: [good, good.slice(0, -9)] } }), 'license_malformed');
    const other = makeLicense(createVendor('optic-works'), { site: current });
    await refuses(make({ claims: { licenses: [good, other] } }), 'signature_invalid');
  });

  it("judges the vendor's terms by its time, counted on from when the newest bundle was made", async () => {
    site.time.now += 600;
    const result = await acknowledge({ claims: { time: testStart + 7 * 86_400 } });
    expect(result.changes.map(({ change }) => change)).toContain('time-set');
    expect(vendorOfSite()?.termOffset).toBe(7 * 86_400);
    site.time.now += 60;
    const newest = await exportOne();
    await acknowledge({ iat: testStart + 5, seq: 1, claims: { time: testStart + 50 * 86_400 } });
    expect(vendorOfSite()?.termOffset).toBe(7 * 86_400);
    await acknowledge({ iat: testStart + 6, seq: 2, digest: newest.digest, claims: { time: site.time.now } });
    expect(vendorOfSite()?.termOffset).toBe(0);
  });

  it('counts what is out by the term that runs in the time of the vendor from then on', async () => {
    const item = { metric: 'concurrent-device', quota: 1 };
    const items = [makeItem('it-9', item), makeItem('it-9', { ...item, start: testStart + 6 * 86_400 })];
    await importText(
      makeLicense(vendor, { site: site.identity.current, serial: 2, items: [items[0]!] }),
      '200001-only',
    );
    await importText(makeLicense(vendor, { site: site.identity.current, serial: 3, items: [items[1]!] }));
    for (const device of ['00000000-0000-8000-8000-000000000001', '00000000-0000-8000-8000-000000000002']) {
      const message = { device: '', vendor: vendor.id, product: 'barcode-reader', handshake: '200001-only' };
      await acquire(site, { message, device, address: '10.0.0.1' });
    }
    const book = () => site.rows('SELECT term_start, overage_spent FROM item_state');
    expect(book()).toEqual([{ term_start: testStart - 86_400, overage_spent: 1 }]);
    await acknowledge({ claims: { time: testStart + 7 * 86_400 } });
    expect(book()).toEqual([{ term_start: testStart + 6 * 86_400, overage_spent: 1 }]);
    // Back in the first term, which goes on with what it had spent.
    site.time.now += 600;
    const newest = await exportOne();
    await acknowledge({ iat: testStart + 6, seq: 2, digest: newest.digest, claims: { time: site.time.now } });
    expect(book()).toEqual([{ term_start: testStart - 86_400, overage_spent: 1 }]);
  });

  it('begins a new epoch above every known height when a fork proves that the database was put back', async () => {
    const second = await exportOne();
    const fork = { seq: 2, digest: 'A'.repeat(43), height: 5_000 };
    const result = await acknowledge({ claims: { fork } });
    expect(result.changes.map(({ change }) => change)).toContain('rollback-found');
    expect(site.epoch.current).toMatchObject({ epoch: 2, rolledBack: true, losses: [{ from: made.made }] });
    const [event] = site.rows("SELECT height, data_json FROM ledger WHERE kind = 'epoch'");
    expect(event?.height).toBeGreaterThanOrEqual(1_005_000);
    expect((await verifyLedger(site)).ok).toBe(true);
    const next = await exportOne();
    expect(next).toMatchObject({ epoch: 2, seq: 1, prev: second.digest });
    const { bytes } = await readBundle(site, { vendor: vendor.id, epoch: 2, seq: 1 });
    const { lines } = await openBundle(vendor, bytes, [site.identity.current.current]);
    expect(lines[0]).toMatchObject({ ledger: { rolledBack: true } });
    const told = lines.find((line) => line.t === 'event' && line.kind === 'epoch');
    expect(told).toMatchObject({ data: { reason: 'fork', epoch: 2, lost: { from: made.made, until: testStart } } });
    expect(JSON.stringify(told)).not.toContain(vendor.id);
  });

  it('begins no further epoch for a fork that is known, or that is none', async () => {
    const second = await exportOne();
    await acknowledge({ iat: testStart + 1, claims: { fork: { seq: 2, digest: second.digest, height: 5_000 } } });
    expect(site.epoch.current.epoch).toBe(1);
    await acknowledge({ iat: testStart + 2, claims: { fork: { seq: 2, digest: 'A'.repeat(43), height: 9 } } });
    await acknowledge({ iat: testStart + 3, claims: { fork: { seq: 2, digest: 'A'.repeat(43), height: 9 } } });
    expect(site.epoch.current.epoch).toBe(2);
  });

  it('shows in a preview what it would do, and changes nothing', async () => {
    const before = site.dump();
    const text = make({ claims: { locked: ['it-1'], fork: { seq: 2, digest: 'A'.repeat(43), height: 9 } } });
    const shown = await importFile(site, { bytes: Buffer.from(text), actor: 'command', preview: true });
    expect(shown.changes.map(({ change }) => change)).toEqual(['bundles-acknowledged', 'locked', 'rollback-found']);
    expect(site.dump()).toBe(before);
    expect(site.epoch.current.epoch).toBe(1);
  });
});

async function exportOne(): Promise<MadeBundle> {
  const [bundle] = await exportBundle(site, { vendor: vendor.id, actor: 'command' });
  return bundle as MadeBundle;
}

function make(input: Partial<TestAcknowledgement>, by: TestVendor = vendor): string {
  return makeAcknowledgement(by, { site: site.identity.current, epoch: 1, seq: 1, digest: made.digest, ...input });
}

function importText(text: string, handshake?: string) {
  return importFile(site, { bytes: Buffer.from(text), actor: 'command', handshake });
}

async function acknowledge(input: Partial<TestAcknowledgement>): Promise<AcknowledgementResult> {
  return (await importText(make(input))) as AcknowledgementResult;
}

async function refuses(text: string, code: string): Promise<void> {
  const before = site.dump();
  await expect(importText(text)).rejects.toMatchObject({ code, message: expect.stringMatching(/[A-Z].{20,}/) });
  expect(site.dump()).toBe(before);
}

function vendorOfSite() {
  return site.snapshot.current.configuration.vendors.get(vendor.id);
}

function itemOf(id: string) {
  return vendorOfSite()?.items.get(id);
}

import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AcquireOutcome, acquire } from '../../../dls/operations/acquire.ts';
import { importFile } from '../../../dls/operations/import-file.ts';
import { acceptReport } from '../../../dls/operations/usage.ts';
import { verifyLedger } from '../../../dls/operations/verify.ts';
import { readLease } from '../../../protocol/lease.ts';
import { seedVendor } from '../../support/seed.ts';
import { makeSite, type TestSite } from '../../support/site.ts';
import { createVendor, makeLicense, testStart } from '../../support/vendor.ts';

const devices = [1, 2, 3, 4].map((number) => `00000000-0000-8000-8000-00000000000${number}`);
let place: string;
let site: TestSite;

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'causeway-'));
  site = await makeSite({ folder: join(place, 'site') });
  await seedVendor(site, createVendor(), ['it-1']);
});

afterEach(async () => {
  await site.close();
  await rm(place, { recursive: true, force: true });
});

type Proof = { readonly seq: string; readonly lease: string };

function ask(device: string, proof: Partial<Proof> & { readonly features?: string[] } = {}): Promise<AcquireOutcome> {
  const [item] = site.snapshot.current.items.values();
  const message = { device: '', vendor: 'acme-vision', product: item!.product, org: '200001', ...proof };
  return acquire(site, { message, device, address: '10.0.0.1' });
}

async function leaseOf(device: string): Promise<Proof> {
  const outcome = await ask(device);
  if (outcome.outcome !== 'lease') throw new Error(outcome.code);
  return { lease: outcome.lease, seq: readLease(outcome.lease).seq };
}

/** What `act` made is lost: the folder is put back to what it was before. */
async function loseWhat<T>(act: () => Promise<T>): Promise<T> {
  const [folder, copy] = [join(place, 'site'), join(place, 'copy')];
  const reopen = async (from: string, to: string): Promise<void> => {
    const { now } = site.time;
    await site.stop();
    await rm(to, { recursive: true, force: true });
    await cp(from, to, { recursive: true });
    site = await makeSite({ folder, now });
  };
  await reopen(folder, copy);
  const made = await act();
  await reopen(copy, folder);
  return made;
}

describe('leases that prove that the records were put back', () => {
  it('begin one epoch together when many devices present them at once', async () => {
    await leaseOf('00000000-0000-8000-8000-000000000009');
    const proofs = await loseWhat(() => Promise.all(devices.map(leaseOf)));
    expect(await Promise.all(devices.map((device, index) => ask(device, { seq: proofs[index]!.seq })))).toEqual(
      devices.map(() => ({ outcome: 'problem', code: 'proof_required' })),
    );
    const answers = await Promise.all(devices.map((device, index) => ask(device, proofs[index])));
    expect(answers).toMatchObject(devices.map(() => ({ outcome: 'lease', status: 200 })));
    expect(site.epoch.current).toMatchObject({ epoch: 2, rolledBack: true });
    expect(site.rows("SELECT kind FROM ledger WHERE kind IN ('epoch', 'adopted')")).toHaveLength(1 + devices.length);
    expect((await verifyLedger(site)).ok).toBe(true);
  });

  it('let a device fill what an earlier loss took, also after a later one', async () => {
    const [known, other, third, fourth] = devices as [string, string, string, string];
    await ask(known, { features: ['1d'] });
    site.time.now += 3_600;
    const lost = site.time.now;
    const first = await loseWhat(() => leaseOf(other));
    await ask(other, first);
    site.time.now += 3_600;
    await leaseOf(fourth);
    const second = await loseWhat(() => leaseOf(third));
    await ask(third, second);
    expect(site.epoch.current).toMatchObject({ epoch: 3 });
    const record = { vendor: 'acme-vision', slot: lost - (lost % 180), item: 'it-1', feature: 'qr', count: 7 };
    const report = { device: '', report: 1, records: [record] };
    expect(lost).toBeGreaterThan(testStart);
    expect(await acceptReport(site, { message: report, device: known })).toMatchObject({ outcome: 'accepted' });
  });

  it('that are over let a device report what it counted under them, and hold no seat', async () => {
    const [other, late, newcomer] = devices as [string, string, string];
    await leaseOf('00000000-0000-8000-8000-000000000009');
    site.time.now += 3_600;
    const lost = site.time.now;
    const [first, second] = await loseWhat(() => Promise.all([leaseOf(other), leaseOf(late)]));
    await ask(other, first);
    site.time.now += 30 * 86_400;
    const record = { vendor: 'acme-vision', slot: lost - (lost % 180), item: 'it-1', feature: 'qr', count: 7 };
    const report = { device: '', report: 1, records: [record] };
    expect(await acceptReport(site, { message: report, device: late })).toMatchObject({ code: 'proof_required' });
    expect(await ask(late, second)).toMatchObject({ outcome: 'lease', status: 201 });
    expect(await acceptReport(site, { message: report, device: late })).toMatchObject({ outcome: 'accepted' });
    await leaseOf(newcomer);
    expect(await acceptReport(site, { message: report, device: newcomer })).toMatchObject({ code: 'report_malformed' });
    expect(site.epoch.current.epoch).toBe(2);
    expect((await verifyLedger(site)).ok).toBe(true);
  });

  it('of a public trial go on to the same end, and do not begin it anew', async () => {
    const vendor = createVendor('optic-works');
    const trials = [{ id: 'tr-1', product: 'lens', days: 14, quota: 20, features: ['qr'] }];
    const text = makeLicense(vendor, { site: site.identity.current, claims: { trials } });
    await importFile(site, { bytes: Buffer.from(text), actor: 'command' });
    const tryOut = async (device: string, proof: Partial<Proof> = {}) => {
      const message = { device: '', vendor: 'optic-works', product: 'lens', ...proof };
      const outcome = await acquire(site, { message, device, address: '10.0.0.1' });
      if (outcome.outcome !== 'lease') return outcome;
      return {
        lease: outcome.lease,
        seq: readLease(outcome.lease).seq,
        until: readLease(outcome.lease).items[0]!.until,
      };
    };
    site.time.now += 3_600;
    const [live, late] = devices as [string, string];
    const lost = await loseWhat(() => Promise.all([tryOut(live), tryOut(late)]));
    const [first, second] = lost as [Proof, Proof];
    site.time.now += 86_400;
    expect(await tryOut(live, { seq: first.seq, lease: first.lease })).toMatchObject({
      until: site.time.now + 13 * 86_400,
    });
    site.time.now += 14 * 86_400;
    expect(await tryOut(late, { seq: second.seq, lease: second.lease })).toMatchObject({ code: 'trial_used' });
  });
});

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquire } from '../../../dls/operations/acquire.ts';
import { type ExportInput, exportBundle, type MadeBundle, readBundle } from '../../../dls/operations/export-bundle.ts';
import { importFile } from '../../../dls/operations/import-file.ts';
import { verifyLedger } from '../../../dls/operations/verify.ts';
import { bundlesFolder } from '../../../dls/site/folder-layout.ts';
import type { BundleLine, BundleUsage } from '../../../protocol/bundle.ts';
import { type SeededDevice, seedDevice, seedReport, seedVendor } from '../../support/seed.ts';
import { makeSite, type TestSite } from '../../support/site.ts';
import { createVendor, makeItem, makeLicense, openBundle, type TestVendor, testStart } from '../../support/vendor.ts';

let site: TestSite;
let device: SeededDevice;
const vendor = createVendor();
const other = createVendor('optic-works');

beforeEach(async () => {
  site = await makeSite();
  await seedVendor(site, vendor, ['it-1', 'it-2']);
  await seedVendor(site, other, ['it-1']);
  device = await seedDevice(site, vendor.id, 'it-1', 'press-4');
});

afterEach(() => site.close());

describe('exportBundle', () => {
  it('makes one signed and sealed bundle for each vendor', async () => {
    const made = await make();
    expect(made.map(({ vendor, epoch, seq, prev }) => ({ vendor, epoch, seq, prev }))).toEqual([
      { vendor: 'acme-vision', epoch: 1, seq: 1, prev: null },
      { vendor: 'optic-works', epoch: 1, seq: 1, prev: null },
    ]);
    const [first] = made;
    expect(first?.name).toBe(`acme-vision-${site.identity.current.site.slice(0, 8)}-e1-000001.cwsync`);
    const opened = await open(vendor, first);
    expect(opened.digest).toBe(first?.digest);
    expect(opened.lines.length).toBe(first?.lines);
  });

  it('tells the overage of slots in which nobody asked for anything', async () => {
    const item = makeItem('it-9', { metric: 'concurrent-device', quota: 1, leaseSeconds: 600, product: 'scanner' });
    const license = makeLicense(vendor, { site: site.identity.current, items: [item] });
    await importFile(site, { bytes: Buffer.from(license), actor: 'command' });
    for (const device of ['00000000-0000-8000-8000-000000000001', '00000000-0000-8000-8000-000000000002']) {
      const message = { device: '', vendor: vendor.id, product: 'scanner', org: '200001' };
      await acquire(site, { message, device, address: '10.0.0.1' });
    }
    site.time.now += 2 * 86_400;
    const { lines } = await open(vendor, (await make({ vendor: vendor.id }))[0]);
    expect(lines).toContainEqual(expect.objectContaining({ id: 'it-9', registered: 0, peak: 2, overageSpent: 4 }));
  });

  it('tells lines in the documented order and form', async () => {
    await report(1, 12);
    await refuse('quota_exhausted', '200001-default', 3);
    const { lines } = await open(vendor, (await make({ vendor: vendor.id }))[0]);
    const kinds = lines.map(({ t }) => t);
    expect(kinds).toEqual(['header', 'item', 'item', 'device', 'usage', 'denial', 'end']);
    expect(lines[0]).toMatchObject({
      vendor: 'acme-vision',
      site: site.identity.current.site,
      epoch: 1,
      seq: 1,
      prev: null,
      made: testStart,
      clock: { trusted: true, mark: testStart },
      ledger: { from: 0, to: 1, hashFrom: 'A'.repeat(43), rolledBack: false },
      app: `causeway/${site.version}`,
    });
    expect(lines[1]).toEqual({
      t: 'item',
      id: 'it-1',
      organization: '200001',
      product: 'barcode-reader',
      metric: 'device',
      quota: 10,
      term: { start: testStart - 86_400, end: testStart + 365 * 86_400 },
      used: 12,
      registered: 0,
      peak: 0,
      overageSpent: 0,
      state: 'ok',
    });
    expect(lines[3]).toEqual({
      t: 'device',
      device: device.uuid,
      platform: 'linux',
      deployment: 'desktop',
      os: 'Debian 12',
      first: testStart,
      last: testStart,
      items: ['it-1'],
    });
    expect(lines[4]).toEqual({
      t: 'usage',
      item: 'it-1',
      term: testStart - 86_400,
      day: '2026-06-01',
      device: device.uuid,
      feature: 'qr',
      count: 12,
    });
    expect(lines[5]).toEqual({
      t: 'denial',
      day: '2026-06-01',
      code: 'quota_exhausted',
      handshake: '200001-default',
      count: 3,
    });
    expect(lines[6]).toEqual({ t: 'end', lines: 7 });
  });

  it('chains bundles by number, digest and ledger height', async () => {
    const [first] = await make({ vendor: vendor.id });
    const [second] = await make({ vendor: vendor.id });
    expect(second).toMatchObject({ seq: 2, prev: first?.digest });
    const [one, two] = [await open(vendor, first), await open(vendor, second)];
    const [before, after] = [headerOf(one.lines).ledger, headerOf(two.lines).ledger];
    expect(after.from).toBe(before.to);
    expect(after.hashFrom).toBe(before.hashTo);
    const event = two.lines.find((line) => line.t === 'event');
    expect(event).toMatchObject({ kind: 'bundle-made', actor: 1, data: { seq: 1, digest: first?.digest } });
  });

  it('tells running totals of what changed since the last acknowledgement, not since the last bundle', async () => {
    await report(1, 5);
    const [first] = await make({ vendor: vendor.id });
    await report(2, 2, { feature: '1d' });
    expect(totals((await open(vendor, (await make({ vendor: vendor.id }))[0])).lines)).toEqual({ qr: 5, '1d': 2 });
    await acknowledge(first);
    expect(totals((await open(vendor, (await make({ vendor: vendor.id }))[0])).lines)).toEqual({ '1d': 2 });
    await report(3, 4);
    const { lines } = await open(vendor, (await make({ vendor: vendor.id }))[0]);
    expect(totals(lines)).toEqual({ qr: 9, '1d': 2 });
  });

  it('adds the usage of one key up over handshake codes', async () => {
    await report(1, 5, { handshake: '200001-default' });
    await report(2, 6, { handshake: '200001-lab' });
    const { lines } = await open(vendor, (await make({ vendor: vendor.id }))[0]);
    expect(lines.filter(({ t }) => t === 'usage')).toHaveLength(1);
    expect(totals(lines)).toEqual({ qr: 11 });
  });

  it('covers every report with a usage event before it', async () => {
    await report(1, 5);
    await make({ vendor: vendor.id });
    const [fold] = site.rows("SELECT height, data_json FROM ledger WHERE kind = 'usage'");
    expect(fold?.height).toBe(1);
    expect((await verifyLedger(site)).ok).toBe(true);
  });

  it('holds nothing of another vendor, no name, address, user or made-up code', async () => {
    const strange = await seedDevice(site, other.id, 'it-1', 'secret-name');
    await seedReport(site, { vendor: other.id, item: 'it-1', device: strange, report: 1, count: 77 });
    await refuse('handshake_unknown', 'jane-at-host17', 2);
    await append('reclaim', 'user:jane', { vendor: vendor.id, item: 'it-1', device: device.uuid, note: 'ask Jane' });
    await append('reclaim', 'user:bob', { vendor: other.id, item: 'it-1', device: strange.uuid });
    await append('login', 'user:jane', { user: 'jane', address: '10.0.0.9' });
    await append('grant', 'device', { vendor: vendor.id, device: device.uuid, address: '10.0.0.17' });
    const { lines } = await open(vendor, (await make({ vendor: vendor.id }))[0]);
    const text = JSON.stringify(lines);
    for (const word of ['press-4', 'secret-name', '10.0.0', 'jane', 'bob', 'Jane', 'window', other.id, strange.uuid]) {
      expect(text).not.toContain(word);
    }
    expect(lines.filter(({ t }) => t === 'event')).toMatchObject([{ kind: 'reclaim', actor: 1 }]);
    expect(lines.find(({ t }) => t === 'denial')).toMatchObject({ code: 'handshake_unknown', handshake: '', count: 2 });
  });

  it('names devices once the administrator allows it', async () => {
    site.settings.current = { ...site.settings.current, privacy: { namesInBundles: true } };
    const { lines } = await open(vendor, (await make({ vendor: vendor.id }))[0]);
    expect(lines.find(({ t }) => t === 'device')).toMatchObject({ name: 'press-4' });
  });

  it('gives an actor the same number in every bundle', async () => {
    await append('reclaim', 'user:jane', { vendor: vendor.id });
    await make({ vendor: vendor.id });
    await append('reclaim', 'user:bob', { vendor: vendor.id });
    await append('reclaim', 'user:jane', { vendor: vendor.id });
    const { lines } = await open(vendor, (await make({ vendor: vendor.id }))[0]);
    const reclaims = lines.filter((line) => line.t === 'event' && line.kind === 'reclaim');
    expect(reclaims).toMatchObject([{ actor: 3 }, { actor: 1 }]);
  });

  it('splits into consecutive bundles that tell every line once', async () => {
    for (let number = 1; number <= 7; number += 1) await report(number, number, { feature: `f${number}` });
    await append('reclaim', 'user:jane', { vendor: vendor.id });
    const made = await make({ vendor: vendor.id, capacity: 6 });
    expect(made.map(({ seq }) => seq)).toEqual(made.map((_, index) => index + 1));
    const opened = await Promise.all(made.map((bundle) => open(vendor, bundle)));
    const lines = opened.flatMap((bundle) => bundle.lines);
    expect(lines.filter(({ t }) => t === 'usage')).toHaveLength(7);
    expect(lines.filter(({ t }) => t === 'event')).toHaveLength(1);
    for (const [index, bundle] of opened.entries()) {
      expect(bundle.lines.length).toBeLessThanOrEqual(8);
      const header = headerOf(bundle.lines);
      expect(header.prev).toBe(opened[index - 1]?.digest ?? null);
      expect(header.ledger.from).toBe(index === 0 ? 0 : headerOf(opened[index - 1]?.lines ?? []).ledger.to);
      for (const line of bundle.lines) {
        if (line.t !== 'event') continue;
        expect(line.height > header.ledger.from && line.height <= header.ledger.to).toBe(true);
      }
    }
    await acknowledge(made[0]);
    const again = await open(vendor, (await make({ vendor: vendor.id }))[0]);
    expect(again.lines.filter(({ t }) => t === 'usage')).toHaveLength(7);
  });

  it('reads a copy of a large database, and leaves none', async () => {
    await report(1, 5);
    const [made] = await make({ vendor: vendor.id, copyFrom: 0 });
    expect(totals((await open(vendor, made)).lines)).toEqual({ qr: 5 });
    expect(await readdir(bundlesFolder(site.folder))).toHaveLength(1);
  });

  it('gives each number once when several exports run at the same time', async () => {
    const made = (await Promise.all([make(), make(), make()])).flat();
    const numbers = made.map(({ vendor, seq }) => `${vendor} ${seq}`);
    expect(new Set(numbers).size).toBe(6);
  });

  it('refuses a vendor that is not known, and a site that knows none', async () => {
    await expect(make({ vendor: 'nobody' })).rejects.toMatchObject({ code: 'vendor_unknown' });
    const empty = await makeSite();
    await expect(exportBundle(empty, { actor: 'command' })).rejects.toMatchObject({ code: 'vendor_unknown' });
    await empty.close();
  });

  it('removes what an export left that was cut short, and nothing else', async () => {
    await make({ vendor: vendor.id });
    const before = await readdir(bundlesFolder(site.folder));
    await writeFile(join(bundlesFolder(site.folder), 'acme-vision-00000000-e1-000002.0123.cwsync'), 'half');
    await writeFile(join(bundlesFolder(site.folder), '.acme.cwsync.17-abcdefabcdef.part'), 'half');
    await make({ vendor: other.id });
    const after = await readdir(bundlesFolder(site.folder));
    expect(after.filter((name) => name.startsWith('acme') || name.startsWith('.'))).toEqual(before);
  });

  it('changes nothing when it is cancelled', async () => {
    const before = site.dump();
    const cancelled = exportBundle(site, { actor: 'command', signal: AbortSignal.abort(new Error('cancelled')) });
    await expect(cancelled).rejects.toThrow('cancelled');
    expect(site.dump()).toBe(before);
    expect(await readdir(bundlesFolder(site.folder))).toEqual([]);
  });

  it('tells how far it got', async () => {
    const seen: number[] = [];
    for (let number = 1; number <= 3; number += 1) await report(number, 1, { feature: `f${number}` });
    await make({ vendor: vendor.id, onProgress: ({ done, total }) => void seen.push(done / total) });
    expect(seen.at(-1)).toBe(1);
  });
});

describe('readBundle', () => {
  it('hands out the very bytes, also after more was reported', async () => {
    const [made] = await make({ vendor: vendor.id });
    const first = await readBundle(site, { vendor: vendor.id, seq: 1 });
    await report(1, 5);
    await make({ vendor: vendor.id });
    const again = await readBundle(site, { vendor: vendor.id, epoch: 1, seq: 1 });
    expect(again.bytes.equals(first.bytes)).toBe(true);
    expect(again.name).toBe(made?.name);
  });

  it('refuses a number that was never made', async () => {
    await make({ vendor: vendor.id });
    await expect(readBundle(site, { vendor: vendor.id, seq: 2 })).rejects.toMatchObject({ code: 'not_found' });
    await expect(readBundle(site, { vendor: 'nobody', seq: 1 })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('refuses a kept file that was damaged on the disk', async () => {
    await make({ vendor: vendor.id });
    const [file = ''] = await readdir(bundlesFolder(site.folder));
    const path = join(bundlesFolder(site.folder), file);
    const bytes = await readFile(path);
    bytes[bytes.length - 9] = (bytes.at(-9) ?? 0) ^ 1;
    await writeFile(path, bytes);
    await expect(readBundle(site, { vendor: vendor.id, seq: 1 })).rejects.toMatchObject({ code: 'not_found' });
  });
});

function make(input: Partial<ExportInput> = {}): Promise<readonly MadeBundle[]> {
  return exportBundle(site, { actor: 'command', ...input });
}

async function open(by: TestVendor, made: MadeBundle | undefined) {
  const { vendor, epoch, seq } = made as MadeBundle;
  const { bytes } = await readBundle(site, { vendor, epoch, seq });
  return openBundle(by, bytes, [site.identity.current.current]);
}

function report(number: number, count: number, more: { feature?: string; handshake?: string } = {}): Promise<number> {
  return seedReport(site, { vendor: vendor.id, item: 'it-1', device, report: number, count, ...more });
}

async function refuse(code: string, handshake: string, times: number): Promise<void> {
  const denial = { vendor: vendor.id, code, handshake, product: 'barcode-reader', device: device.uuid };
  for (let time = 0; time < times; time += 1) {
    await site.store.transact((tx) =>
      tx.denials.add(
        { ...denial, knownVendor: null, knownCode: null, address: '10.0.0.17', item: null, paused: false },
        tx.time.now,
      ),
    );
  }
}

function append(kind: string, actor: string, data: Readonly<Record<string, unknown>>): Promise<unknown> {
  return site.store.transact((tx) => tx.ledger.append({ kind, actor, data }));
}

async function acknowledge(made: MadeBundle | undefined): Promise<void> {
  const { vendor, epoch, seq } = made as MadeBundle;
  await site.store.transact((tx) => tx.bundles.acknowledge(vendor, epoch, seq, tx.time.now));
}

function headerOf(lines: readonly BundleLine[]) {
  const [header] = lines;
  if (header?.t !== 'header') throw new Error('no header');
  return header;
}

function totals(lines: readonly BundleLine[]): Readonly<Record<string, number>> {
  const usage = lines.filter((line): line is BundleUsage => line.t === 'usage');
  return Object.fromEntries(usage.map(({ feature, count }) => [feature, count]));
}

import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { compactDecrypt } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportBundle, readBundle } from '../../dls/operations/export-bundle.ts';
import { importFile } from '../../dls/operations/import-file.ts';
import { verifyLedger } from '../../dls/operations/verify.ts';
import { createVendor, makeLicense } from '../support/vendor.ts';
import { DAY, type Island, makeIsland, newStick, type Sold, vendorTotals } from './support/island.ts';
import { type IslandDevice, islandDevice } from './support/island-device.ts';
import { type Line, linesOf, openSealed, sealTo, signAsSite } from './support/vendor-bundle.ts';

// What a site administrator does who has full control of the machine, in the order of docs/threat-model.md.

const sold: Sold = {
  ...{ vendor: 'acme-vision', product: 'barcode-reader', item: 'scans', metric: 'usage', quota: 1_000_000 },
  ...{ features: ['qr'], days: 400 },
};

let island: Island;
let scanner: IslandDevice;
let stick: string;

beforeEach(async () => {
  island = await makeIsland([sold.vendor]);
  stick = newStick(island, 'stick');
  await island.issue(sold, { start: -1, end: sold.days }, 'stick/scans.cwlic');
  await island.importFrom(stick);
  scanner = islandDevice(island, sold, 'scanner');
  await scanner.use({ qr: 30 });
});

afterEach(() => island[Symbol.asyncDispose]());

type Ingested = {
  readonly outcome: string;
  readonly code?: string;
  readonly detail?: string;
  readonly flags?: readonly string[];
};

/** The vendor ingests files and answers onto the stick; `answered` says whether there was anything to answer. */
async function ingest(...files: readonly string[]): Promise<readonly Ingested[]> {
  const { stdout } = await island.desk.run('ingest', ...files, '--dir', sold.vendor, '--ack', stick, '--json');
  return (JSON.parse(stdout) as { readonly files: readonly Ingested[] }).files;
}

async function bundleOnStick(name = ''): Promise<string> {
  const [made = ''] = await island.exportTo(newStick(island, `stick${name}`));
  return island.at(`stick${name}`, made);
}

/** Units of the one device, as the vendor has them. */
async function booked(): Promise<number> {
  return [...(await vendorTotals(island, sold.vendor)).values()].reduce((a, b) => a + b, 0);
}

const noticed = async (): Promise<string> => JSON.stringify(await island.desk.json('sites', '--dir', sold.vendor));

const firstBad = async () => (await verifyLedger(island.site())).firstBad;

describe('edited usage', () => {
  it('is named by verify, wherever it was edited', async () => {
    await exportBundle(island.site(), { actor: 'command' });
    expect(await firstBad()).toBeNull();
    for (const [change, back] of [
      ['UPDATE usage_day SET count = count - 20', 'UPDATE usage_day SET count = count + 20'],
      ['UPDATE usage_slot SET count = count - 1', 'UPDATE usage_slot SET count = count + 1'],
      ['UPDATE term SET used = used - 20 WHERE used > 0', 'UPDATE term SET used = used + 20 WHERE used > 0'],
      ['UPDATE usage_report SET digest = zeroblob(32)', null],
      ["UPDATE ledger SET data_json = replace(data_json, '30', '10') WHERE kind = 'usage'", null],
    ] as const) {
      const kept = island.site().rows('SELECT no, digest FROM usage_report');
      const events = island.site().rows("SELECT height, data_json FROM ledger WHERE kind = 'usage'");
      island.site().tamper(change);
      expect(await firstBad(), change).not.toBeNull();
      if (back !== null) island.site().tamper(back);
      for (const { no, digest } of kept)
        island.site().tamper('UPDATE usage_report SET digest = ? WHERE no = ?', digest, no);
      for (const { height, data_json } of events)
        island.site().tamper('UPDATE ledger SET data_json = ? WHERE height = ?', data_json, height);
    }
    expect(await firstBad()).toBeNull();
  });

  it('that was bundled before falls below what the vendor holds, who says so and keeps the larger', async () => {
    expect(await ingest(await bundleOnStick())).toMatchObject([{ outcome: 'booked', flags: [] }]);
    island.site().tamper('UPDATE usage_day SET count = 5');
    await scanner.use({ qr: 2 });
    expect(await ingest(await bundleOnStick())).toMatchObject([{ outcome: 'booked', flags: ['usage-fell'] }]);
    expect(await booked()).toBe(30);
    expect(await noticed()).toContain('usage-fell');
  });
});

describe('a deleted device', () => {
  it('stays in the vendor’s records, and what is left at the site does not add up', async () => {
    await ingest(await bundleOnStick());
    const { no } = island.site().rows('SELECT no FROM device')[0] as { readonly no: number };
    for (const table of ['seat', 'usage_day', 'usage_report'])
      island.site().tamper(`DELETE FROM ${table} WHERE device_no = ?`, no);
    island.site().tamper('DELETE FROM device WHERE no = ?', no);
    expect(await firstBad()).toMatchObject({ reason: expect.stringContaining('Usage reports that the event covers') });
    // It comes back by itself, with everything that it reported before.
    island.pass(4 * DAY);
    await scanner.use({ qr: 1 });
    await ingest(await bundleOnStick());
    expect(await booked()).toBe(31);
  });
});

describe('yesterday’s database', () => {
  it('is proven by the first device that comes back; the next bundle says so, and nothing is lost', async () => {
    await ingest(await bundleOnStick());
    await island.restart(() => island.copyFolder(island.at('data'), island.at('yesterday')));
    island.pass(4 * DAY);
    await scanner.use({ qr: 12 });
    await island.restart(() => island.copyFolder(island.at('yesterday'), island.at('data')));
    island.pass(4 * DAY);
    await scanner.use({ qr: 1 });
    expect(island.site().epoch.current).toMatchObject({ epoch: 2, rolledBack: true });
    expect(await ingest(await bundleOnStick())).toMatchObject([{ outcome: 'booked', flags: ['rolled-back'] }]);
    expect(await booked()).toBe(43);
  });

  it('is proven to the site itself by the vendor, when a bundle was made after it', async () => {
    await ingest(await bundleOnStick());
    await island.restart(() => island.copyFolder(island.at('data'), island.at('yesterday')));
    await scanner.use({ qr: 12 });
    await ingest(await bundleOnStick());
    await island.restart(() => island.copyFolder(island.at('yesterday'), island.at('data')));
    // Nobody has come back; the site signs another second bundle with its own key.
    const again = await bundleOnStick('-forked');
    expect(await ingest(again)).toMatchObject([
      { outcome: 'refused', code: 'bundle_fork', detail: expect.stringContaining('Bundle 2 of the site') },
    ]);
    expect(await noticed()).toContain('forked');
    expect(await booked()).toBe(42);
    await island.importFrom(stick);
    expect(island.site().epoch.current).toMatchObject({ epoch: 2, rolledBack: true });
    await scanner.use({ qr: 1 });
    expect(await ingest(await bundleOnStick())).toMatchObject([{ outcome: 'booked' }]);
    expect(await booked()).toBe(43);
  });
});

describe('a ledger that was written anew and signed with the site’s own key', () => {
  it('does not join on where the bundle before ended, which the vendor says', async () => {
    const first = await bundleOnStick();
    await ingest(first);
    await scanner.use({ qr: 4 });
    const second = await bundleOnStick();
    const edited = await resign(second, (lines) => {
      const [header, ...rest] = lines;
      return [{ ...header, ledger: { ...(header!.ledger as object), hashFrom: 'A'.repeat(43) } }, ...rest];
    });
    expect(await ingest(edited)).toMatchObject([{ outcome: 'booked', flags: ['ledger-broken'] }]);
    // The honest one of the same number contradicts it now.
    expect(await ingest(second)).toMatchObject([{ outcome: 'refused', code: 'bundle_fork' }]);
  });

  it('takes nothing away that was bundled before', async () => {
    await ingest(await bundleOnStick());
    await scanner.use({ qr: 4 });
    const edited = await resign(await bundleOnStick(), (lines) =>
      lines.map((line) => (line.t === 'usage' ? { ...line, count: 1 } : line)),
    );
    expect(await ingest(edited)).toMatchObject([{ outcome: 'booked', flags: ['usage-fell'] }]);
    expect(await booked()).toBe(30);
  });
});

describe('a bundle of a vendor of his own', () => {
  it('is foreign, however it is sealed', async () => {
    const own = createVendor('own-vendor');
    const license = makeLicense(own, { site: island.site().identity.current });
    await importFile(island.site(), { bytes: Buffer.from(license), actor: 'command' });
    const [made] = await exportBundle(island.site(), { vendor: own.id, actor: 'command' });
    const { bytes } = await readBundle(island.site(), { vendor: own.id, seq: made!.seq });
    expect(await ingest(island.desk.write('own.cwsync', bytes))).toMatchObject([
      { outcome: 'refused', code: 'bundle_foreign' },
    ]);
    const { plaintext } = await compactDecrypt(bytes.toString('latin1').trim(), own.sealing.privateKey);
    const sealed = await sealTo(island, sold.vendor, Buffer.from(plaintext).toString('latin1'));
    expect(await ingest(island.desk.write('resealed.cwsync', sealed))).toMatchObject([
      { outcome: 'refused', code: 'bundle_foreign' },
    ]);
    expect(await booked()).toBe(0);
  });
});

describe('a second island with a copy of the site', () => {
  it('makes bundles of the same numbers, which the vendor refuses and names', async () => {
    await ingest(await bundleOnStick());
    await island.restart(() => island.copyFolder(island.at('data'), island.at('copy')));
    await scanner.use({ qr: 5 });
    expect(await ingest(await bundleOnStick())).toMatchObject([{ outcome: 'booked' }]);
    await island.restart(() => {
      island.copyFolder(island.at('data'), island.at('original'));
      island.copyFolder(island.at('copy'), island.at('data'));
    });
    const second = islandDevice(island, sold, 'scanner of the second island');
    await second.use({ qr: 9 });
    expect(await ingest(await bundleOnStick('-copy'))).toMatchObject([{ outcome: 'refused', code: 'bundle_fork' }]);
    expect(await noticed()).toContain('forked');
  });

  it('is found out by a device that moves over', async () => {
    await island.restart(() => island.copyFolder(island.at('data'), island.at('copy')));
    island.pass(4 * DAY);
    await scanner.use({ qr: 5 });
    await island.restart(() => island.copyFolder(island.at('copy'), island.at('data')));
    island.pass(4 * DAY);
    await scanner.use({ qr: 1 });
    expect(island.site().epoch.current.rolledBack).toBe(true);
  });
});

/** Opens a bundle as the vendor, changes its lines, and signs it as the site: the administrator has that key. */
async function resign(file: string, change: (lines: readonly Line[]) => readonly object[]): Promise<string> {
  const lines = linesOf(await openSealed(island, sold.vendor, readFileSync(file)));
  const changed = change(lines.map((line) => JSON.parse(line) as Line));
  const packed = gzipSync(Buffer.from(`${changed.map((line) => JSON.stringify(line)).join('\n')}\n`));
  const to = join(stick, `edited-${basename(file)}`);
  writeFileSync(to, await sealTo(island, sold.vendor, await signAsSite(island, sold.vendor, packed)));
  return to;
}

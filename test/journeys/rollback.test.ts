import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addToken } from '../../dls/operations/tokens.ts';
import { verifyLedger } from '../../dls/operations/verify.ts';
import { type FleetDevice, fleetDevice, holders } from './support/fleet-device.ts';
import { type Island, makeIsland, newStick } from './support/island.ts';
import { linesOf, openSealed } from './support/vendor-bundle.ts';

// rules.md section 8: a real copy of the data folder is put back while a fleet of devices goes on working.

const vendor = 'acme-vision';
const seats = { product: 'cad', quota: 6 };
const readers = { product: 'barcode-reader', quota: 8 };

let island: Island;
let stick: string;
const fleet = new Map<string, FleetDevice>();

beforeEach(async () => {
  island = await makeIsland([vendor]);
  stick = newStick(island, 'stick');
  const [start, end] = [island.now() - 86_400, island.now() + 365 * 86_400];
  const items = [
    { id: 'it-1', metric: 'concurrent-device', leaseSeconds: 3_600, overageSlots: 0, features: ['draw'], ...seats },
    { id: 'it-2', metric: 'device', overagePercent: 0, offlineDays: 30, features: ['qr'], ...readers },
  ];
  const order = { organization: '200001', licensee: 'Harbor', items: items.map((item) => ({ ...item, start, end })) };
  island.desk.write('order.json', JSON.stringify(order));
  const files = ['--order', 'order.json', '--request', 'site.cwreq', '--out', 'stick/items.cwlic'];
  await island.desk.json('issue', '--dir', vendor, ...files);
  await island.importFrom(stick);
});

afterEach(async () => {
  fleet.clear();
  await island[Symbol.asyncDispose]();
});

/** The device of a name such as `s4` (a seat) or `r4` (a reader). */
function device(name: string): FleetDevice {
  const { product } = name.startsWith('s') ? seats : readers;
  const known = fleet.get(name) ?? fleetDevice(island, { name, vendor, product });
  fleet.set(name, known);
  return known;
}

const ask = (name: string): Promise<string> => device(name).ask();

async function askAll(...names: readonly string[]): Promise<readonly string[]> {
  const said: string[] = [];
  for (const name of names) said.push(await ask(name));
  return said;
}

/** Every device of the fleet renews; whatever the site lost, no device gets a seat that was not there. */
async function everybodyRenews(): Promise<void> {
  for (const one of [...fleet.values()]) {
    if (!one.isLive()) continue;
    const { quota } = one.product === seats.product ? seats : readers;
    const before = holders([...fleet.values()], one.product);
    await one.ask();
    expect(holders([...fleet.values()], one.product)).toBeLessThanOrEqual(Math.max(before, quota));
  }
}

const eventsOf = (kind: string): readonly Readonly<Record<string, unknown>>[] =>
  island
    .site()
    .rows('SELECT height, data_json AS data FROM ledger WHERE kind = ? ORDER BY height', kind)
    .map(({ height, data }) => ({ height, ...(JSON.parse(String(data)) as object) }));

const height = (): number => Number(island.site().rows('SELECT max(height) AS height FROM ledger')[0]?.height);

/** Seats that the site counts on an item, as its last adoption says. */
const countedAtLast = (item: string): unknown => eventsOf('adopted').findLast((event) => event.item === item)?.units;

/** Three seats and four readers; the folder is copied; the fleet goes on; the copy is put back. @returns the height then lost */
async function putBack(): Promise<number> {
  expect(new Set(await askAll('s1', 's2', 's3', 'r1', 'r2', 'r3', 'r4'))).toEqual(new Set(['ok']));
  await island.restart(() => island.copyFolder(island.at('data'), island.at('yesterday')));
  island.pass(60);
  expect(new Set(await askAll('s4', 's5', 's6', 'r5', 'r6', 'r7', 'r8'))).toEqual(new Set(['ok']));
  expect(await ask('s7')).toBe('quota_exhausted');
  expect(await ask('r9')).toBe('quota_exhausted');
  await device('s1').release();
  expect(await ask('s7')).toBe('ok');
  const lost = height();
  await island.restart(() => island.copyFolder(island.at('yesterday'), island.at('data')));
  expect(height()).toBeLessThan(lost);
  island.pass(60);
  return lost;
}

/** What the vendor reads in the next bundle. */
async function nextBundle() {
  const [name = ''] = await island.exportTo(stick);
  const lines = linesOf(await openSealed(island, vendor, readFileSync(island.at('stick', name))));
  const { stdout } = await island.desk.run('ingest', island.at('stick', name), '--dir', vendor, '--json');
  const { files } = JSON.parse(stdout) as { readonly files: readonly object[] };
  const told = lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
  return { header: told[0], events: told.filter(({ t }) => t === 'event'), ingested: files[0] };
}

describe('a data folder put back under a running fleet', () => {
  it('is proven by the first device of the lost time, whose seats count again at once', async () => {
    const lost = await putBack();
    await everybodyRenews();
    expect(island.site().epoch.current).toMatchObject({ epoch: 2, rolledBack: true });
    expect(eventsOf('epoch')).toMatchObject([{ reason: 'rollback', epoch: 2 }]);
    expect(Number(eventsOf('epoch')[0]?.height)).toBeGreaterThan(lost + 900_000);
    // Of the lost time: s4 to s7, r5 to r8. What s1 gave back in it is held until its lease lapses.
    expect(eventsOf('adopted')).toHaveLength(8);
    expect([countedAtLast('it-1'), countedAtLast('it-2')]).toEqual([7, 8]);
    expect(await askAll('s8', 'r9')).toEqual(['quota_exhausted', 'quota_exhausted']);
    expect((await verifyLedger(island.site())).firstBad).toBeNull();
  });

  it('is proven as well after the ledger has grown past the old height', async () => {
    const lost = await putBack();
    // Nobody of the lost time is back yet: others take the seats that seem to be free, and the ledger grows.
    expect(new Set(await askAll('s8', 's9', 'r9', 'r10'))).toEqual(new Set(['ok']));
    for (let n = 0; height() <= lost + 1; n += 1) {
      await addToken(island.site(), { name: `script ${n}`, role: 'viewer', actor: 'command', once: null });
    }
    expect(island.site().epoch.current.epoch).toBe(1);
    await everybodyRenews();
    expect(island.site().epoch.current).toMatchObject({ epoch: 2, rolledBack: true });
    expect(eventsOf('epoch')).toHaveLength(1);
    expect([countedAtLast('it-1'), countedAtLast('it-2')]).toEqual([9, 10]);
    expect((await verifyLedger(island.site())).firstBad).toBeNull();
  });

  it('grants nothing new until what was adopted is within the quota again', async () => {
    await putBack();
    await askAll('s8', 's9', 'r9', 'r10');
    await everybodyRenews();
    // Nine seats are counted, s1 among them, which was given back in the lost time.
    for (const name of ['s8', 's9']) {
      await device(name).release();
      expect(await ask('s10')).toBe('quota_exhausted');
    }
    await device('s7').release();
    expect(await ask('s10')).toBe('quota_exhausted');
    await device('s6').release();
    expect(await ask('s10')).toBe('ok');
    expect(await ask('s11')).toBe('quota_exhausted');
    expect(await ask('r11')).toBe('quota_exhausted');
  });

  it('is told to the vendor by the next bundle', async () => {
    await putBack();
    await everybodyRenews();
    const { header, events, ingested } = await nextBundle();
    expect(header).toMatchObject({ t: 'header', epoch: 2, seq: 1, ledger: { rolledBack: true } });
    expect(events).toContainEqual(
      expect.objectContaining({ kind: 'epoch', data: expect.objectContaining({ reason: 'rollback' }) }),
    );
    expect(ingested).toMatchObject({ outcome: 'booked', flags: ['rolled-back'] });
    expect(JSON.stringify(await island.desk.json('sites', '--dir', vendor))).toContain('rolled-back');
  });
});

import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createBackup } from '../../dls/operations/backup.ts';
import { restoreBackup } from '../../dls/operations/restore.ts';
import { verifyLedger } from '../../dls/operations/verify.ts';
import { type Island, makeIsland, newStick, type Sold, vendorTotals, WEEK } from './support/island.ts';
import { type IslandDevice, islandDevice } from './support/island-device.ts';

const scans: Sold = {
  ...{ vendor: 'acme-vision', product: 'barcode-reader', item: 'scans', metric: 'usage', quota: 1_000_000 },
  ...{ features: ['qr', '1d'], days: 182 },
};
const printers: Sold = {
  ...{ vendor: 'beta-print', product: 'label-printer', item: 'printers', metric: 'device', quota: 20 },
  ...{ features: ['print', 'cut'], days: 140 },
};
const drawings: Sold = {
  ...{ vendor: 'gamma-cad', product: 'cad', item: 'drawings', metric: 'concurrent-device', quota: 9 },
  ...{ features: ['draw'], days: 400 },
};
const all = [scans, printers, drawings];

/** Weeks of the year in which something happens. */
const weeks = {
  lostStick: 8,
  pulledStick: 12,
  foundStick: 16,
  earlyRenewal: 20,
  lateRenewal: 24,
  givenBack: 22,
  locked: 28,
  backup: 30,
  dead: 31,
  unlocked: 32,
  snapshot: 40,
  rolledBack: 41,
} as const;

describe('a year on an island', () => {
  it('ends with the vendors knowing, to the unit, what the devices counted', async () => {
    await using island = await makeIsland(all.map(({ vendor }) => vendor));
    const first = newStick(island, 'first');
    for (const sold of all) await island.issue(sold, { start: -1, end: sold.days }, `first/${sold.item}.cwlic`);
    await island.importFrom(first);
    const connected = all.flatMap((sold) => [1, 2, 3].map((no) => islandDevice(island, sold, `${sold.item}-${no}`)));
    const alone = [scans, scans, printers, printers, drawings].map((sold, no) =>
      islandDevice(island, sold, `alone-${no}`, { connected: false }),
    );
    const year = { island, connected, alone, random: randomFrom(7) };
    for (const device of alone) expect(await device.askAgain(90)).toBeNull();

    for (let week = 1; week <= 52; week += 1) {
      island.pass(WEEK);
      await happen(year, week);
      await work(year, week);
      if (week % 4 === 0) await crossTheGap(year, week);
    }
    await bringEverythingHome(year);

    for (const sold of all) {
      const counted = new Map(
        [...connected, ...alone].filter((one) => one.sold === sold).flatMap((one) => [...one.counted]),
      );
      expect(sum(counted)).toBeGreaterThan(1_000);
      expect(sorted(await vendorTotals(island, sold.vendor))).toEqual(sorted(counted));
      const { sites } = (await island.desk.json('sites', '--dir', sold.vendor)) as {
        readonly sites: readonly object[];
      };
      expect(JSON.stringify(sites)).toMatch(/restored/);
      expect(JSON.stringify(sites)).toMatch(/rolled-back/);
    }
    expect(await verifyLedger(island.site())).toMatchObject({ ok: true, firstBad: null, damages: [] });
    expect(island.site().epoch.current.epoch).toBe(3);
  });
});

type Year = {
  readonly island: Island;
  readonly connected: readonly IslandDevice[];
  /** Devices that never connect. */
  readonly alone: readonly IslandDevice[];
  readonly random: (below: number) => number;
};

/** What befalls the island at the beginning of a week. */
async function happen({ island, alone }: Year, week: number): Promise<void> {
  const backup = island.at('weekly.cwbackup');
  const folder = island.at('data');
  switch (week) {
    case weeks.givenBack:
      await alone[1]!.giveBack();
      expect(await alone[1]!.use({ qr: 1 })).toBe(1);
      break;
    case weeks.backup:
      await createBackup(island.site(), { actor: 'system', to: backup });
      break;
    case weeks.dead:
      await island.restart(async () => {
        rmSync(folder, { recursive: true });
        const machine = { wallMs: () => island.now() * 1_000, monotonicMs: () => 0 };
        await restoreBackup({
          folder,
          file: backup,
          code: island.recoveryCode(),
          force: false,
          actor: 'command',
          machine,
        });
      });
      expect(island.site().epoch.current.epoch).toBe(2);
      // Seats of concurrent items wait so long for those who held them.
      island.pass(180);
      break;
    case weeks.snapshot:
      await island.restart(() => island.copyFolder(folder, island.at('snapshot')));
      break;
    case weeks.rolledBack:
      await island.restart(() => island.copyFolder(island.at('snapshot'), folder));
      break;
    default:
  }
}

/** Everybody works; those that never connect carry a file to the administrator every eight weeks, each in another week. */
async function work({ connected, alone, random }: Year, week: number): Promise<void> {
  const use = async (device: IslandDevice): Promise<number> => {
    const counts = device.sold.features.map((feature) => [feature, 1 + random(40)] as const);
    return device.use(Object.fromEntries(counts));
  };
  const refused = new Map<Sold, number>();
  for (const device of connected) refused.set(device.sold, (refused.get(device.sold) ?? 0) + (await use(device)));
  for (const [index, device] of alone.entries()) {
    await use(device);
    const turn = [weeks.dead, weeks.rolledBack, weeks.backup, weeks.snapshot, 3][index]! % 8;
    if (week % 8 === turn) expect([null, 'license_locked', 'license_expired']).toContain(await device.askAgain(90));
  }
  // Only beta's printers, whose renewal is late, and acme's readers, while they are locked, ever stand still.
  expect(refused.get(drawings)).toBe(0);
  expect(refused.get(printers)! > 0).toBe(week > printers.days / 7 && week <= weeks.lateRenewal);
  expect(refused.get(scans)! > 0).toBe(week > weeks.locked && week <= weeks.unlocked);
}

/** The monthly stick: bundles out, answers in. */
async function crossTheGap(year: Year, week: number): Promise<void> {
  const { island } = year;
  const out = newStick(island, `out-${week}`);
  if (week === weeks.pulledStick) await pullTheStick(island, out);
  else await island.exportTo(out);
  if (week === weeks.lostStick) return;
  if (week === weeks.foundStick) for (const { vendor } of all) await island.exportAgain(vendor, 2, out);
  const back = newStick(island, `back-${week}`);
  for (const sold of all) await answer(year, { sold, week, out, back });
  await island.importFrom(back);
  const again = await island.importFrom(back);
  expect(again.map(({ outcome }) => outcome).every((outcome) => outcome === 'already')).toBe(true);
}

/** Half-way through the writing the stick is gone; later it is back, with half a file of that moment. */
async function pullTheStick(island: Island, stick: string): Promise<void> {
  rmSync(stick, { recursive: true });
  const site = island.site();
  await expect(island.exportTo(stick)).rejects.toMatchObject({ code: 'not_found' });
  newStick(island, basename(stick));
  const half = join(
    stick,
    `.acme-vision-${site.identity.current.site.slice(0, 8)}-e1-000003.cwsync.${noProcess}-0123456789ab.part`,
  );
  writeFileSync(half, 'half of it');
  // They were made before they were written, so the very same go out now.
  for (const { vendor } of all) await island.exportAgain(vendor, 3, stick);
  expect(existsSync(half)).toBe(false);
  expect(readdirSync(stick)).toHaveLength(3);
}

/** Above every process id. */
const noProcess = 999_999_999;

type Answering = { readonly sold: Sold; readonly week: number; readonly out: string; readonly back: string };

async function answer({ island }: Year, { sold, week, out, back }: Answering): Promise<void> {
  const { vendor, item } = sold;
  const bundles = readdirSync(out)
    .filter((name) => name.startsWith(vendor))
    .map((name) => join(out, name))
    .reverse();
  const extras: string[] = [];
  if (sold === scans && week === weeks.earlyRenewal) {
    extras.push('--license', await island.issue(sold, { start: sold.days, end: 700 }, 'renewed.cwlic'));
  }
  if (sold === printers && week === weeks.lateRenewal) {
    extras.push('--license', await island.issue(sold, { start: sold.days, end: 700 }, 'renewed.cwlic'));
  }
  if (sold === scans && week === weeks.locked) extras.push('--lock', item);
  if (sold === scans && week === weeks.unlocked) extras.push('--unlock', item);
  const ended = await island.desk.run('ingest', ...bundles, '--dir', vendor, '--ack', back, '--time', ...extras);
  expect(ended.code, ended.stderr).toBe(0);
  expect(/bundle_gap/.test(ended.stderr)).toBe(week === weeks.pulledStick || week === weeks.foundStick);
}

/** The year is over: everybody reports, those alone give their files in until nothing waits, and the last stick goes out. */
async function bringEverythingHome(year: Year): Promise<void> {
  const { connected, alone } = year;
  for (const device of connected) await device.use({});
  for (const device of [...alone, ...alone]) expect(await device.askAgain(90)).toBeNull();
  for (const device of alone) await device.giveBack();
  await crossTheGap(year, 53);
}

function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

const sum = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((a, b) => a + b, 0);
const sorted = (counts: ReadonlyMap<string, number>) => [...counts].sort(([a], [b]) => (a < b ? -1 : 1));

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { evaluateSite } from '../../../dls/alerts/evaluate-site.ts';
import { foldDenials } from '../../../dls/jobs/fold-denials.ts';
import { samplePeaks } from '../../../dls/jobs/sample-peaks.ts';
import { foldUsage } from '../../../dls/ledger/fold-usage.ts';
import { createBackup } from '../../../dls/operations/backup.ts';
import { verifyLedger } from '../../../dls/operations/verify.ts';
import { databaseFile } from '../../../dls/site/folder-layout.ts';
import { DAY, HOUR } from '../../../licensing/time.ts';
import { isWorking, type Member, makeMembers } from './members.ts';
import { crossTheGap, fillStick, lookAfter } from './office-work.ts';
import { type OpenedPlant, openPlant } from './open-plant.ts';
import { designersOf, type Orders, ordersOf } from './orders.ts';
import { askAsDesigners, askAsKiosks, askFor, misdial } from './requests.ts';
import { createRoster, type Roster } from './roster.ts';
import { keepDay } from './usage-days.ts';
import { openUsageWriter, type UsageWriter } from './usage-writer.ts';

export type SampleOptions = {
  /** Gets `site` (the data folder), `second-place` (copies of backups) and `stick` (files to try). */
  readonly folder: string;
  readonly devices: number;
  readonly days: number;
  /** Epoch seconds at which the history ends. */
  readonly now: number;
  readonly seed?: number;
  /** Days whose single reports and slots are still there. */
  readonly keptDays?: number;
  /** Whether bundles go out and backups are made every week. */
  readonly isCared?: boolean;
  readonly say?: (line: string) => void;
};

export type Sample = {
  /** The data folder. */
  readonly data: string;
  readonly recoveryCode: string;
  readonly devices: number;
  /** Days of devices with usage. */
  readonly reports: number;
  /** Whether ledger and database hold together. */
  readonly ok: boolean;
};

type Plant = OpenedPlant & {
  readonly options: Required<SampleOptions>;
  readonly orders: Orders;
  readonly start: number;
  readonly members: readonly Member[];
  readonly roster: Roster;
  readonly writer: UsageWriter;
};

/** Makes a plant's site with months behind it, under a hand-turned clock. The same options make the same plant. */
export async function makeSample(given: SampleOptions): Promise<Sample> {
  const options = { seed: 7, keptDays: 45, isCared: true, say: () => undefined, ...given };
  const { folder, devices, days, now, seed, say } = options;
  const [data, secondPlace, stick] = ['site', 'second-place', 'stick'].map((name) => join(folder, name)) as Folders;
  await Promise.all([mkdir(secondPlace, { recursive: true }), mkdir(stick, { recursive: true })]);
  const start = now - (now % DAY) - (days - 1) * DAY;
  const orders = ordersOf({ devices, start, now });
  const opened = await openPlant({ folder: data, secondPlace, start: start - 2 * HOUR, orders });
  const { site } = opened;
  const writer = openUsageWriter(databaseFile(data), seed);
  const members = makeMembers({ devices, days, seed });
  const plant = { ...opened, options, orders, start, members, roster: createRoster(site), writer };
  let reports = 0;
  for (let day = 0; day < days; day++) {
    reports += await liveDay(plant, day);
    if ((day + 1) % 30 === 0) say(`${day + 1} days …`);
  }
  writer.finish();
  writer.close();
  if (options.isCared) await fillStick(opened, { folder: stick, orders, seed });
  const { ok } = await endDay(plant);
  await site.stop();
  return { data, recoveryCode: opened.recoveryCode, devices: members.length, reports, ok };
}

type Folders = [data: string, secondPlace: string, stick: string];

/** One day of the plant: who asks for a lease, what goes wrong, what is counted, what the office does. */
async function liveDay(plant: Plant, day: number): Promise<number> {
  const { site, options, start, members, roster, writer } = plant;
  const { now, seed, devices, days, keptDays, isCared } = options;
  const at = start + day * DAY;
  const isLast = day === days - 1;
  const turnTo = (time: number): void => {
    site.time.now = Math.max(site.time.now, isLast ? Math.min(time, now - 300) : time);
  };
  // The last day is a weekday whatever the calendar says, so that there is something to see.
  const share = isLast ? 0.94 : undefined;
  turnTo(at + (isLast ? 24 : 5) * HOUR);
  const asking = members.filter((member) => isAsking(member, { day, isLast, at, seed }));
  roster.enter(await askFor(site, asking));
  turnTo(at + 8 * HOUR);
  const isWeekday = (Math.floor(at / DAY) + 3) % 7 < 5 || isLast;
  if (isWeekday) {
    await askAsKiosks(site, seed);
    await askAsDesigners(site, { count: designersOf(devices), day, seed });
    await misdial(site, day, seed);
  }
  turnTo(at + 15 * HOUR);
  if (isCared) await lookAfter(plant, { day, days, orders: plant.orders, seed });
  turnTo(at + DAY - HOUR / 2);
  const working = roster.present(day);
  const until = isLast ? site.time.now - 300 : at + DAY;
  const book = writer.write(
    { at, no: day, until, ...(share !== undefined && { share }), isKept: day >= days - keptDays },
    working,
  );
  await keepDay(site, { at, book, registered: roster.registered(), isKept: day >= days - keptDays });
  await foldDenials(site);
  if (isCared && (day % 7 === 6 || day >= days - 4) && !isLast) await closeDay(plant, day);
  return book.reports;
}

type Moment = { readonly day: number; readonly isLast: boolean; readonly at: number; readonly seed: number };

/** On the first of its days, on its last, and on the plant's last if it works then. */
function isAsking(member: Member, { day, isLast, at, seed }: Moment): boolean {
  if (member.first === day) return true;
  if (member.last !== day) return false;
  return !isLast || isWorking(member, { at, no: day, share: 0.94 }, seed);
}

async function closeDay(plant: Plant, day: number): Promise<void> {
  const { site, vendors, options } = plant;
  await createBackup(site, { actor: 'system' });
  if (day % 7 === 6) await crossTheGap(site, Object.values(vendors), options.now);
  await evaluateSite(site);
}

async function endDay({ site, options }: Plant): Promise<{ readonly ok: boolean }> {
  const { now, devices, days, seed } = options;
  site.time.now = Math.max(site.time.now, now - 60);
  await askAsDesigners(site, { count: designersOf(devices), day: days, seed });
  await foldUsage(site, { force: true });
  await foldDenials(site);
  await samplePeaks(site);
  if (options.isCared) await createBackup(site, { actor: 'user:admin' });
  const verified = await verifyLedger(site);
  await evaluateSite(site);
  return verified;
}

import { DEFAULTS } from '../../licensing/defaults.ts';
import { acknowledgementFigure, conditionFigure } from '../../licensing/figure.ts';
import { DAY, type EpochSeconds, HOUR } from '../../licensing/time.ts';
import type { ClockState } from '../clock.ts';
import type { Settings } from '../site/settings.ts';
import type { Snapshot } from '../site/snapshot.ts';
import type { AlertReadings } from '../store/sqlite/queries/alert-readings.ts';
import type { AlertFacts } from './alert-facts.ts';
import type { DiskReading } from './disk-reading.ts';
import { vendorName, type Watched } from './item-figures.ts';

export type SiteReadings = {
  readonly snapshot: Snapshot;
  readonly readings: AlertReadings;
  readonly clock: ClockState;
  readonly rolledBack: boolean;
  readonly disk: DiskReading;
  readonly alerts: Settings['alerts'];
  readonly now: EpochSeconds;
};

/** Bundles that wait, and what may be wrong with the site: clock, ledger, machine, backups, disk. */
export function listSiteFigures(site: SiteReadings): readonly Watched[] {
  return [
    ...bundlesWatched(site),
    ...machinesWatched(site),
    ...clockWatched(site.clock),
    ...ledgerWatched(site),
    ...backupsWatched(site),
    ...diskWatched(site),
  ];
}

/** A condition that holds; the cause keeps several of one subject apart. One that does not hold needs no words. */
function holds(facts: AlertFacts, { cause, round = 0 }: { readonly cause?: string; readonly round?: number } = {}) {
  const vendor = 'vendor' in facts ? facts.vendor : null;
  const figure = { ...conditionFigure(facts.subject, true, vendor), name: cause ?? null, round };
  return { figure, facts };
}

function bundlesWatched({ snapshot, readings, now }: SiteReadings): readonly Watched[] {
  return readings.bundles.map(({ vendor, made }) => ({
    figure: acknowledgementFigure(vendor, made, now),
    facts: { subject: 'acknowledgement', vendor, vendorName: vendorName(snapshot, vendor), made, now },
  }));
}

function machinesWatched({ snapshot }: SiteReadings): readonly Watched[] {
  return [...snapshot.configuration.vendors.values()].flatMap(({ vendor, items }) => {
    const changed = [...items.values()].filter(({ mismatchSince, revoked }) => mismatchSince !== null && !revoked);
    if (changed.length === 0) return [];
    const since = Math.min(...changed.map(({ mismatchSince }) => mismatchSince ?? 0));
    const until = since + DEFAULTS.mismatchDays * DAY;
    const named = { vendor, vendorName: vendorName(snapshot, vendor), items: changed.map(({ id }) => id) };
    return [holds({ subject: 'machine', ...named, since, until })];
  });
}

function clockWatched({ trusted, behind, pendingForward, now }: ClockState): readonly Watched[] {
  if (pendingForward !== null) {
    return [holds({ subject: 'clock', cause: 'ahead', system: pendingForward, now }, { cause: 'ahead' })];
  }
  if (trusted) return [];
  return [holds({ subject: 'clock', cause: 'behind', minutes: Math.ceil(behind / 60) }, { cause: 'behind' })];
}

/** Each rollback alerts anew, though the records stay marked by the first. */
function ledgerWatched({ readings, rolledBack }: SiteReadings): readonly Watched[] {
  const { rollback, verification } = readings;
  const found: Watched[] = [];
  if (verification?.ok === false) {
    const { at, height, reason } = verification;
    const broken = { subject: 'ledger', cause: 'broken', at, height, reason: reason ?? '' } as const;
    found.push(holds(broken, { cause: 'broken' }));
  }
  if (rolledBack && rollback !== null) {
    const facts = { subject: 'ledger', cause: 'rolled-back', ...rollback } as const;
    found.push(holds(facts, { cause: 'rolled-back', round: rollback.height }));
  }
  return found;
}

/** Before set-up there is no key to seal a backup to. */
function backupsWatched({ readings, disk, alerts, now }: SiteReadings): readonly Watched[] {
  const { backupsSince, lastBackup, lastGoodBackup } = readings;
  if (backupsSince === null) return [];
  const found: Watched[] = [];
  if (!disk.hasOtherDisk) found.push(holds({ subject: 'backup-place', cause: 'none' }, { cause: 'none' }));
  const missing = lastGoodBackup?.detail ?? null;
  if (lastGoodBackup !== null && missing !== null) {
    const facts = { subject: 'backup-place', cause: 'missing', at: lastGoodBackup.at, detail: missing } as const;
    found.push(holds(facts, { cause: 'missing' }));
  }
  if (lastBackup?.ok === false) {
    const { at, detail } = lastBackup;
    found.push(holds({ subject: 'backup', cause: 'failed', at, detail: detail ?? '' }, { cause: 'failed' }));
  }
  const { maxAgeHours } = alerts.backup;
  const age = now - (lastGoodBackup?.at ?? backupsSince);
  if (age > maxAgeHours * HOUR) {
    const old = { at: lastGoodBackup?.at ?? null, hours: Math.floor(age / HOUR), maxAgeHours };
    found.push(holds({ subject: 'backup', cause: 'old', ...old }, { cause: 'old' }));
  }
  return found;
}

function diskWatched({ disk, alerts }: SiteReadings): readonly Watched[] {
  if (disk.space === null) return [];
  const { megabytes, percent } = disk.space;
  const { minimumMegabytes, minimumPercent } = alerts.disk;
  if (megabytes >= minimumMegabytes && percent >= minimumPercent) return [];
  return [holds({ subject: 'disk', megabytes, percent: Math.floor(percent), minimumMegabytes, minimumPercent })];
}

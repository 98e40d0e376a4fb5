import { statfs } from 'node:fs/promises';
import { runningTerm } from '../../licensing/item.ts';
import { DAY, type EpochSeconds, HOUR } from '../../licensing/time.ts';
import type { Deps } from '../deps.ts';
import { type ItemState, itemStateOf } from '../site/item-state.ts';
import type { LastBackup } from '../store/sqlite/queries/backups.ts';

/** One line of what an administrator has to know, with the next step where there is one. */
export type HealthLine = {
  readonly subject: 'license' | 'clock' | 'ledger' | 'backup' | 'disk' | 'sync';
  readonly state: 'ok' | 'warning' | 'critical';
  readonly detail: string;
  /** Until when it stays so by itself; null: not known, or for good. */
  readonly until: EpochSeconds | null;
};

type Judged = Omit<HealthLine, 'subject'>;

export async function siteHealth(deps: Deps): Promise<readonly HealthLine[]> {
  const { now } = deps.clock.read();
  const { lastBackup, lastBundles } = await deps.reader.query('care', {});
  return [
    { subject: 'license', ...judgeLicenses(deps, now) },
    { subject: 'clock', ...judgeClock(deps) },
    { subject: 'ledger', ...judgeLedger(deps) },
    { subject: 'backup', ...judgeBackup(deps, lastBackup, now) },
    { subject: 'disk', ...(await judgeDisk(deps)) },
    { subject: 'sync', ...judgeSync(deps, lastBundles, now) },
  ];
}

const ok = (detail: string, until: EpochSeconds | null = null): Judged => ({ state: 'ok', detail, until });
const warning = (detail: string, until: EpochSeconds | null = null): Judged => ({ state: 'warning', detail, until });
const critical = (detail: string): Judged => ({ state: 'critical', detail, until: null });

/** Days before the end of a term from which on it is worth a warning. */
const soon = 30;

function judgeLicenses({ snapshot }: Deps, now: EpochSeconds): Judged {
  const { items, configuration } = snapshot.current;
  if (items.size === 0)
    return warning('No license file is imported. Export an activation request and send it to the vendor.');
  const states = new Map<ItemState, number>();
  let end = Number.POSITIVE_INFINITY;
  for (const item of items.values()) {
    const vendor = configuration.vendors.get(item.vendor);
    if (vendor === undefined) continue;
    const state = itemStateOf(vendor, item, now);
    states.set(state, (states.get(state) ?? 0) + 1);
    const term = runningTerm(item, now + vendor.termOffset);
    if (state === 'running' && term !== null) end = Math.min(end, (item.terms.at(-1) ?? term).end - vendor.termOffset);
  }
  const stopped = [...states].filter(
    ([state]) => state !== 'running' && state !== 'not-yet-valid' && state !== 'grace',
  );
  if (stopped.length > 0) {
    return critical(
      `License items are refused: ${stopped.map(([state, count]) => `${count} ${state}`).join(', ')}. Look at the licenses.`,
    );
  }
  const grace = states.get('grace') ?? 0;
  if (grace > 0)
    return warning(
      `${count(grace, 'license item is', 'license items are')} in the grace stage. Import a renewed license file.`,
    );
  if (end === Number.POSITIVE_INFINITY) return ok('No license item has begun yet.');
  const days = Math.floor((end - now) / DAY);
  if (days < soon)
    return warning(`A license item ends in ${count(days, 'day', 'days')}. Ask the vendor for a renewal.`, end);
  return ok(
    `${count(items.size, 'license item is', 'license items are')} in order; the first ends in ${days} days.`,
    end,
  );
}

function judgeClock({ clock }: Deps): Judged {
  const { trusted, behind, pendingForward } = clock.state();
  if (pendingForward !== null) {
    return critical(
      'The system clock jumped forward. Set it right, or confirm the new time with "causeway confirm-clock".',
    );
  }
  if (!trusted)
    return critical(
      `The system clock is ${count(Math.ceil(behind / 60), 'minute', 'minutes')} behind the records. Set it right.`,
    );
  return ok('The system clock is trusted.');
}

function judgeLedger({ epoch }: Deps): Judged {
  if (epoch.current.rolledBack) {
    return warning('The records were once found put back to an older state; sync bundles tell the vendors so.');
  }
  return ok('No rollback of the records was found.');
}

function judgeBackup({ access, settings }: Deps, last: LastBackup | null, now: EpochSeconds): Judged {
  if (!access.current.isSetUp)
    return warning('Backups begin after set-up: run "causeway setup" or open the set-up link.');
  if (last === null) return warning('No backup was made yet. Make one now.');
  if (!last.ok) return critical('The last backup failed. Look at the list of backups for the reason.');
  const { maxAgeHours } = settings.current.alerts.backup;
  const hours = Math.floor((now - last.at) / HOUR);
  if (hours >= maxAgeHours)
    return warning(`The last backup is ${count(hours, 'hour', 'hours')} old. Look at the schedule and the places.`);
  if (settings.current.backups.places.length === 0) {
    return warning('Backups are kept on the disk of the data folder only. Set a second place in the settings.');
  }
  return ok(`The last backup is ${count(hours, 'hour', 'hours')} old.`, last.at + maxAgeHours * HOUR);
}

async function judgeDisk({ folder, store, settings }: Deps): Promise<Judged> {
  if (store.failing())
    return critical('The data folder cannot be written. Make room or repair the disk; service resumes by itself.');
  const space = await statfs(folder).catch(() => null);
  if (space === null) return warning('The free space of the data folder cannot be read.');
  const free = Math.floor((space.bavail * space.bsize) / (1024 * 1024));
  const percent = Math.floor((100 * space.bavail) / Math.max(1, space.blocks));
  const { minimumMegabytes, minimumPercent } = settings.current.alerts.disk;
  const detail = `${free} MiB (${percent} %) are free on the disk of the data folder.`;
  return free < minimumMegabytes || percent < minimumPercent ? warning(`${detail} Make room.`) : ok(detail);
}

function judgeSync(
  { snapshot, settings }: Deps,
  waiting: readonly { readonly vendor: string; readonly made: EpochSeconds }[],
  now: EpochSeconds,
): Judged {
  const vendors = snapshot.current.vendors;
  if (vendors.size === 0) return ok('No vendor is known yet.');
  const least = Math.min(...settings.current.alerts.acknowledgement.days, Number.POSITIVE_INFINITY);
  const late = waiting.filter(({ made }) => now - made >= least * DAY);
  if (late.length > 0) {
    const names = late.map(({ vendor }) => vendor).join(', ');
    return warning(
      `A sync bundle of ${names} is not acknowledged for ${least} days or more. Send it, and import the answer.`,
    );
  }
  const overdue = overdueSoon(snapshot.current, now);
  if (overdue !== null)
    return warning('A license item asks for an acknowledgement soon. Export a sync bundle and send it.', overdue);
  return ok(
    waiting.length === 0 ? 'Every sync bundle is acknowledged.' : 'A sync bundle waits for its acknowledgement.',
  );
}

/** When the first `syncDays` are over, once half of them passed; null: none are. */
function overdueSoon({ configuration }: Deps['snapshot']['current'], now: EpochSeconds): EpochSeconds | null {
  let first: EpochSeconds | null = null;
  for (const vendor of configuration.vendors.values()) {
    for (const item of vendor.items.values()) {
      const days = runningTerm(item, now + vendor.termOffset)?.syncDays ?? null;
      if (days === null) continue;
      const begun = Math.max(vendor.acknowledgedAt, item.importedAt);
      const end = begun + days * DAY;
      if (now >= begun + (days * DAY) / 2 && (first === null || end < first)) first = end;
    }
  }
  return first;
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

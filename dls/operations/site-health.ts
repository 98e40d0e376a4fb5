import { statfs } from 'node:fs/promises';
import { runningTerm } from '../../licensing/item.ts';
import { DAY, type EpochSeconds, HOUR } from '../../licensing/time.ts';
import type { Deps } from '../deps.ts';
import type { LastVerification } from '../ledger/last-verification.ts';
import { type ItemState, itemStateOf } from '../site/item-state.ts';
import type { LastBackup } from '../store/sqlite/queries/backups.ts';

/** One line of what an administrator has to know, with the next step where there is one. */
export type HealthLine = {
  readonly subject: 'license' | 'clock' | 'ledger' | 'backup' | 'disk' | 'sync' | 'seats';
  readonly state: 'ok' | 'warning' | 'critical';
  /** Why, as a word for programs; `detail` says the same to people, with `facts` as its figures. */
  readonly reason: string;
  readonly facts: Readonly<Record<string, number>>;
  readonly detail: string;
  /** Until when it stays so by itself; null: not known, or for good. */
  readonly until: EpochSeconds | null;
};

type Judged = Omit<HealthLine, 'subject'>;

export async function siteHealth(deps: Deps): Promise<readonly HealthLine[]> {
  const { now } = deps.clock.read();
  const { lastBackup, lastBundles, verification } = await deps.reader.query('care', {});
  return [
    { subject: 'license', ...judgeLicenses(deps, now) },
    { subject: 'clock', ...judgeClock(deps) },
    { subject: 'ledger', ...judgeLedger(deps, verification) },
    { subject: 'backup', ...judgeBackup(deps, lastBackup, now) },
    { subject: 'disk', ...(await judgeDisk(deps)) },
    { subject: 'sync', ...judgeSync(deps, lastBundles, now) },
    // That devices may have new seats goes without saying.
    ...(deps.settings.current.devices.newSeatsPaused ? [{ subject: 'seats' as const, ...newSeatsPaused }] : []),
  ];
}

type Told = {
  readonly facts?: Readonly<Record<string, number>>;
  readonly until?: EpochSeconds | null;
};

const judge =
  (state: HealthLine['state']) =>
  (reason: string, detail: string, { facts = {}, until = null }: Told = {}): Judged => ({
    state,
    reason,
    facts,
    detail,
    until,
  });
const ok = judge('ok');
const warning = judge('warning');
const critical = judge('critical');

/** Days before the end of a term from which on it is worth a warning. */
const soon = 30;

function judgeLicenses({ snapshot }: Deps, now: EpochSeconds): Judged {
  const { items, configuration } = snapshot.current;
  if (items.size === 0)
    return warning(
      'no-license',
      'No license file is imported. Export an activation request and send it to the vendor.',
    );
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
      'items-refused',
      `License items are refused: ${stopped.map(([state, count]) => `${count} ${state}`).join(', ')}. Look at the licenses.`,
      { facts: Object.fromEntries(stopped) },
    );
  }
  const grace = states.get('grace') ?? 0;
  if (grace > 0)
    return warning(
      'items-in-grace',
      `${count(grace, 'license item is', 'license items are')} in the grace stage. Import a renewed license file.`,
      { facts: { items: grace } },
    );
  if (end === Number.POSITIVE_INFINITY) return ok('items-not-begun', 'No license item has begun yet.');
  const days = Math.floor((end - now) / DAY);
  if (days < soon)
    return warning(
      'items-end-soon',
      `A license item ends in ${count(days, 'day', 'days')}. Ask the vendor for a renewal.`,
      {
        facts: { days },
        until: end,
      },
    );
  return ok(
    'items-in-order',
    `${count(items.size, 'license item is', 'license items are')} in order; the first ends in ${days} days.`,
    { facts: { items: items.size, days }, until: end },
  );
}

function judgeClock({ clock }: Deps): Judged {
  const { trusted, behind, pendingForward } = clock.state();
  if (pendingForward !== null) {
    return critical(
      'clock-jumped',
      'The system clock jumped forward. Set it right, or confirm the new time with "causeway confirm-clock".',
    );
  }
  if (!trusted)
    return critical(
      'clock-behind',
      `The system clock is ${count(Math.ceil(behind / 60), 'minute', 'minutes')} behind the records. Set it right.`,
      { facts: { minutes: Math.ceil(behind / 60) } },
    );
  return ok('clock-trusted', 'The system clock is trusted.');
}

const newSeatsPaused = warning(
  'new-seats-paused',
  'New seats are paused: devices that hold one go on, others are refused. Resume new seats in the console or the tray when you are done.',
);

function judgeLedger({ epoch }: Deps, verification: LastVerification | null): Judged {
  if (verification?.ok === false) {
    const { height, reason } = verification;
    const detail = `The records do not fit at height ${height}: ${reason ?? ''} Keep a copy of the data folder, and restore the last good backup.`;
    return critical('ledger-broken', detail, { facts: { height } });
  }
  if (epoch.current.rolledBack) {
    return warning(
      'rolled-back',
      'The records were once found put back to an older state; sync bundles tell the vendors so.',
    );
  }
  return ok('ledger-in-order', 'No rollback of the records was found.');
}

function judgeBackup({ access, settings }: Deps, last: LastBackup | null, now: EpochSeconds): Judged {
  if (!access.current.isSetUp)
    return warning('not-set-up', 'Backups begin after set-up: run "causeway setup" or open the set-up link.');
  if (last === null) return warning('no-backup', 'No backup was made yet. Make one now.');
  if (!last.ok) return critical('backup-failed', 'The last backup failed. Look at the list of backups for the reason.');
  const { maxAgeHours } = settings.current.alerts.backup;
  const hours = Math.floor((now - last.at) / HOUR);
  if (hours >= maxAgeHours)
    return warning(
      'backup-old',
      `The last backup is ${count(hours, 'hour', 'hours')} old. Look at the schedule and the places.`,
      { facts: { hours } },
    );
  if (settings.current.backups.places.length === 0) {
    return warning(
      'one-place',
      'Backups are kept on the disk of the data folder only. Set a second place in the settings.',
    );
  }
  return ok('backup-in-order', `The last backup is ${count(hours, 'hour', 'hours')} old.`, {
    facts: { hours },
    until: last.at + maxAgeHours * HOUR,
  });
}

async function judgeDisk({ folder, store, settings }: Deps): Promise<Judged> {
  if (store.failing())
    return critical(
      'not-writable',
      'The data folder cannot be written. Make room or repair the disk; service resumes by itself.',
    );
  const space = await statfs(folder).catch(() => null);
  if (space === null) return warning('space-unknown', 'The free space of the data folder cannot be read.');
  const free = Math.floor((space.bavail * space.bsize) / (1024 * 1024));
  const percent = Math.floor((100 * space.bavail) / Math.max(1, space.blocks));
  const { minimumMegabytes, minimumPercent } = settings.current.alerts.disk;
  const amount = free < 10 * 1024 ? `${free} MiB` : `${Math.floor(free / 1024)} GiB`;
  const detail = `${amount} (${percent} %) are free on the disk of the data folder.`;
  const facts = { megabytes: free, percent };
  return free < minimumMegabytes || percent < minimumPercent
    ? warning('disk-low', `${detail} Make room.`, { facts })
    : ok('disk-in-order', detail, { facts });
}

function judgeSync(
  { snapshot, settings }: Deps,
  waiting: readonly { readonly vendor: string; readonly made: EpochSeconds }[],
  now: EpochSeconds,
): Judged {
  const vendors = snapshot.current.vendors;
  if (vendors.size === 0) return ok('no-vendor', 'No vendor is known yet.');
  const least = Math.min(...settings.current.alerts.acknowledgement.days, Number.POSITIVE_INFINITY);
  const late = waiting.filter(({ made }) => now - made >= least * DAY);
  if (late.length > 0) {
    const names = late.map(({ vendor }) => vendor).join(', ');
    return warning(
      'not-acknowledged',
      `A sync bundle of ${names} is not acknowledged for ${least} days or more. Send it, and import the answer.`,
      { facts: { days: least } },
    );
  }
  const overdue = overdueSoon(snapshot.current, now);
  if (overdue !== null)
    return warning('sync-due', 'A license item asks for an acknowledgement soon. Export a sync bundle and send it.', {
      until: overdue,
    });
  return waiting.length === 0
    ? ok('acknowledged', 'Every sync bundle is acknowledged.')
    : ok('waiting', 'A sync bundle waits for its acknowledgement.');
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

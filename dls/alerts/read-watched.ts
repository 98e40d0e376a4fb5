import type { Figure } from '../../licensing/figure.ts';
import { type EpochSeconds, HOUR, MINUTE } from '../../licensing/time.ts';
import type { Deps } from '../deps.ts';
import type { AuthorizationCount } from '../operations/authorization-counts.ts';
import type { AlertState } from '../store/alert-tables.ts';
import type { AlertReadings } from '../store/sqlite/queries/alert-readings.ts';
import { listCodeFigures } from './code-figures.ts';
import { readDisks } from './disk-reading.ts';
import { listItemFigures, type Watched } from './item-figures.ts';
import { listSiteFigures } from './site-figures.ts';

export type WatchDeps = Pick<
  Deps,
  'folder' | 'store' | 'reader' | 'snapshot' | 'settings' | 'clock' | 'epoch' | 'authorizations' | 'events' | 'log'
>;

export type Reading = {
  readonly watched: readonly Watched[];
  /** What fired before, as of the same commit. */
  readonly states: readonly AlertState[];
  readonly now: EpochSeconds;
};

/** Every figure that alerts watch, as it stands now. Reads beside the devices, on the reading thread. */
export async function readWatched(deps: WatchDeps): Promise<Reading> {
  const { alerts, backups } = deps.settings.current;
  const disk = await readDisks(deps.folder, backups.places);
  const { readings, counted, now } = await readTogether(deps);
  const snapshot = deps.snapshot.current;
  const { minimumRequests: least } = alerts.failures;
  const rolledBack = deps.epoch.current.rolledBack;
  const watched = [
    ...listItemFigures(snapshot, readings, now),
    ...listCodeFigures(snapshot, { stored: readings.requests, counted, least }),
    ...listSiteFigures({ snapshot, readings, clock: deps.clock.state(), rolledBack, disk, alerts, now }),
  ];
  return { watched, states: readings.states, now };
}

export const keyOf = ({ subject, vendor, name }: Pick<Figure, 'subject' | 'vendor' | 'name'>): string =>
  `${subject} ${vendor ?? ''} ${name ?? ''}`;

type Together = {
  readonly readings: AlertReadings;
  readonly counted: readonly AuthorizationCount[];
  readonly now: EpochSeconds;
};

/** Authorizations move from memory to the database once a minute; those that moved meanwhile are in neither or in both. */
async function readTogether({ reader, clock, authorizations }: WatchDeps): Promise<Together> {
  for (;;) {
    const folds = authorizations.folds();
    const { now } = clock.read();
    const requestsFrom = now - (now % MINUTE) - HOUR + MINUTE;
    const readings = await reader.query('alertReadings', { now, requestsFrom });
    if (authorizations.folds() === folds) return { readings, counted: authorizations.list(), now };
  }
}

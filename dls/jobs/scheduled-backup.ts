import { Cron } from 'croner';
import { type EpochSeconds, MINUTE } from '../../licensing/time.ts';
import { type BackupDeps, makeScheduledBackup } from '../operations/backup.ts';
import type { Job } from './jobs.ts';

/**
 * Makes a backup whenever the schedule of the settings comes round, if anything changed. The settings are read each time,
 * so a new schedule holds at once.
 */
export function scheduledBackup(deps: BackupDeps): Job {
  let looked = deps.clock.read().now;
  return {
    name: 'backup',
    everySeconds: MINUTE / 2,
    run: async () => {
      const since = looked;
      looked = deps.clock.read().now;
      if (isDue(deps.settings.current.backups.schedule, since, looked)) await makeScheduledBackup(deps);
    },
  };
}

/** Whether the cron pattern, in UTC, came round after `since` and up to `now`. An empty pattern never does. */
export function isDue(pattern: string, since: EpochSeconds, now: EpochSeconds): boolean {
  if (pattern === '') return false;
  const next = new Cron(pattern, { paused: true, timezone: 'UTC' }).nextRun(new Date(since * 1_000));
  return next !== null && next.getTime() <= now * 1_000;
}

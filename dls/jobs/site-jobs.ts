import { MINUTE } from '../../licensing/time.ts';
import type { Site } from '../start.ts';
import type { Job } from './jobs.ts';
import { keepClock } from './keep-clock.ts';

/** What a running site does by itself. */
export function siteJobs({ deps, clock }: Site): readonly Job[] {
  return [{ name: 'clock', everySeconds: MINUTE / 2, run: () => keepClock(deps.store, clock) }];
}

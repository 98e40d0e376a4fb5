import { DAY, HOUR, MINUTE } from '../../licensing/time.ts';
import { evaluateSite } from '../alerts/evaluate-site.ts';
import { foldUsage } from '../ledger/fold-usage.ts';
import { archiveLedger } from '../operations/archive-ledger.ts';
import { dropBundleFiles } from '../operations/drop-bundle-files.ts';
import { verifyLedger } from '../operations/verify.ts';
import type { Site } from '../start.ts';
import { foldDenials } from './fold-denials.ts';
import type { Job } from './jobs.ts';
import { keepClock } from './keep-clock.ts';
import { removeInactiveDevices } from './remove-devices.ts';
import { dropOldRows } from './retention.ts';
import { samplePeaks } from './sample-peaks.ts';
import { scheduledBackup } from './scheduled-backup.ts';

/** What a running site does by itself. */
export function siteJobs({ deps, clock }: Site): readonly Job[] {
  return [
    { name: 'clock', everySeconds: MINUTE / 2, run: () => keepClock(deps.store, clock) },
    { name: 'fold usage', everySeconds: MINUTE, run: () => foldUsage(deps) },
    { name: 'fold denials', everySeconds: MINUTE, run: () => foldDenials(deps) },
    { name: 'sample peaks', everySeconds: MINUTE, run: () => samplePeaks(deps) },
    { name: 'alerts', everySeconds: MINUTE, run: async () => void (await evaluateSite(deps)) },
    { name: 'remove inactive devices', everySeconds: HOUR, run: () => removeInactiveDevices(deps) },
    { name: 'retention', everySeconds: HOUR, run: () => dropOldRows(deps) },
    { name: 'verify', everySeconds: DAY, run: async () => void (await verifyLedger(deps)) },
    { name: 'bundle files', everySeconds: 6 * HOUR, run: () => dropBundleFiles(deps) },
    { name: 'ledger archive', everySeconds: 6 * HOUR, run: () => archiveLedger(deps) },
    scheduledBackup(deps),
  ];
}

import { describe, expect, it } from 'vitest';
import type { AlertFacts } from '../../../dls/alerts/alert-facts.ts';
import { alertText } from '../../../dls/alerts/alert-text.ts';
import type { Threshold } from '../../../licensing/alert-settings.ts';
import { DAY } from '../../../licensing/time.ts';
import { testStart } from '../../support/vendor.ts';

const acme = { vendor: 'acme', vendorName: 'Acme Vision' } as const;
const item = { ...acme, item: 'it-1', name: 'Reader', product: 'reader', metric: 'device' } as const;
const quota = { ...item, subject: 'quota', used: 46, quota: 50, tolerance: 5, unit: null } as const;
const term = {
  ...item,
  subject: 'term',
  end: testStart + 14 * DAY,
  graceEnd: testStart + 21 * DAY,
  now: testStart,
} as const;

type Case = readonly [facts: AlertFacts, threshold: Threshold, severity: string, text: string, next: string];

/** Each subject as an administrator reads it: whom it is about, the figure, the threshold, the next step. */
const cases: readonly Case[] = [
  [
    quota,
    90,
    'warning',
    'Reader (it-1) of Acme Vision has used 46 of 50 devices, 92 %. The alert is set at 90 %.',
    'Buy more quota from Acme Vision and import the license file. Beyond 55 new devices are refused.',
  ],
  [
    { ...quota, used: 50 },
    100,
    'critical',
    'Reader (it-1) of Acme Vision has used 50 of 50 devices, 100 %. The alert is set at 100 %.',
    'What is used now is overage, which ends at 55. Buy more quota from Acme Vision and import the license file.',
  ],
  [
    { ...quota, used: 55 },
    'limit',
    'critical',
    'Reader (it-1) of Acme Vision has used 55 of 50 devices, 110 %. That is the limit: the quota and the 5 that are tolerated beyond it.',
    'New devices are refused; those that hold a seat go on. Reclaim seats that nobody needs. Buy more quota from Acme Vision and import the license file.',
  ],
  [
    { ...quota, metric: 'usage', unit: 'scan', used: 1_050_000, quota: 1_000_000, tolerance: 50_000 },
    'limit',
    'critical',
    'Reader (it-1) of Acme Vision has used 1,050,000 of 1,000,000 units (scan), 105 %. That is the limit: the quota and the 50,000 that are tolerated beyond it.',
    'Every device is refused until quota is added. Buy more quota from Acme Vision and import the license file.',
  ],
  [
    { ...item, metric: 'concurrent-device', subject: 'peak', peak: 9, quota: 10, budget: 1_000 },
    90,
    'warning',
    'Reader (it-1) of Acme Vision had 9 of 10 seats in use at once today, 90 %. The alert is set at 90 %.',
    'Seats beyond the quota spend the overage budget of the term; when it is spent, further devices are refused. Look at the peaks under Usage, and buy more seats from Acme Vision if they stay that high.',
  ],
  [
    { ...item, metric: 'concurrent-device', subject: 'peak', peak: 10, quota: 10, budget: 0 },
    100,
    'critical',
    'Reader (it-1) of Acme Vision had 10 of 10 seats in use at once today, 100 %. The alert is set at 100 %.',
    'Nothing beyond the quota is granted, so further devices are refused. Look at the peaks under Usage, and buy more seats from Acme Vision if they stay that high.',
  ],
  [
    { ...item, metric: 'concurrent-device', subject: 'overage', spent: 7_500, budget: 10_000 },
    75,
    'warning',
    'Reader (it-1) of Acme Vision has spent 7,500 of 10,000 seat-slots of the overage budget of this term, 75 %. The alert is set at 75 %.',
    'When it is spent, nothing beyond the quota is granted until the next term. Buy more seats from Acme Vision and import the license file.',
  ],
  [
    { ...acme, subject: 'failures', handshake: '200001-line4', requests: 50, failed: 20, reason: 'password_wrong' },
    40,
    'warning',
    'Of 50 authorizations through the handshake code 200001-line4 of Acme Vision within the last 60 minutes 20 were refused, 40 %. The alert is set at 40 %. Most were refused for this reason: The session password of the handshake code is missing or wrong.',
    'Enter the session password in the app. The page Denials lists which devices were refused and why.',
  ],
  [
    term,
    14,
    'warning',
    'The term of Reader (it-1) of Acme Vision ends on 2026-06-15 00:00 UTC, in 14 days. The alert is set at 14 days before the end.',
    'Ask Acme Vision for a renewal and import the license file; the running term is neither cut short nor begun anew by it.',
  ],
  [
    { ...term, now: term.end - 3_600 },
    1,
    'warning',
    'The term of Reader (it-1) of Acme Vision ends on 2026-06-15 00:00 UTC, in 1 day. The alert is set at 1 day before the end.',
    'Ask Acme Vision for a renewal and import the license file; the running term is neither cut short nor begun anew by it.',
  ],
  [
    { ...term, now: term.end },
    0,
    'critical',
    'The term of Reader (it-1) of Acme Vision ended on 2026-06-15 00:00 UTC. Its grace stage lasts until 2026-06-22 00:00 UTC.',
    'Ask Acme Vision for a renewal and import the license file before the grace stage is over; then devices are refused.',
  ],
  [
    { ...term, now: term.graceEnd },
    'grace',
    'critical',
    'The term of Reader (it-1) of Acme Vision ended on 2026-06-15 00:00 UTC, and its grace stage on 2026-06-22 00:00 UTC. Devices are refused.',
    'Ask Acme Vision for a renewal and import the license file; devices work again at once.',
  ],
  [
    { ...acme, subject: 'acknowledgement', made: testStart, now: testStart + 31 * DAY },
    30,
    'warning',
    'The sync bundle for Acme Vision of 2026-06-01 00:00 UTC has not been acknowledged for 31 days. The alert is set at 30 days.',
    'Send it to Acme Vision; under Across the gap it can be exported again. Then import the acknowledgement that comes back.',
  ],
  [
    { ...item, subject: 'sync', syncDays: 120, from: testStart, now: testStart + 90 * DAY },
    75,
    'warning',
    'Reader (it-1) of Acme Vision asks for an acknowledgement every 120 days; 75 % of that has passed since 2026-06-01 00:00 UTC. The alert is set at 75 %.',
    'Export a sync bundle, send it to Acme Vision and import the acknowledgement by 2026-09-29 00:00 UTC. After that the item goes into its grace stage, and then devices are refused.',
  ],
  [
    { subject: 'clock', cause: 'behind', minutes: 61 },
    'now',
    'critical',
    'The system clock is 61 minutes behind the records of this site and is not trusted. The server goes on by its own count of time.',
    'Set the system clock of the server right.',
  ],
  [
    { subject: 'clock', cause: 'ahead', system: testStart + 400 * DAY, now: testStart },
    'now',
    'critical',
    'The system clock jumped forward to 2027-07-06 00:00 UTC and is not trusted. The server goes on from 2026-06-01 00:00 UTC; nothing lapses by the jump.',
    'If the system clock is right, confirm it in the console or with "causeway confirm-clock"; if not, set it right.',
  ],
  [
    { subject: 'ledger', cause: 'broken', at: testStart, height: 17, reason: 'The event of height 17 is missing.' },
    'now',
    'critical',
    'The verification of 2026-06-01 00:00 UTC found that the ledger or the database is not whole, at height 17: The event of height 17 is missing.',
    'Keep a copy of the data folder, check the disk, and restore the last good backup with "causeway restore".',
  ],
  [
    { subject: 'ledger', cause: 'rolled-back', at: testStart, height: 1_000_017 },
    'now',
    'critical',
    'On 2026-06-01 00:00 UTC it was proven that the database had been put back to an older state (ledger height 1,000,017). A new epoch has begun, and the next sync bundles tell the vendors.',
    'Find out what put the data folder back, such as a snapshot of the machine or a copied file, and stop it. Restore with "causeway restore" alone.',
  ],
  [
    { ...acme, subject: 'machine', items: ['it-1', 'it-2'], since: testStart, until: testStart + 30 * DAY },
    'now',
    'critical',
    'Since 2026-06-01 00:00 UTC this machine is not the one that the license file of Acme Vision is for (it-1, it-2). Until 2026-07-01 00:00 UTC there is full service within the quota, without overage; then devices are refused.',
    'Export a new activation request, send it to Acme Vision and import the license file that comes back.',
  ],
  [
    { subject: 'backup-place', cause: 'none' },
    'now',
    'warning',
    'No place of the backups is on another disk than the data folder: when that disk fails, the backups are gone with it.',
    'Set a second place for backups in the settings, on another disk or a share.',
  ],
  [
    { subject: 'backup-place', cause: 'missing', at: testStart, detail: 'The folder of /nas does not exist.' },
    'now',
    'warning',
    'The backup of 2026-06-01 00:00 UTC was made, but could not be copied to every place. The folder of /nas does not exist.',
    'Make the place reachable, or choose another one in the settings.',
  ],
  [
    { subject: 'backup', cause: 'failed', at: testStart, detail: 'There is no room left.' },
    'now',
    'critical',
    'The backup of 2026-06-01 00:00 UTC failed. There is no room left.',
    'Make a backup now, and look at the schedule and the places in the settings.',
  ],
  [
    { subject: 'backup', cause: 'old', at: testStart, hours: 25, maxAgeHours: 24 },
    'now',
    'critical',
    'The last good backup is of 2026-06-01 00:00 UTC, 25 hours ago. The alert is set at 24 hours.',
    'Make a backup now, and look at the schedule and the places in the settings.',
  ],
  [
    { subject: 'backup', cause: 'old', at: null, hours: 25, maxAgeHours: 24 },
    'now',
    'critical',
    'No backup was made in the 25 hours since set-up. The alert is set at 24 hours.',
    'Make a backup now, and look at the schedule and the places in the settings.',
  ],
  [
    { subject: 'disk', megabytes: 512, percent: 3, minimumMegabytes: 1_024, minimumPercent: 5 },
    'now',
    'critical',
    '512 MiB, 3 %, are free on the disk of the data folder. The alert is set at 1,024 MiB and at 5 %.',
    'Make room on that disk. When it is full, new devices and usage reports are refused until there is room again.',
  ],
];

describe('alertText', () => {
  it.each(cases)('says of %o at %s how it stands and what to do', (facts, threshold, severity, text, next) => {
    const { title, ...said } = alertText(facts, threshold);
    expect(said).toEqual({ severity, text, next });
    expect(title).toMatch(/^[A-Z0-9][^\n]{8,80}[^.\n]$/);
  });

  it('rounds a percentage down: what is not all is not 100 %', () => {
    expect(alertText({ ...quota, used: 999, quota: 1_000 }, 90).text).toContain(', 99 %.');
  });

  it('says that devices are refused where a term has no grace stage', () => {
    const over = { ...term, graceEnd: term.end, now: term.end };
    expect(alertText(over, 0)).toMatchObject({
      text: 'The term of Reader (it-1) of Acme Vision ended on 2026-06-15 00:00 UTC. Devices are refused.',
      next: 'Ask Acme Vision for a renewal and import the license file.',
    });
  });

  it('leaves the reason out where a code of another version was the most frequent', () => {
    const facts = { ...acme, subject: 'failures', handshake: 'c', requests: 10, failed: 10, reason: null } as const;
    expect(alertText(facts, 100)).toMatchObject({
      severity: 'critical',
      next: 'The page Denials lists which devices were refused and why.',
    });
  });
});

import { at, type Rule, row } from './rule.ts';

export const time: readonly Rule[] = [
  [
    '8',
    'A durable mark, raised at every event and at least once a minute',
    at(
      'dls/clock',
      'is raised by every event of the ledger and by each time it is kept, so that a crash loses neither',
    ),
    at('rules/rule-book', 'stores the mark of time at least once a minute'),
  ],
  [
    '8',
    'More than 5 minutes behind: mark plus monotonic clock',
    row('A system clock more than 5 minutes behind'),
    at('dls/clock', 'outlives a restart: a system clock more than 5 minutes behind it is not trusted'),
  ],
  ['8', 'It alerts', at('dls/alerts/evaluate-site', 'alert when the system clock is not trusted, by each cause')],
  [
    '8',
    'Holders of the last 30 days are served; over 24 h others are not',
    row('It goes on serving'),
    at(
      'dls/clock',
      'refuses nobody who held a seat in the last 30 days, and others while it is more than a day behind',
    ),
  ],
  [
    '8',
    'Forward by 24 h while running, or 30 days over a stop: waits for an administrator',
    row('A jump forward'),
    at('dls/clock', 'by more than a day while the server runs raises no mark until an administrator confirms it'),
    at('dls/clock', 'by more than 30 days over a stop waits for an administrator, over further restarts too'),
  ],
  ['8', 'Until then time goes on from the mark', row('A jump forward')],
  [
    '8',
    'time of an acknowledgement counts for the newest bundle, for that vendor’s terms',
    row('time in an acknowledgement'),
    at(
      'dls/operations/import-acknowledgement',
      "judges the vendor's terms by its time, counted on from when the newest bundle was made",
    ),
  ],
  [
    '8',
    'A restore and a proven rollback begin an epoch above every known height',
    row('A restore and a proven rollback'),
    at('dls/operations/backup', 'brings a lost site back: keys, licenses, bundles, usage, in a new epoch'),
    at('dls/operations/backup', 'lies above the heights and epochs of the data that it replaces, and keeps that aside'),
    at('journeys/rollback', 'is proven by the first device of the lost time, whose seats count again at once'),
  ],
  [
    '8',
    'The vendor takes the first bundle of a higher epoch and flags it',
    at('issuer/bundles/ingest-bundle', 'goes on top of any bundle that is held, and is flagged'),
    at('issuer/bundles/flags', 'that begins an epoch is of a restored site'),
  ],
  [
    '8',
    'Usage in bundles is a running total, the largest is kept',
    at('issuer/bundles/ingest-bundle', 'keeps the largest total of every key'),
    at(
      'dls/operations/export-bundle',
      'tells running totals of what changed since the last acknowledgement, not since the last bundle',
    ),
  ],
  [
    '8',
    'Devices fill what the restore lost',
    at('sdk/report', 'gets it again from the number that it expects, with the same content'),
    at(
      'licensing/report',
      'books any item and feature of the device’s code from the slot of the restored state on, with a flag',
    ),
    at('journeys/year', 'ends with the vendors knowing, to the unit, what the devices counted'),
  ],
  [
    '8',
    'seq is height and 6 characters of the hash',
    at('licensing/rollback', 'reads height and the first characters of the hash'),
  ],
  [
    '8',
    'A seq above, or with another hash, proves that the database was put back',
    row('A device whose seq is above'),
    at('dls/http/device-server', 'asks for proof when a seq lies above its ledger or has another hash'),
    at('journeys/rollback', 'is proven as well after the ledger has grown past the old height'),
  ],
  [
    '8',
    'Then: epoch, mark, alert, and the next bundle says so',
    at('dls/alerts/evaluate-site', 'alert at each proof that the database was put back, and not at a restore'),
    at('journeys/rollback', 'is told to the vendor by the next bundle'),
    at(
      'journeys/tamper',
      'is proven by the first device that comes back; the next bundle says so, and nothing is lost',
    ),
  ],
  [
    '8',
    'Live leases are adopted, even beyond quota; while over, nothing new is granted',
    row('Live leases that devices'),
    at('journeys/rollback', 'grants nothing new until what was adopted is within the quota again'),
  ],
  [
    '8',
    'A later one of the known loss is adopted and begins no further epoch',
    row('A later seq above'),
    at('journeys/rollback', 'is proven as well after the ledger has grown past the old height'),
  ],
  [
    '8',
    'After a restore new concurrent seats wait one leaseSeconds',
    row('After a restore'),
    at('journeys/restore', 'lets those who held a concurrent seat come back before it gives one to anybody new'),
  ],
];

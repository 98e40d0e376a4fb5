export const alerts = {
  title: 'Alerts',
  subject: {
    quota: 'Quota',
    peak: 'Peak of live seats',
    overage: 'Overage budget',
    failures: 'Failed authorizations',
    term: 'Term',
    acknowledgement: 'Bundle not acknowledged',
    sync: 'Acknowledgement due',
    clock: 'Clock',
    ledger: 'Ledger',
    machine: 'Machine',
    'backup-place': 'Place of backups',
    backup: 'Backup',
    disk: 'Disk',
  },
} as const;

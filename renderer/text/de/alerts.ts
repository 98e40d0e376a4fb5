import type { Messages } from '../messages.ts';

export const alerts: Messages['alerts'] = {
  title: 'Warnungen',
  subject: {
    quota: 'Kontingent',
    peak: 'Spitze belegter Plätze',
    overage: 'Mehrnutzungsbudget',
    failures: 'Abgelehnte Anfragen',
    term: 'Laufzeit',
    acknowledgement: 'Unbestätigtes Bündel',
    sync: 'Fällige Bestätigung',
    clock: 'Uhr',
    ledger: 'Hauptbuch',
    machine: 'Rechner',
    'backup-place': 'Ort der Sicherungen',
    backup: 'Sicherung',
    disk: 'Platte',
  },
};

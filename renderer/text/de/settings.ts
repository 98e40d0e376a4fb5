import type { Messages } from '../messages.ts';

export const settings: Messages['settings'] = {
  title: 'Einstellungen',
  save: 'Speichern',
  saved: 'Gespeichert und in Kraft.',
  discard: 'Verwerfen',
  secretKept: 'gesetzt; neu getippt wird es ersetzt',
  secretHint: 'Bleibt, wenn nichts getippt wird',
  role: { viewer: 'Leser', operator: 'Operator', admin: 'Administrator', metrics: 'Nur Metriken' },
};

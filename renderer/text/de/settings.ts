import type { Messages } from '../messages.ts';

export const settings: Messages['settings'] = {
  title: 'Einstellungen',
  role: { viewer: 'Leser', operator: 'Operator', admin: 'Administrator', metrics: 'Nur Metriken' },
};

import type { Messages } from '../messages.ts';

export const usage: Messages['usage'] = {
  title: 'Nutzung',
  units: 'Einheiten',
  sum: 'Summe',
};

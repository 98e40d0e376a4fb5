import type { Messages } from '../messages.ts';

export const backups: Messages['backups'] = {
  title: 'Backups',
};

import type { Messages } from '../messages.ts';

export const alerts: Messages['alerts'] = {
  title: 'Alerts',
};

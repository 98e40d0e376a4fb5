import type { Messages } from '../messages.ts';

export const gap: Messages['gap'] = {
  title: 'Gap',
};

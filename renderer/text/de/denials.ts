import type { Messages } from '../messages.ts';

export const denials: Messages['denials'] = {
  title: 'Denials',
};

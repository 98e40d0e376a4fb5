import type { Messages } from '../messages.ts';

export const licenses: Messages['licenses'] = {
  title: 'Licenses',
};

import type { Messages } from '../messages.ts';

export const ledger: Messages['ledger'] = {
  title: 'Ledger',
};

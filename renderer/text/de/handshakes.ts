import type { Messages } from '../messages.ts';

export const handshakes: Messages['handshakes'] = {
  title: 'Handshakes',
};

export const handshakes = {
  title: 'Handshakes',
} as const;

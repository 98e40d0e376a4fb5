export const licenses = {
  title: 'Licenses',
} as const;

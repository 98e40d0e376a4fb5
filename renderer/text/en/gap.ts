export const gap = {
  title: 'Gap',
} as const;

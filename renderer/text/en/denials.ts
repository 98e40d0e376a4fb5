export const denials = {
  title: 'Denials',
} as const;

export const usage = {
  title: 'Usage',
  units: 'units',
  sum: 'Sum',
} as const;

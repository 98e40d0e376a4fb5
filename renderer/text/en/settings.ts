export const settings = {
  title: 'Settings',
  role: { viewer: 'Viewer', operator: 'Operator', admin: 'Administrator', metrics: 'Metrics only' },
} as const;

export const settings = {
  title: 'Settings',
  save: 'Save',
  saved: 'Saved, and in force.',
  discard: 'Discard',
  secretKept: 'set; typed anew it is replaced',
  secretHint: 'Kept when nothing is typed',
  role: { viewer: 'Viewer', operator: 'Operator', admin: 'Administrator', metrics: 'Metrics only' },
} as const;

import type { Settings } from './settings-schema.ts';

/** What holds where the administrator said nothing (rules.md sections 4, 5 and 6; protocol.md sections 8 and 9). */
export const DEFAULT_SETTINGS: Settings = {
  network: { host: '0.0.0.0', port: 4870, servers: [], names: [] },
  console: { host: '127.0.0.1', port: 4871, names: [], sessionHours: 12 },
  limits: { requestsPerSecond: 1_000, firstSeenPerMinute: 30 },
  devices: { inactiveDays: 90, newSeatsPaused: false },
  backups: { schedule: '7 * * * *', keepHourly: 24, keepDaily: 14, keepMonthly: 6, places: [] },
  retention: { slotDays: 30, hourDays: 400, ledgerDays: 400, bundleDays: 400, denialDays: 400, alertDays: 400 },
  privacy: { namesInBundles: false },
  alerts: {
    quota: { thresholds: [75, 90, 100, 'limit'], off: [] },
    peak: { thresholds: [90, 100], off: [] },
    overage: { thresholds: [50, 75, 90, 100], off: [] },
    failures: { thresholds: [20, 40, 60, 80, 100], minimumRequests: 10, off: [] },
    term: { days: [60, 30, 14, 7, 3, 1, 0, 'grace'], off: [] },
    acknowledgement: { days: [30, 60, 90], off: [] },
    sync: { thresholds: [50, 75, 90], off: [] },
    clock: { off: [] },
    ledger: { off: [] },
    machine: { off: [] },
    'backup-place': { off: [] },
    backup: { maxAgeHours: 24, off: [] },
    disk: { minimumMegabytes: 1_024, minimumPercent: 5, off: [] },
  },
  channels: {
    authorities: '',
    email: {
      enabled: false,
      host: '',
      port: 25,
      security: 'none',
      user: '',
      password: '',
      from: '',
      to: [],
      cc: [],
      bcc: [],
    },
    webhook: { enabled: false, url: '', secret: '' },
    syslog: { enabled: false, host: '', port: 514, transport: 'udp', facility: 16 },
  },
};

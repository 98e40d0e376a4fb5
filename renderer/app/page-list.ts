import {
  IconAlertTriangle,
  IconBan,
  IconChartLine,
  IconDatabaseExport,
  IconDevices,
  IconFileCertificate,
  IconGauge,
  IconKey,
  IconNotebook,
  IconSettings,
  IconUsb,
} from '@tabler/icons-react';

/** Every page in the order of the navigation: its address, its name among the texts and its picture. */
export const pageList = [
  { to: '/', name: 'overview', Icon: IconGauge },
  { to: '/licenses', name: 'licenses', Icon: IconFileCertificate },
  { to: '/handshakes', name: 'handshakes', Icon: IconKey },
  { to: '/devices', name: 'devices', Icon: IconDevices },
  { to: '/usage', name: 'usage', Icon: IconChartLine },
  { to: '/denials', name: 'denials', Icon: IconBan },
  { to: '/gap', name: 'gap', Icon: IconUsb },
  { to: '/alerts', name: 'alerts', Icon: IconAlertTriangle },
  { to: '/ledger', name: 'ledger', Icon: IconNotebook },
  { to: '/backups', name: 'backups', Icon: IconDatabaseExport },
  { to: '/settings', name: 'settings', Icon: IconSettings },
] as const;

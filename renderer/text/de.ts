import { alerts } from './de/alerts.ts';
import { app, login, nav } from './de/app.ts';
import { backups } from './de/backups.ts';
import { codes } from './de/codes.ts';
import { denials } from './de/denials.ts';
import { devices } from './de/devices.ts';
import { gap } from './de/gap.ts';
import { handshakes } from './de/handshakes.ts';
import { importing, metric } from './de/importing.ts';
import { ledger } from './de/ledger.ts';
import { licenses } from './de/licenses.ts';
import { alertTitle, health, overview } from './de/overview.ts';
import { parts } from './de/parts.ts';
import { seats } from './de/seats.ts';
import { settingWrong } from './de/setting-wrong.ts';
import { settings } from './de/settings.ts';
import { itemState, setup } from './de/setup.ts';
import { usage } from './de/usage.ts';
import type { Messages } from './messages.ts';

export const de: Messages = {
  alerts,
  alertTitle,
  app,
  backups,
  codes,
  denials,
  devices,
  gap,
  handshakes,
  health,
  importing,
  itemState,
  ledger,
  licenses,
  login,
  metric,
  nav,
  overview,
  parts,
  seats,
  settings,
  settingWrong,
  setup,
  usage,
};

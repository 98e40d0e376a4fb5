import { alerts } from './en/alerts.ts';
import { app, login, nav } from './en/app.ts';
import { backups } from './en/backups.ts';
import { codes } from './en/codes.ts';
import { denials } from './en/denials.ts';
import { devices } from './en/devices.ts';
import { gap } from './en/gap.ts';
import { handshakes } from './en/handshakes.ts';
import { importing, metric } from './en/importing.ts';
import { ledger } from './en/ledger.ts';
import { licenses } from './en/licenses.ts';
import { alertTitle, health, overview } from './en/overview.ts';
import { parts } from './en/parts.ts';
import { seats } from './en/seats.ts';
import { settingWrong } from './en/setting-wrong.ts';
import { settings } from './en/settings.ts';
import { itemState, setup } from './en/setup.ts';
import { usage } from './en/usage.ts';

/** The English texts, which name the keys of every language. */
export const en = {
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
} as const;

import type { Route } from './route.ts';
import { activationRoutes } from './routes/activation.ts';
import { alertRoutes } from './routes/alerts.ts';
import { authorizationRoutes } from './routes/authorizations.ts';
import { backupRoutes } from './routes/backups.ts';
import { clockRoutes } from './routes/clock.ts';
import { demandRoutes } from './routes/demand.ts';
import { denialRoutes } from './routes/denials.ts';
import { deviceLeaseRoutes } from './routes/device-leases.ts';
import { deviceRoutes } from './routes/devices.ts';
import { eventRoutes } from './routes/events.ts';
import { fileRoutes } from './routes/files.ts';
import { handshakeRoutes } from './routes/handshakes.ts';
import { itemRoutes } from './routes/items.ts';
import { leaseRoutes } from './routes/leases.ts';
import { ledgerRoutes } from './routes/ledger.ts';
import { licenseRoutes } from './routes/licenses.ts';
import { machineRoutes } from './routes/machine.ts';
import { metricsRoutes } from './routes/metrics.ts';
import { seriesRoutes } from './routes/series.ts';
import { sessionRoutes } from './routes/session.ts';
import { settingsRoutes } from './routes/settings.ts';
import { setupRoutes } from './routes/setup.ts';
import { statusRoutes } from './routes/status.ts';
import { syncRoutes } from './routes/sync.ts';
import { tokenRoutes } from './routes/tokens.ts';
import { tryRoutes } from './routes/try.ts';
import { usageRoutes } from './routes/usage.ts';
import { userRoutes } from './routes/users.ts';

/** The console API (protocol.md section 11). */
export const consoleRoutes: readonly Route[] = [
  ...statusRoutes,
  ...setupRoutes,
  ...sessionRoutes,
  ...licenseRoutes,
  ...itemRoutes,
  ...demandRoutes,
  ...fileRoutes,
  ...handshakeRoutes,
  ...authorizationRoutes,
  ...deviceRoutes,
  ...leaseRoutes,
  ...usageRoutes,
  ...seriesRoutes,
  ...denialRoutes,
  ...alertRoutes,
  ...syncRoutes,
  ...deviceLeaseRoutes,
  ...ledgerRoutes,
  ...settingsRoutes,
  ...backupRoutes,
  ...machineRoutes,
  ...activationRoutes,
  ...clockRoutes,
  ...eventRoutes,
  ...userRoutes,
  ...tokenRoutes,
  ...tryRoutes,
  ...metricsRoutes,
];

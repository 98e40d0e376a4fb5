import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { problemOf } from '../api/problem.ts';
import { NotFound } from './not-found.tsx';
import { PageFailed } from './page-failed.tsx';
import { Shell } from './shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: PageFailed });

/** Pages carry their filters in the address, so that every view can be linked to. */
type Search = Readonly<Record<string, string | undefined>>;

const validateSearch = (search: Readonly<Record<string, unknown>>): Search =>
  Object.fromEntries(
    Object.entries(search).flatMap(([name, value]) =>
      value === null || value === undefined || typeof value === 'object' ? [] : [[name, String(value)]],
    ),
  );

type Pages<Name extends string> = Readonly<Record<Name, () => ReactNode>>;

const page = <const Path extends string, const Name extends string>(
  path: Path,
  read: () => Promise<Pages<Name>>,
  name: Name,
) => {
  // At what the router knows for a missing file it loads the window anew, which is no help while the server is away.
  const component = lazyRouteComponent<Pages<Name>, Name>(
    () =>
      read().catch((error: unknown) => {
        throw problemOf(error);
      }),
    name,
  );
  return createRoute({ getParentRoute: () => root, path, component, validateSearch });
};

const routes = [
  page('/', () => import('../pages/overview/overview-page.tsx'), 'OverviewPage'),
  page('/setup', () => import('../pages/setup/setup-page.tsx'), 'SetupPage'),
  page('/licenses', () => import('../pages/licenses/licenses-page.tsx'), 'LicensesPage'),
  page('/handshakes', () => import('../pages/handshakes/handshakes-page.tsx'), 'HandshakesPage'),
  page('/devices', () => import('../pages/devices/devices-page.tsx'), 'DevicesPage'),
  page('/usage', () => import('../pages/usage/usage-page.tsx'), 'UsagePage'),
  page('/denials', () => import('../pages/denials/denials-page.tsx'), 'DenialsPage'),
  page('/gap', () => import('../pages/gap/gap-page.tsx'), 'GapPage'),
  page('/alerts', () => import('../pages/alerts/alerts-page.tsx'), 'AlertsPage'),
  page('/ledger', () => import('../pages/ledger/ledger-page.tsx'), 'LedgerPage'),
  page('/backups', () => import('../pages/backups/backups-page.tsx'), 'BackupsPage'),
  page('/settings', () => import('../pages/settings/settings-page.tsx'), 'SettingsPage'),
];

export const router = createRouter({
  routeTree: root.addChildren(routes),
  defaultPreload: 'intent',
  defaultErrorComponent: PageFailed,
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const said = Object.entries(search as Search).filter((entry): entry is [string, string] => Boolean(entry[1]));
    const text = new URLSearchParams(said).toString();
    return text === '' ? '' : `?${text}`;
  },
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

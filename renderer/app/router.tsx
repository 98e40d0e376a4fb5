import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
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

const page = <const Path extends string>(path: Path, component: ReturnType<typeof lazyRouteComponent>) =>
  createRoute({ getParentRoute: () => root, path, component, validateSearch });

const routes = [
  page(
    '/',
    lazyRouteComponent(() => import('../pages/overview/overview-page.tsx'), 'OverviewPage'),
  ),
  page(
    '/setup',
    lazyRouteComponent(() => import('../pages/setup/setup-page.tsx'), 'SetupPage'),
  ),
  page(
    '/licenses',
    lazyRouteComponent(() => import('../pages/licenses/licenses-page.tsx'), 'LicensesPage'),
  ),
  page(
    '/handshakes',
    lazyRouteComponent(() => import('../pages/handshakes/handshakes-page.tsx'), 'HandshakesPage'),
  ),
  page(
    '/devices',
    lazyRouteComponent(() => import('../pages/devices/devices-page.tsx'), 'DevicesPage'),
  ),
  page(
    '/usage',
    lazyRouteComponent(() => import('../pages/usage/usage-page.tsx'), 'UsagePage'),
  ),
  page(
    '/denials',
    lazyRouteComponent(() => import('../pages/denials/denials-page.tsx'), 'DenialsPage'),
  ),
  page(
    '/gap',
    lazyRouteComponent(() => import('../pages/gap/gap-page.tsx'), 'GapPage'),
  ),
  page(
    '/alerts',
    lazyRouteComponent(() => import('../pages/alerts/alerts-page.tsx'), 'AlertsPage'),
  ),
  page(
    '/ledger',
    lazyRouteComponent(() => import('../pages/ledger/ledger-page.tsx'), 'LedgerPage'),
  ),
  page(
    '/backups',
    lazyRouteComponent(() => import('../pages/backups/backups-page.tsx'), 'BackupsPage'),
  ),
  page(
    '/settings',
    lazyRouteComponent(() => import('../pages/settings/settings-page.tsx'), 'SettingsPage'),
  ),
];

export const router = createRouter({
  routeTree: root.addChildren(routes),
  defaultPreload: 'intent',
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

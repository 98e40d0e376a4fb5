import { Center, Loader } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Navigate, Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveEvents } from '../api/live.ts';
import { sessionQuery, setupNeededQuery, useSharedSession } from '../api/session.ts';
import { setupToken } from '../api/setup-token.ts';
import { ConfirmProvider } from '../parts/confirm.tsx';
import { useIncomingFiles } from '../parts/import-files/incoming.ts';
import { useDesktopFiles } from '../parts/import-files/use-desktop-files.ts';
import { WindowDrop } from '../parts/import-files/window-drop.tsx';
import { AwayBanner } from './away-banner.tsx';
import { CommandPalette } from './command-palette.tsx';
import { LoginAgain } from './login-again.tsx';
import { LoginPage } from './login-page.tsx';
import { Navigation } from './navigation.tsx';
import { PausedBanner } from './paused-banner.tsx';
import classes from './shell.module.css';
import { TopBar } from './top-bar.tsx';
import { UnsavedGuard } from './unsaved-guard.tsx';
import { useDesktopPages } from './use-desktop-pages.ts';

/** What stands around every page; whoever is not logged in is asked to, and then sees the page he wanted. */
export function Shell() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { pathname } = useLocation();
  const { data: session, isPending } = useQuery(sessionQuery);
  const { data: setupNeeded } = useQuery(setupNeededQuery);
  const onEnded = useCallback(() => void client.invalidateQueries({ queryKey: ['session'] }), [client]);
  useLiveEvents(session?.until != null && session.isOver !== true, onEnded);
  useSharedSession();

  useDesktopPages();
  const [isFinding, setFinding] = useState(false);
  // Whoever goes to another page has closed it.
  const [menuOpenAt, setMenuOpenAt] = useState<string | null>(null);
  const isMenuOpen = menuOpenAt === pathname;

  const wantsSetup =
    pathname === '/setup' && (setupNeeded === true ? setupToken() !== null : session?.role === 'admin');
  if (isPending || setupNeeded === undefined) return <Waiting />;
  if (setupNeeded && setupToken() !== null && !wantsSetup) return <Navigate to="/setup" />;
  const again = session?.isOver === true && <LoginAgain user={session.user ?? ''} />;
  if (wantsSetup) {
    return (
      <>
        <SetupFrame />
        {again}
      </>
    );
  }
  if (session == null || setupNeeded) return <LoginPage setupNeeded={setupNeeded} />;
  return (
    <ConfirmProvider>
      <div className={classes.shell}>
        <a className={classes.skip} href="#page">
          {t('app.skip')}
        </a>
        <TopBar
          user={session.user ?? session.actor}
          onFind={() => setFinding(true)}
          isMenuOpen={isMenuOpen}
          onMenu={() => setMenuOpenAt(isMenuOpen ? null : pathname)}
        />
        <Navigation isOpen={isMenuOpen} />
        <main className={classes.page} id="page" tabIndex={-1}>
          <AwayBanner />
          <PausedBanner />
          <Outlet />
        </main>
        <CommandPalette isOpen={isFinding} onChange={setFinding} />
        <UnsavedGuard />
        <IncomingFiles />
        {again}
      </div>
    </ConfirmProvider>
  );
}

/** Set-up has the window for itself. */
function SetupFrame() {
  return (
    <ConfirmProvider>
      <AwayBanner />
      <Outlet />
      <UnsavedGuard />
      <IncomingFiles />
    </ConfirmProvider>
  );
}

const ImportDialog = lazy(async () => ({
  default: (await import('../parts/import-files/import-dialog.tsx')).ImportDialog,
}));

/** Files that were dropped or chosen, from any page. */
function IncomingFiles() {
  const files = useIncomingFiles();
  useDesktopFiles();
  return (
    <>
      <WindowDrop />
      {files.length > 0 && (
        <Suspense>
          <ImportDialog files={files} />
        </Suspense>
      )}
    </>
  );
}

function Waiting() {
  const { t } = useTranslation();
  return (
    <Center h="100vh">
      <Loader size="sm" aria-label={t('parts.loading')} />
    </Center>
  );
}

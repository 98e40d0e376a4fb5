import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { desktop } from '../api/desktop.ts';
import { pageList } from './page-list.ts';

/** The menu and the tray of the desktop app lead to pages. */
export function useDesktopPages(): void {
  const navigate = useNavigate();
  useEffect(
    () =>
      desktop?.on('show', ({ page }) => {
        const asked = pageList.find(({ name, to }) => name === page || to === page);
        if (asked !== undefined) void navigate({ to: asked.to });
      }),
    [navigate],
  );
}

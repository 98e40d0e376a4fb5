import { Switch } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOfDesktop, type Desktop, desktop } from '../../api/desktop.ts';
import { useChange } from '../../api/queries.ts';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { tellDone } from '../../parts/tell-done.tsx';

/** What the desktop app does by itself, where it runs the license server. */
export function DesktopApp() {
  return desktop === null ? null : <Switches app={desktop} />;
}

const key = ['desktop', 'about'];

function Switches({ app }: { readonly app: Desktop }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  // The tray has the same switch, so that what was read before says nothing.
  const { data } = useQuery({ queryKey: key, queryFn: () => answerOfDesktop(app.about({})), gcTime: 0 });
  const { mutate, isPending, error } = useChange({
    run: (enabled: boolean) => answerOfDesktop(app.startAtLogin({ enabled })),
    touches: [],
    onDone: ({ enabled }) => {
      void client.invalidateQueries({ queryKey: key });
      tellDone(t(enabled ? 'settings.about.startAtLoginOn' : 'settings.about.startAtLoginOff'));
    },
  });
  if (data?.hosts !== true) return null;
  return (
    <Panel title={t('settings.about.desktop')}>
      <Switch
        label={t('settings.about.startAtLogin')}
        description={t('settings.about.startAtLoginWhat')}
        checked={data.startsAtLogin}
        disabled={isPending}
        onChange={({ currentTarget }) => mutate(currentTarget.checked)}
      />
      {error !== null && <ProblemNotice problem={error} />}
    </Panel>
  );
}

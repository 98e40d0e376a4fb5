import { Switch, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNewSeats } from '../../api/new-seats.ts';
import { useMay } from '../../api/session.ts';
import { useConfirm } from '../../parts/confirm.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { tellFailed } from '../../parts/tell-failed.tsx';
import classes from './settings.module.css';

/** Whether devices that hold no seat may have one. In force at once: there is nothing to save. */
export function SeatsSection() {
  const { t } = useTranslation();
  const isAdmin = useMay('admin');
  const { isPaused, pause, error, refetch } = useNewSeats();
  const ask = useConfirm();
  const change = (isWanted: boolean): void => {
    if (!isWanted) return void pause(false).catch(tellFailed);
    ask({ title: t('seats.pauseAsk'), what: <PauseWhat />, confirm: t('seats.pauseConfirm'), run: () => pause(true) });
  };
  return (
    <Panel title={t('settings.sections.seats')}>
      {error !== null && <ProblemNotice problem={error} onRetry={() => void refetch()} />}
      <Switch
        label={t('seats.pause')}
        description={t('seats.pauseWhat')}
        checked={isPaused === true}
        disabled={!isAdmin || isPaused === undefined}
        onChange={({ currentTarget }) => change(currentTarget.checked)}
      />
      <WhoIsRefused />
    </Panel>
  );
}

/** What a switch does that is thrown in a moment. */
function PauseWhat() {
  const { t } = useTranslation();
  return (
    <>
      <Text size="sm">{t('seats.pauseWhat')}</Text>
      <WhoIsRefused />
    </>
  );
}

function WhoIsRefused() {
  const { t } = useTranslation();
  return (
    <>
      <Text size="sm" mt="md">
        {t('seats.whoRefused')}
      </Text>
      <ul className={classes.points}>
        <li>{t('seats.refused.first')}</li>
        <li>{t('seats.refused.free')}</li>
        <li>{t('seats.refused.file')}</li>
      </ul>
      <Text size="sm" mt="md" c="dimmed">
        {t('seats.undone')}
      </Text>
    </>
  );
}

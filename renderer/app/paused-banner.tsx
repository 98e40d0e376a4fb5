import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNewSeats } from '../api/new-seats.ts';
import { useMay } from '../api/session.ts';
import { Notice } from '../parts/notice.tsx';
import { tellFailed } from '../parts/tell-failed.tsx';
import classes from './shell.module.css';

/** Says on every page that new seats are paused, as long as they are, and resumes them. */
export function PausedBanner() {
  const { t } = useTranslation();
  const isAdmin = useMay('admin');
  const { isPaused = false, pause, isChanging } = useNewSeats();
  return (
    <div role="status" className={isPaused ? classes.banner : undefined}>
      {isPaused && (
        <Notice tone="warning" title={t('seats.paused')}>
          <Group gap="sm" justify="space-between">
            <span>
              {t('seats.pausedWhat')} {!isAdmin && t('seats.pausedAsk')}
            </span>
            {isAdmin && (
              <Button variant="default" loading={isChanging} onClick={() => void pause(false).catch(tellFailed)}>
                {t('seats.resume')}
              </Button>
            )}
          </Group>
        </Notice>
      )}
    </div>
  );
}

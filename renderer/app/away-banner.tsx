import { useTranslation } from 'react-i18next';
import { useConnection } from '../api/live.ts';
import { Notice } from '../parts/notice.tsx';
import classes from './shell.module.css';

/** Says that the server is away, and that nothing has to be done about the page. */
export function AwayBanner() {
  const { t } = useTranslation();
  const connection = useConnection();
  return (
    <div role="status" className={connection === 'away' ? classes.banner : undefined}>
      {connection === 'away' && (
        <Notice tone="warning" title={t('app.away')}>
          {t('app.awayNext')}
        </Notice>
      )}
    </div>
  );
}

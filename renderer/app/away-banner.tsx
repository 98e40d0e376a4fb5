import { Alert } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../api/live.ts';

/** Says that the server is away, and that nothing has to be done about the page. */
export function AwayBanner() {
  const { t } = useTranslation();
  const connection = useConnection();
  return (
    <div role="status">
      {connection === 'away' && (
        <Alert color="yellow" mb="md" title={t('app.away')} icon={<IconPlugConnectedX aria-hidden />}>
          {t('app.awayNext')}
        </Alert>
      )}
    </div>
  );
}

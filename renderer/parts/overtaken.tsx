import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Notice } from './notice.tsx';

/** Said where something is being changed that somebody else has changed since. */
export function Overtaken() {
  const { t } = useTranslation();
  return (
    <Notice tone="warning" role="status">
      <Text size="sm">{t('parts.overtaken')}</Text>
    </Notice>
  );
}

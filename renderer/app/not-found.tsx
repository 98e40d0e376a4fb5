import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TextLink } from '../parts/page-link.tsx';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Stack gap="xs">
      <Text>{t('app.notFound')}</Text>
      <TextLink to="/">{t('app.toOverview')}</TextLink>
    </Stack>
  );
}

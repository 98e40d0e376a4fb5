import { Stack, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TextLink } from '../parts/page-link.tsx';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Stack gap="xs">
      <Title order={1}>{t('app.notFound')}</Title>
      <TextLink to="/">{t('app.toOverview')}</TextLink>
    </Stack>
  );
}

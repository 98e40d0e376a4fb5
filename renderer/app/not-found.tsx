import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Stack gap="xs">
      <Text>{t('app.notFound')}</Text>
      <Anchor component={Link} to="/">
        {t('app.toOverview')}
      </Anchor>
    </Stack>
  );
}

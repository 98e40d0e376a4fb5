import { Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** A fault of the page itself; the others go on working. */
export function PageFailed() {
  const { t } = useTranslation();
  return (
    <Stack gap="xs" align="flex-start" role="alert">
      <Text>{t('app.pageFailed')}</Text>
      <Button variant="default" onClick={() => window.location.reload()}>
        {t('app.reload')}
      </Button>
    </Stack>
  );
}

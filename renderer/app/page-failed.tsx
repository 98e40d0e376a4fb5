import { Button, Stack, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readServed } from './served.ts';

/** A page that has a fault, or whose files did not come; the others go on working. */
export function PageFailed() {
  const { t } = useTranslation();
  const [isAway, setAway] = useState(false);
  useEffect(() => {
    void readServed().then((served) => served === 'other' && window.location.reload());
  }, []);
  const loadAgain = async (): Promise<void> => {
    const served = await readServed();
    // In place of the console the browser would show a fault of its own.
    if (served === null) setAway(true);
    else window.location.reload();
  };
  return (
    <Stack gap="xs" align="flex-start" role="alert">
      <Title order={1}>{t('app.pageFailed')}</Title>
      {isAway && <Text>{t('app.away')}</Text>}
      <Button variant="default" onClick={() => void loadAgain()}>
        {t('app.reload')}
      </Button>
    </Stack>
  );
}

import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconDownload, IconQrcode } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveFile } from '../data-table/export-csv.ts';
import { Dialog } from '../dialog.tsx';
import { useSaveCarried } from '../save-carried.ts';
import classes from './device-answer.module.css';
import { QrCode } from './qr-code.tsx';
import { encodeQrText } from './qr-text.ts';

type Props = {
  /** Content of the lease file. */
  readonly answer: string;
  /** Its file name. */
  readonly name: string;
};

/** The lease for a device that never connects, as a file and as a QR code. */
export function DeviceAnswer({ answer, name }: Props) {
  const { t } = useTranslation();
  const [isLarge, setLarge] = useState(false);
  const text = useQrText(answer);
  const saveCarried = useSaveCarried();
  return (
    <div className={classes.answer}>
      {text === undefined && <Skeleton height={200} />}
      {text === null && (
        <Text size="sm" c="dimmed">
          {t('gap.qrTooLong')}
        </Text>
      )}
      {typeof text === 'string' && <QrCode text={text} label={t('gap.qr')} />}
      <Stack gap="sm">
        <Text size="sm">{t('gap.answerWhat')}</Text>
        <Group gap="xs">
          <Button
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={() => {
              if (saveCarried === null) saveFile(new Blob([answer], { type: 'application/json' }), name);
              else void saveCarried(async () => [{ name, content: new TextEncoder().encode(answer) }]);
            }}
          >
            {t('gap.saveAnswer')}
          </Button>
          {typeof text === 'string' && (
            <Button variant="default" leftSection={<IconQrcode size={16} aria-hidden />} onClick={() => setLarge(true)}>
              {t('gap.qrLarge')}
            </Button>
          )}
        </Group>
      </Stack>
      {typeof text === 'string' && (
        <Dialog isOpen={isLarge} onClose={() => setLarge(false)} fullScreen title={t('gap.qr')}>
          <div className={classes.large}>
            <QrCode text={text} label={t('gap.qr')} />
          </div>
        </Dialog>
      )}
    </div>
  );
}

/** Undefined: being made; null: too long. */
function useQrText(answer: string): string | null | undefined {
  const [made, setMade] = useState<{ readonly of: string; readonly text: string | null } | null>(null);
  useEffect(() => {
    let isWanted = true;
    void encodeQrText(answer).then((text) => {
      if (isWanted) setMade({ of: answer, text });
    });
    return () => {
      isWanted = false;
    };
  }, [answer]);
  return made?.of === answer ? made.text : undefined;
}

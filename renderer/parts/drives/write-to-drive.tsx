import { Button, Group, Stack, Text } from '@mantine/core';
import { IconDeviceUsb } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOfDesktop, type CarriedFile, type Desktop, type Drive } from '../../api/desktop.ts';
import { useChange } from '../../api/queries.ts';
import { useFormat } from '../format.ts';
import { Notice } from '../notice.tsx';
import { ProblemNotice } from '../problem-notice.tsx';

type Props = {
  readonly app: Desktop;
  readonly drives: readonly Drive[];
  /** Reads what is written. */
  readonly read: () => Promise<readonly CarriedFile[]>;
};

/** Writes files to a drive, each flushed, read back and compared, and lets go of the drive afterwards. */
export function WriteToDrive({ app, drives, read }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const [target, setTarget] = useState<Drive | null>(null);
  const write = useChange({
    run: async (drive: Drive) => {
      let bytes = 0;
      for (const { name, content } of await read()) {
        bytes += (await answerOfDesktop(app.writeToDrive({ drive: drive.id, name, content }))).bytes;
      }
      return bytes;
    },
    touches: [],
  });
  const eject = useChange({ run: ({ id }: Drive) => answerOfDesktop(app.ejectDrive({ drive: id })), touches: [] });
  if (eject.data !== undefined) {
    return (
      <Notice tone="ok" role="status">
        <Text size="sm">{t('gap.safe', { drive: eject.data.name })}</Text>
      </Notice>
    );
  }
  if (target !== null && write.data !== undefined) {
    return (
      <Stack gap="sm">
        <Notice tone="ok" role="status">
          <Text size="sm">{t('gap.written', { drive: target.name, size: format.bytes(write.data) })}</Text>
        </Notice>
        {eject.error !== null && <ProblemNotice problem={eject.error} />}
        <Group>
          <Button loading={eject.isPending} onClick={() => eject.mutate(target)}>
            {t('gap.eject', { drive: target.name })}
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <Stack gap="sm">
      {drives.length === 0 && <Text size="sm">{t('gap.noDrive')}</Text>}
      {drives.map((drive) => (
        <Group key={drive.id} gap="sm">
          <Button
            leftSection={<IconDeviceUsb size={16} aria-hidden />}
            disabled={!drive.writable || write.isPending}
            loading={write.isPending && target?.id === drive.id}
            onClick={() => {
              setTarget(drive);
              write.mutate(drive);
            }}
          >
            {t('gap.writeTo', { drive: drive.name })}
          </Button>
          <Text size="sm" c="dimmed">
            {drive.writable
              ? t('gap.driveFree', { free: format.bytes(drive.free), size: format.bytes(drive.size) })
              : t('gap.readOnly')}
          </Text>
        </Group>
      ))}
      {write.error !== null && <ProblemNotice problem={write.error} />}
    </Stack>
  );
}

import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Backup, backupFileAddress } from '../../api/backups.ts';
import { useMay } from '../../api/session.ts';
import { statusQuery } from '../../api/site.ts';
import { CopyableId } from '../../parts/copyable-id.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Facts } from '../../parts/facts.tsx';
import { useFormat } from '../../parts/format.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Time } from '../../parts/time.tsx';
import classes from './backups.module.css';

type Props = { readonly backup: Backup | null; readonly onClose: () => void };

/** What a backup is, what restoring it would lose, and how it is done. */
export function RestoreDialog({ backup, onClose }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Dialog
      isOpen={backup !== null}
      onClose={onClose}
      size="lg"
      title={backup === null ? '' : t('backups.restoreTitle', { at: format.exact(backup.at) })}
    >
      {backup !== null && (backup.ok ? <Restore backup={backup} /> : <Failed backup={backup} />)}
    </Dialog>
  );
}

function Failed({ backup }: { readonly backup: Backup }) {
  const { t } = useTranslation();
  return (
    <Facts
      facts={[
        [t('backups.state'), t('backups.failed')],
        [t('backups.at'), <Time key="at" at={backup.at} as="exact" />],
        [t('backups.reason'), backup.detail ?? '–'],
      ]}
    />
  );
}

function Restore({ backup }: { readonly backup: Backup }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayTake = useMay('operator');
  const { data: status, error } = useQuery(statusQuery);
  const { id, file, size, height, epoch } = backup;
  const later = status === undefined ? 0 : Math.max(0, status.totals.height - height);
  const folder = status?.folder ?? t('backups.dataFolder');
  const isOther = status !== undefined && status.epoch !== epoch;
  const lost = isOther
    ? t('backups.lostOtherEpoch', { epoch: format.number(epoch) })
    : later === 0
      ? t('backups.lostNothing')
      : t('backups.lostEvents', { count: later, formatted: format.number(later) });
  return (
    <Stack gap="md">
      <Facts
        facts={[
          [t('backups.file'), <CopyableId key="file" value={file} what={t('backups.file')} isWrapped />],
          [t('backups.size'), format.bytes(size)],
          [t('backups.height'), format.number(height)],
          [t('backups.epoch'), format.number(epoch)],
        ]}
      />
      {error !== null && <ProblemNotice problem={error} />}
      <section>
        <Title order={3}>{t('backups.lost')}</Title>
        <Text size="sm">{status === undefined ? '…' : lost}</Text>
      </section>
      <section>
        <Title order={3}>{t('backups.comesBack')}</Title>
        <ul className={classes.points}>
          <li>{t('backups.comesBackUsage')}</li>
          <li>{t('backups.comesBackLeases')}</li>
          <li>{t('backups.comesBackVendor')}</li>
        </ul>
      </section>
      <section>
        <Title order={3}>{t('backups.how')}</Title>
        <ol className={classes.points}>
          <li>{t('backups.howStop')}</li>
          <li>
            {t('backups.howRun')}
            {status !== undefined && (
              <CopyableId
                value={`causeway restore "${file}" --data-dir "${folder}" --force`}
                what={t('backups.how')}
                isWrapped
              />
            )}
            <Text size="xs" c="dimmed">
              {t('backups.previewHint')}
            </Text>
          </li>
          <li>{t('backups.howStart')}</li>
        </ol>
      </section>
      {mayTake && (
        <Group justify="flex-end">
          <Button
            component="a"
            href={backupFileAddress(id)}
            download
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t('backups.download')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

import { ActionIcon } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Backup, backupFileAddress } from '../../api/backups.ts';
import { useMay } from '../../api/session.ts';
import type { Column } from '../../parts/data-table/data-table.tsx';
import { useFormat } from '../../parts/format.ts';
import { StateBadge } from '../../parts/state-badge.tsx';
import { Time } from '../../parts/time.tsx';

export function useBackupColumns(): readonly Column<Backup>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const mayTake = useMay('operator');
  return [
    {
      id: 'at',
      header: t('backups.at'),
      sort: 'at',
      width: 160,
      grows: true,
      cell: ({ at }) => <Time at={at} />,
      text: ({ at }) => format.utc(at),
    },
    { id: 'age', header: t('backups.age'), width: 136, cell: ({ at }) => <Time at={at} as="relative" /> },
    {
      id: 'size',
      header: t('backups.size'),
      sort: 'size',
      width: 88,
      align: 'end',
      cell: ({ size, ok }) => (ok ? format.bytes(size) : ''),
      text: ({ size }) => size,
    },
    {
      id: 'height',
      header: t('backups.height'),
      width: 120,
      align: 'end',
      cell: ({ height, ok }) => (ok ? format.number(height) : ''),
      text: ({ height }) => height,
    },
    {
      id: 'state',
      header: t('backups.state'),
      width: 128,
      cell: ({ ok, detail }) => (
        <span title={detail ?? undefined}>
          <StateBadge tone={ok ? 'ok' : 'critical'}>{t(ok ? 'backups.verified' : 'backups.failed')}</StateBadge>
        </span>
      ),
      text: ({ ok, detail }) => [t(ok ? 'backups.verified' : 'backups.failed'), detail].filter(Boolean).join(': '),
    },
    {
      id: 'file',
      header: t('backups.file'),
      width: 64,
      align: 'end',
      cell: ({ id, ok, at }) =>
        ok && mayTake ? (
          <ActionIcon
            component="a"
            href={backupFileAddress(id)}
            download
            size="sm"
            title={t('backups.download')}
            aria-label={`${t('backups.download')}: ${format.dateTime(at)}`}
          >
            <IconDownload size={16} aria-hidden />
          </ActionIcon>
        ) : null,
      text: ({ file }) => file,
    },
  ];
}

import { Box, Button, List, Text } from '@mantine/core';
import { IconDatabaseExport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Backup, backupSource, type MadeBackup, makeBackup } from '../../api/backups.ts';
import { useChange } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { DataTable } from '../../parts/data-table/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { useFormat } from '../../parts/format.ts';
import { Notice } from '../../parts/notice.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useBackupColumns } from './backup-columns.tsx';
import { BackupSettings } from './backup-settings.tsx';
import classes from './backups.module.css';
import { RestoreDialog } from './restore-dialog.tsx';

export function BackupsPage() {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Backup | null>(null);
  const mayMake = useMay('operator');
  const { mutate, isPending, data, error } = useChange({ run: makeBackup, touches: ['backups', 'status'] });
  return (
    <>
      <PageHeader title={t('backups.title')} hint={t('backups.hint')}>
        {mayMake && (
          <Button
            leftSection={<IconDatabaseExport size={16} aria-hidden />}
            loading={isPending}
            onClick={() => mutate(undefined)}
          >
            {t('backups.now')}
          </Button>
        )}
      </PageHeader>
      <div role="status">
        {isPending && (
          <Text size="sm" c="dimmed" mb="md">
            {t('backups.running')}
          </Text>
        )}
        {data !== undefined && !isPending && (
          <Box mb="md">
            <Made made={data} />
          </Box>
        )}
      </div>
      {error !== null && <ProblemNotice problem={error} onRetry={() => mutate(undefined)} />}
      <div className={classes.columns}>
        <div className={classes.list}>
          <DataTable
            label={t('backups.label')}
            source={backupSource}
            columns={useBackupColumns()}
            rowKey={({ id }) => String(id)}
            onOpen={setChosen}
            exportName="backups"
            empty={<EmptyState title={t('backups.empty')} next={t('backups.emptyNext')} icon={IconDatabaseExport} />}
          />
        </div>
        <BackupSettings />
      </div>
      <RestoreDialog backup={chosen} onClose={() => setChosen(null)} />
    </>
  );
}

function Made({ made }: { readonly made: MadeBackup }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { size, copies, problems } = made;
  return (
    <Notice tone={problems.length > 0 ? 'warning' : 'ok'}>
      <Text size="sm">
        {t('backups.done', { size: format.bytes(size) })}{' '}
        {copies.length > 0 && t('backups.doneCopies', { count: copies.length })}
      </Text>
      {problems.length > 0 && (
        <>
          <Text size="sm">{t('backups.problems')}</Text>
          <List size="sm">
            {problems.map((problem) => (
              <List.Item key={problem}>{problem}</List.Item>
            ))}
          </List>
        </>
      )}
    </Notice>
  );
}

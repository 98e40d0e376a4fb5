import { Skeleton, Stack } from '@mantine/core';
import { IconUsb } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { syncQuery } from '../../api/sync.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ChooseFiles } from '../../parts/import-files/choose-files.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { BundleTable } from './bundle-table.tsx';
import { Drives } from './drives.tsx';
import { Loop } from './loop.tsx';

/** The loop with each vendor, and every bundle that was made. */
export function Vendors() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(syncQuery({ limit: 1 }));
  if (error !== null) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height={200} />;
  if (data.vendors.length === 0) {
    return (
      <Panel>
        <EmptyState title={t('gap.noVendor')} next={t('gap.noVendorNext')} icon={IconUsb}>
          <ChooseFiles />
        </EmptyState>
      </Panel>
    );
  }
  return (
    <Stack gap="md">
      <Drives />
      {data.vendors.map((vendor) => (
        <Loop key={vendor.vendor} sync={vendor} />
      ))}
      <BundleTable />
    </Stack>
  );
}

import { Button, Stack } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../parts/page-header.tsx';
import { PeakPanels } from './peak-panels.tsx';
import { ReportHead } from './report-head.tsx';
import classes from './usage.module.css';
import { UsageChart } from './usage-chart.tsx';
import { UsageFilterBar } from './usage-filter-bar.tsx';
import { UsageTable } from './usage-table.tsx';
import { useUsageView } from './use-usage-view.ts';

/** What devices reported over time, how much was wanted at once, and how much would have been enough. */
export function UsagePage() {
  const { t } = useTranslation();
  const view = useUsageView();
  return (
    <>
      <div data-print-hidden>
        <PageHeader title={t('usage.title')} hint={t('usage.hint')}>
          <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
            {t('usage.print')}
          </Button>
        </PageHeader>
      </div>
      <ReportHead view={view} />
      <Stack gap="md" className={classes.report ?? ''}>
        <UsageFilterBar view={view} />
        <UsageChart view={view} />
        <PeakPanels view={view} />
        <UsageTable view={view} />
      </Stack>
    </>
  );
}

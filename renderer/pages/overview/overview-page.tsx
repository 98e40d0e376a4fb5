import { Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { itemsQuery, statusQuery } from '../../api/site.ts';
import { PageHeader } from '../../parts/page-header.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { AlertPanel } from './alert-panel.tsx';
import { ChartPanels } from './chart-panels.tsx';
import { DenialPanel } from './denial-panel.tsx';
import { DevicePanel } from './device-panel.tsx';
import { FirstSteps } from './first-steps.tsx';
import { HealthPanel } from './health-panel.tsx';
import { ItemCards } from './item-cards.tsx';
import classes from './overview-page.module.css';

/** Is everything all right, and until when? */
export function OverviewPage() {
  const { t } = useTranslation();
  const status = useQuery(statusQuery);
  const items = useQuery(itemsQuery);
  return (
    <>
      <PageHeader title={t('nav.overview')} />
      {status.error !== null && <ProblemNotice problem={status.error} onRetry={() => void status.refetch()} />}
      <Stack gap="md">
        {status.data === undefined ? (
          status.error === null && <Skeleton height={112} />
        ) : (
          <HealthPanel status={status.data} />
        )}
        {items.error !== null && <ProblemNotice problem={items.error} onRetry={() => void items.refetch()} />}
        {items.data === undefined && items.error === null && <Skeleton height={480} />}
        {items.data?.items.length === 0 && <FirstSteps />}
        {items.data !== undefined && items.data.items.length > 0 && status.data !== undefined && (
          <div className={classes.columns}>
            <Stack gap="md" miw={0}>
              <ItemCards items={items.data.items} now={status.data.now} />
              <ChartPanels items={items.data.items} now={status.data.now} />
            </Stack>
            <Stack gap="md" miw={0}>
              <DevicePanel totals={status.data.totals} />
              <AlertPanel />
              <DenialPanel />
            </Stack>
          </div>
        )}
      </Stack>
    </>
  );
}

import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { firstDay, peaksByItemQuery, usageTotalQuery } from '../../api/history.ts';
import type { Item } from '../../api/site.ts';
import { TextLink } from '../../parts/page-link.tsx';
import { Panel } from '../../parts/panel.tsx';
import classes from './chart-panels.module.css';

const DayChart = lazy(async () => ({ default: (await import('../../parts/day-chart.tsx')).DayChart }));

const days = 30;

type Props = { readonly items: readonly Item[]; readonly now: number };

/** Seats and scans over the last days. */
export function ChartPanels({ items, now }: Props) {
  const { t } = useTranslation();
  const usage = useQuery(usageTotalQuery(now, days));
  const peaks = useQuery(peaksByItemQuery(now, days));
  const from = firstDay(now, days);
  const seats = items
    .filter(({ metric }) => metric !== 'usage' && metric !== 'domain')
    .flatMap(({ vendor, id, name }) => {
      const values = peaks.data?.get(`${vendor} ${id}`);
      return values === undefined ? [] : [{ name, values }];
    })
    .toSorted((a, b) => Math.max(...b.values) - Math.max(...a.values));
  const more = (
    <TextLink to="/usage" size="sm">
      {t('overview.details')}
    </TextLink>
  );
  const usageLabel = t('overview.usageChart', { days });
  const seatLabel = t('overview.seatChart', { days });
  return (
    <div className={classes.charts}>
      <Panel title={usageLabel} actions={more}>
        <Suspense fallback={<Skeleton height={180} />}>
          {usage.data !== undefined && (
            <DayChart
              label={usageLabel}
              from={from}
              as="bars"
              series={[{ name: t('overview.units'), values: usage.data }]}
            />
          )}
        </Suspense>
      </Panel>
      <Panel title={seatLabel} actions={more}>
        <Suspense fallback={<Skeleton height={180} />}>
          {peaks.data !== undefined && <DayChart label={seatLabel} from={from} as="lines" series={seats.slice(0, 4)} />}
        </Suspense>
      </Panel>
    </div>
  );
}

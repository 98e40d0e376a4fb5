import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { firstDay, peaksByItemQuery, usageTotalQuery } from '../../api/history.ts';
import type { Item } from '../../api/site.ts';
import type { ChartData, ChartSeries } from '../../parts/chart/series.ts';
import { TimeChart } from '../../parts/chart/time-chart.tsx';
import { TextLink } from '../../parts/page-link.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import classes from './chart-panels.module.css';

const days = 30;
const height = 196;

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
      return values === undefined ? [] : [{ key: `${vendor} ${id}`, name, values }];
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
        {usage.error !== null && <ProblemNotice problem={usage.error} onRetry={() => void usage.refetch()} />}
        {usage.data === undefined ? (
          usage.error === null && <Skeleton height={height} />
        ) : (
          <TimeChart
            label={usageLabel}
            kind="bars"
            height={height}
            unit={t('usage.units')}
            data={byDay(from, [{ key: 'units', name: t('overview.units'), values: usage.data }])}
          />
        )}
      </Panel>
      <Panel title={seatLabel} actions={more}>
        {peaks.error !== null && <ProblemNotice problem={peaks.error} onRetry={() => void peaks.refetch()} />}
        {peaks.data === undefined ? (
          peaks.error === null && <Skeleton height={height} />
        ) : (
          <TimeChart
            label={seatLabel}
            kind="lines"
            height={height}
            unit={t('overview.seats')}
            isSummed={false}
            data={byDay(from, seats.slice(0, 4))}
          />
        )}
      </Panel>
    </div>
  );
}

function byDay(from: number, series: readonly ChartSeries[]): ChartData {
  return { at: Array.from({ length: days }, (_, place) => from + place * 86_400), step: 86_400, series };
}

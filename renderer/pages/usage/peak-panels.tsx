import { Select, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Item, itemsQuery } from '../../api/site.ts';
import { type Demand, demandQuery, usageSeriesQuery } from '../../api/usage.ts';
import { HeatMap } from '../../parts/chart/heat-map.tsx';
import { fillSpans } from '../../parts/chart/series.ts';
import { TimeChart } from '../../parts/chart/time-chart.tsx';
import { useFormat } from '../../parts/format.ts';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { weekOf } from './enough.ts';
import { EnoughOfSeats, EnoughOfUnits } from './enough-panel.tsx';
import classes from './usage.module.css';
import { day, type UsageView } from './use-usage-view.ts';

/** Without a beginning the last ninety days are looked at. */
const longest = 90;

/** How much of one item was wanted at once, and how much of it would have been enough. */
export function PeakPanels({ view }: { readonly view: UsageView }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(itemsQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  const counted = (data?.items ?? []).filter(({ metric, publicTrial }) => metric !== 'domain' && !publicTrial);
  const { vendor, item: id } = view.filters;
  const asked = id === undefined ? chosen : `${vendor ?? ''}/${id}`;
  const item =
    counted.find((one) => `${one.vendor}/${one.id}` === asked || (vendor === undefined && one.id === id)) ??
    counted.find(({ metric }) => metric.startsWith('concurrent')) ??
    counted[0];
  const choice = id === undefined && (
    <div data-print-hidden>
      <Select
        size="xs"
        w={208}
        aria-label={t('usage.peakItem')}
        allowDeselect={false}
        value={item === undefined ? null : `${item.vendor}/${item.id}`}
        onChange={setChosen}
        data={counted.map((one) => ({ value: `${one.vendor}/${one.id}`, label: one.name }))}
      />
    </div>
  );
  if (data !== undefined && item === undefined) {
    return (
      <Panel title={t('usage.peak')}>
        <Text c="dimmed">{t('usage.noItem')}</Text>
      </Panel>
    );
  }
  if (item === undefined && error !== null) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  if (item === undefined) return <Skeleton height={280} />;
  const span = { from: view.from ?? view.to - longest * day, to: view.to };
  return item.metric === 'usage' ? (
    <UnitPanels key={item.id} item={item} span={span} choice={choice} />
  ) : (
    <SeatPanels key={item.id} item={item} span={span} choice={choice} />
  );
}

type Span = { readonly from: number; readonly to: number };
type PanelProps = { readonly item: Item; readonly span: Span; readonly choice: React.ReactNode };

function SeatPanels({ item, span, choice }: PanelProps) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(demandQuery({ vendor: item.vendor, id: item.id, ...span }));
  return (
    <div className={classes.peaks}>
      <Panel title={`${t('usage.peak')}: ${item.name}`} actions={choice}>
        {error !== null && <ProblemNotice problem={error} onRetry={() => void refetch()} />}
        {data === undefined && error === null && <Skeleton height={280} />}
        {data !== undefined && <Wanted data={data} span={span} item={item} />}
      </Panel>
      <Panel title={t('usage.enough')}>
        {data !== undefined && <EnoughOfSeats rows={data.days} item={item} days={(span.to - span.from) / day} />}
      </Panel>
    </div>
  );
}

function Wanted({ data, span, item }: { readonly data: Demand; readonly span: Span; readonly item: Item }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { days, hours } = data;
  const series = [
    { key: 'granted', name: t('usage.granted'), values: days.map(({ peak }) => peak) },
    { key: 'refused', name: t('usage.refused'), values: days.map(({ refused }) => refused) },
  ];
  return (
    <Stack gap="md">
      <div>
        <h3 className={classes.part}>{t('usage.wantedByDay')}</h3>
        {days.length === 0 ? (
          <Text c="dimmed">{t('usage.peakNone')}</Text>
        ) : (
          <TimeChart
            label={t('usage.wantedByDay')}
            kind="bars"
            height={140}
            unit={t('usage.seats')}
            mark={{ value: item.quota, name: t('usage.quotaMark', { quota: format.number(item.quota) }) }}
            data={fillSpans({ at: days.map(({ at }) => at), series }, { ...span, step: day })}
          />
        )}
      </div>
      <Heat
        title={t('usage.heat')}
        at={hours.at}
        values={hours.peaks}
        how="most"
        unit={t('usage.seats')}
        limit={item.quota}
      />
    </Stack>
  );
}

function UnitPanels({ item, span, choice }: PanelProps) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(
    usageSeriesQuery({ vendor: item.vendor, item: item.id, by: 'hour', split: 'item', ...span }),
  );
  const [part] = data?.parts ?? [];
  return (
    <div className={classes.peaks}>
      <Panel title={`${t('usage.when')}: ${item.name}`} actions={choice}>
        {error !== null && <ProblemNotice problem={error} onRetry={() => void refetch()} />}
        {data === undefined && error === null && <Skeleton height={200} />}
        {data !== undefined && (
          <Heat
            title={t('usage.heatUnits')}
            at={data.at}
            values={part?.counts ?? []}
            how="mean"
            unit={item.terms.at(-1)?.unit ?? t('usage.units')}
          />
        )}
      </Panel>
      <Panel title={t('usage.enough')}>
        {data !== undefined && <EnoughOfUnits item={item} units={part?.total ?? 0} span={span} />}
      </Panel>
    </div>
  );
}

type HeatProps = {
  readonly title: string;
  readonly at: readonly number[];
  readonly values: readonly number[];
  readonly how: 'most' | 'mean';
  readonly unit: string;
  readonly limit?: number;
};

function Heat({ title, at, values, how, unit, limit }: HeatProps) {
  const { t } = useTranslation();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <div>
      <h3 className={classes.part}>{title}</h3>
      {at.length === 0 ? (
        <Text c="dimmed" size="sm">
          {t('usage.heatNone')}
        </Text>
      ) : (
        <>
          <HeatMap
            label={title}
            figures={weekOf({ at, values }, how)}
            unit={unit}
            {...(limit !== undefined && { limit })}
          />
          <Text size="xs" c="dimmed">
            {t('usage.heatZone', { zone })}
          </Text>
        </>
      )}
    </div>
  );
}

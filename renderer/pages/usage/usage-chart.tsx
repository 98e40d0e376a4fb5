import { Group, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type UsageSeries, usageSeriesQuery } from '../../api/usage.ts';
import { type ChartData, type ChartSeries, fillSpans, runningTotal, together } from '../../parts/chart/series.ts';
import { TimeChart } from '../../parts/chart/time-chart.tsx';
import { Choice } from '../../parts/choice.tsx';
import { shortUuid } from '../../parts/device-link.tsx';
import { useItemName } from '../../parts/names.ts';
import { useNow } from '../../parts/now.ts';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useChangeSearch } from '../../parts/search-param.ts';
import { NothingReported } from './nothing-reported.tsx';
import classes from './usage.module.css';
import { UsageTotals } from './usage-totals.tsx';
import { day, KINDS, SHOWS, SPLITS, STEPS, type UsageView } from './use-usage-view.ts';

/** So many parts have a colour of their own. */
const top = 8;

export function UsageChart({ view }: { readonly view: UsageView }) {
  const { t } = useTranslation();
  const { filters, split, step, kind, show } = view;
  const { data, error, refetch } = useQuery(usageSeriesQuery({ ...filters, split, by: step, top }));
  const series = useParts(data, view);
  const now = useNow();
  // What lies ahead is not drawn as if it had been nothing.
  const to = Math.max(Math.min(view.to, now + 1), (data?.at.at(-1) ?? 0) + 1);
  const chart = data === undefined ? null : chartOf(data, series, { ...view, to });
  const shown = chart === null ? null : shownAs(chart, show, t('usage.totalUnits'));
  return (
    <Panel title={t('usage.chart')} actions={<ViewChoices view={view} />}>
      {error !== null && <ProblemNotice problem={error} onRetry={() => void refetch()} />}
      {shown === null && error === null && <Skeleton height={300} />}
      {data?.at.length === 0 && <NothingReported />}
      {chart !== null && shown !== null && data !== undefined && data.at.length > 0 && (
        <>
          <UsageTotals data={chart} />
          <TimeChart label={t('usage.chart')} kind={kind} unit={t('usage.units')} data={shown} height={240} />
        </>
      )}
    </Panel>
  );
}

function ViewChoices({ view }: { readonly view: UsageView }) {
  const { t } = useTranslation();
  const change = useChangeSearch();
  const { split, show, kind, step, canBeHourly } = view;
  return (
    <Group gap="sm" className={classes.choices ?? ''} data-print-hidden>
      <Choice
        label={t('usage.split')}
        value={split}
        options={SPLITS.map((value) => ({ value, label: t(`usage.splits.${value}`) }))}
        onChange={(next) => change({ split: next === 'item' ? '' : next })}
      />
      <Choice
        label={t('usage.show')}
        value={show}
        options={SHOWS.map((value) => ({ value, label: t(`usage.shows.${value}`) }))}
        onChange={(next) => change({ show: next === 'split' ? '' : next })}
      />
      <Choice
        label={t('usage.as')}
        value={kind}
        options={KINDS.map((value) => ({ value, label: t(`usage.kinds.${value}`) }))}
        onChange={(next) => change({ kind: next === 'bars' ? '' : next })}
      />
      {canBeHourly && (
        <Choice
          label={t('usage.by')}
          value={step}
          options={STEPS.map((value) => ({ value, label: t(`usage.steps.${value}`) }))}
          onChange={(next) => change({ step: next === 'day' ? '' : next })}
        />
      )}
    </Group>
  );
}

function useParts(data: UsageSeries | undefined, { split }: UsageView): readonly ChartSeries[] {
  const { t } = useTranslation();
  const itemName = useItemName();
  if (data === undefined) return [];
  const nameOf = ({ vendor, key, name }: UsageSeries['parts'][number]): string => {
    if (split === 'item') return itemName(vendor, key);
    if (split === 'device') return name ?? shortUuid(key);
    return key === '' ? t('usage.noCode') : key;
  };
  const parts = data.parts.map((part) => ({
    key: `${part.vendor} ${part.key}`,
    name: nameOf(part),
    values: part.counts,
  }));
  const hasRest = data.rest.some((count) => count > 0);
  return hasRest ? [...parts, { key: 'rest', name: t('usage.others'), values: data.rest }] : parts;
}

function chartOf({ at }: UsageSeries, series: readonly ChartSeries[], { from, to, step }: UsageView): ChartData {
  const seconds = step === 'hour' ? 3_600 : day;
  return fillSpans({ at, series }, { from: from ?? at[0] ?? to - day, to, step: seconds });
}

function shownAs(data: ChartData, show: UsageView['show'], name: string): ChartData {
  if (show === 'together') return together(data, name);
  return show === 'running' ? runningTotal(data) : data;
}

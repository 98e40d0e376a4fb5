import { SegmentedControl, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type DenialFilters, denialSeriesQuery, type Series } from '../../api/denials.ts';
import { type ChartSeries, fillSpans } from '../../parts/chart/series.ts';
import { TimeChart } from '../../parts/chart/time-chart.tsx';
import { useNow } from '../../parts/now.ts';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useSearchParam } from '../../parts/search-param.ts';
import { useCodeText } from '../../text/code-text.ts';

const day = 86_400;
const ranges = ['7', '30', '90'] as const;
/** So many reasons have a colour of their own. */
const top = 5;

/** How many were refused on each day, and why. */
export function DenialChart({ filters }: { readonly filters: DenialFilters }) {
  const { t } = useTranslation();
  const now = useNow();
  const [asked, setDays] = useSearchParam('days');
  const days = ranges.find((one) => one === asked) ?? '30';
  const today = now - (now % day);
  const from = today - (Number(days) - 1) * day;
  const { vendor, code, handshake, item } = filters;
  const narrowed = {
    ...(vendor !== undefined && { vendor }),
    ...(code !== undefined && { code }),
    ...(handshake !== undefined && { handshake }),
    ...(item !== undefined && { item }),
  };
  const { data, error, refetch } = useQuery(denialSeriesQuery({ ...narrowed, from, top }));
  const series = useParts(data);
  return (
    <Panel
      title={t('denials.chart')}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('denials.range')}
          value={days}
          onChange={(next) => setDays(next === '30' ? '' : next)}
          data={ranges.map((value) => ({ value, label: t('denials.rangeDays', { days: value }) }))}
        />
      }
    >
      {error !== null && <ProblemNotice problem={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton height={128} />}
      {data !== undefined && data.at.length === 0 && <Text c="dimmed">{t('denials.chartNone')}</Text>}
      {data !== undefined && data.at.length > 0 && (
        <TimeChart
          label={t('denials.chart')}
          kind="bars"
          height={128}
          hasLegendBeside
          unit={t('denials.unit')}
          data={fillSpans({ at: data.at, series }, { from, to: today + day, step: day })}
        />
      )}
    </Panel>
  );
}

function useParts(data: Series | undefined): readonly ChartSeries[] {
  const { t } = useTranslation();
  const codeText = useCodeText();
  if (data === undefined) return [];
  const parts = data.parts.map(({ key, counts }) => ({ key, name: codeText(key).meaning, values: counts }));
  const hasRest = data.rest.some((count) => count > 0);
  return hasRest ? [...parts, { key: 'rest', name: t('denials.others'), values: data.rest }] : parts;
}

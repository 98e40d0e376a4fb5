import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client.ts';
import { liveQuery } from '../../api/queries.ts';
import { fillSpans } from '../../parts/chart/series.ts';
import { TimeChart } from '../../parts/chart/time-chart.tsx';
import { useItemName } from '../../parts/names.ts';
import { useNow } from '../../parts/now.ts';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';

const day = 86_400;

/** What the device reported in the last thirty days. */
export function DeviceUsage({ uuid }: { readonly uuid: string }) {
  const { t } = useTranslation();
  const now = useNow();
  const today = now - (now % day);
  const from = today - 29 * day;
  const itemName = useItemName();
  const { data, error } = useQuery(
    liveQuery(['usage', uuid, 'days', from], () =>
      answerOf(api.GET('/admin/v1/usage', { params: { query: { device: uuid, by: 'day', from, limit: 500 } } })),
    ),
  );
  return (
    <Panel title={t('devices.usage30')}>
      {error !== null && <ProblemNotice problem={error} />}
      {data === undefined && error === null && <Skeleton height={140} />}
      {data !== undefined && (
        <TimeChart
          label={t('devices.usage30')}
          kind="bars"
          height={140}
          unit={t('usage.units')}
          data={fillSpans(byItem(data.items, itemName), { from, to: today + day, step: day })}
        />
      )}
    </Panel>
  );
}

type Row = { readonly at?: number; readonly vendor: string; readonly item: string; readonly count: number };

function byItem(rows: readonly Row[], itemName: (vendor: string, item: string) => string) {
  const at = [...new Set(rows.map((row) => row.at ?? 0))];
  const items = Map.groupBy(rows, ({ vendor, item }) => `${vendor} ${item}`);
  const series = [...items].map(([key, own]) => {
    const counts = new Map(own.map((row) => [row.at ?? 0, row.count]));
    const [{ vendor, item } = { vendor: '', item: '' }] = own;
    return { key, name: itemName(vendor, item), values: at.map((moment) => counts.get(moment) ?? 0) };
  });
  return { at, series };
}

import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../api/site.ts';
import type { Column } from '../../parts/data-table/data-table.tsx';
import { useFormat } from '../../parts/format.ts';
import { limitOf } from '../../parts/item-limit.ts';
import { ItemStateBadge } from '../../parts/item-state.tsx';
import { useVendorName } from '../../parts/names.ts';
import { QuotaBar } from '../../parts/quota-bar.tsx';
import { SomeNames } from '../../parts/some-names.tsx';
import { Time } from '../../parts/time.tsx';
import { useMetric } from '../../text/metric.ts';

export function useItemColumns(): readonly Column<Item>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const metric = useMetric();
  const vendorName = useVendorName();
  return [
    {
      id: 'name',
      header: t('licenses.name'),
      width: 184,
      grows: true,
      sort: 'name',
      cell: (item) => (
        <>
          {nameOf(item)}
          <Text size="xs" c="dimmed" truncate>
            {vendorName(item.vendor)}
          </Text>
        </>
      ),
      text: nameOf,
    },
    { id: 'id', header: t('licenses.id'), width: 0, isExportOnly: true, cell: ({ id }) => id, text: ({ id }) => id },
    {
      id: 'vendor',
      header: t('licenses.vendor'),
      width: 0,
      isExportOnly: true,
      cell: ({ vendor }) => vendor,
      text: ({ vendor }) => vendor,
    },
    {
      id: 'product',
      header: t('licenses.product'),
      width: 144,
      sort: 'product',
      cell: ({ product }) => product,
      text: ({ product }) => product,
    },
    {
      id: 'metric',
      header: t('licenses.metric'),
      width: 172,
      sort: 'metric',
      cell: (item) => metric(item.metric),
      text: (item) => item.metric,
    },
    {
      id: 'used',
      header: t('licenses.used'),
      width: 0,
      isExportOnly: true,
      cell: ({ used }) => format.number(used),
      text: ({ used }) => used,
    },
    {
      id: 'quota',
      header: t('licenses.quota'),
      width: 208,
      sort: 'quota',
      cell: (item) =>
        item.metric === 'domain' ? (
          t('licenses.noQuota', { used: format.number(item.used) })
        ) : (
          <QuotaBar label={item.name} used={item.used} quota={item.quota} limit={limitOf(item)} />
        ),
      text: ({ metric, quota }) => (metric === 'domain' ? '' : quota),
    },
    {
      id: 'end',
      header: t('licenses.until'),
      width: 112,
      sort: 'end',
      cell: ({ end, trial, publicTrial }) => (trial && publicTrial ? '–' : <Time at={end} as="date" />),
      text: ({ end, trial, publicTrial }) => (trial && publicTrial ? '' : format.utc(end)),
    },
    {
      id: 'codes',
      header: t('licenses.codes'),
      width: 148,
      cell: ({ codes }) => <SomeNames names={codes} none={t('licenses.noCode')} />,
      text: ({ codes }) => codes.join(' '),
    },
    {
      id: 'state',
      header: t('licenses.state'),
      width: 132,
      cell: ({ state }) => <ItemStateBadge state={state} />,
      text: ({ state }) => t(`itemState.${state}`),
    },
  ];
}

const nameOf = ({ name, id }: Item): string => (name === '' ? id : name);

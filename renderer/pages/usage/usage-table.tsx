import { Button, Group } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type UsageRow, usageCsvAddress, usageSource } from '../../api/usage.ts';
import { Choice } from '../../parts/choice.tsx';
import { type Column, DataTable } from '../../parts/data-table/data-table.tsx';
import { DeviceLink } from '../../parts/device-link.tsx';
import { useFormat } from '../../parts/format.ts';
import { ItemLink } from '../../parts/item-link.tsx';
import { useVendorName } from '../../parts/names.ts';
import { useChangeSearch } from '../../parts/search-param.ts';
import { Time } from '../../parts/time.tsx';
import { NothingReported } from './nothing-reported.tsx';
import classes from './usage.module.css';
import { GROUPS, type UsageView } from './use-usage-view.ts';

/** The figures themselves, as they are added up. */
export function UsageTable({ view }: { readonly view: UsageView }) {
  const { t } = useTranslation();
  const change = useChangeSearch();
  const { by, filters } = view;
  return (
    <div className={classes.table}>
      <DataTable
        label={t('usage.table')}
        source={usageSource(by, filters)}
        columns={useUsageColumns(view)}
        rowKey={({ at, device, feature, vendor, item }) => [at, device, feature, vendor, item].join(' ')}
        isSearchless
        filters={
          <Group gap="xs" data-print-hidden>
            <Choice
              label={t('usage.tableBy')}
              value={by}
              options={GROUPS.map((value) => ({ value, label: t(`usage.steps.${value}`) }))}
              onChange={(next) => change({ by: next === 'day' ? '' : next, sort: '' })}
            />
          </Group>
        }
        actions={
          <Button
            component="a"
            href={usageCsvAddress(by, filters)}
            download
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            data-print-hidden
          >
            {t('usage.csv')}
          </Button>
        }
        empty={<NothingReported />}
      />
    </div>
  );
}

function useUsageColumns({ by }: UsageView): readonly Column<UsageRow>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const vendorName = useVendorName();
  return [
    useGroupColumn(by),
    {
      id: 'item',
      header: t('usage.item'),
      width: 240,
      grows: true,
      cell: ({ vendor, item }) => <ItemLink vendor={vendor} id={item} />,
    },
    { id: 'vendor', header: t('usage.vendor'), width: 200, cell: ({ vendor }) => vendorName(vendor) },
    {
      id: 'count',
      header: t('usage.count'),
      sort: 'count',
      width: 136,
      align: 'end',
      cell: ({ count }) => format.number(count),
    },
  ];
}

function useGroupColumn(by: UsageView['by']): Column<UsageRow> {
  const { t } = useTranslation();
  const format = useFormat();
  if (by === 'device') {
    return {
      id: 'device',
      header: t('usage.device'),
      width: 240,
      grows: true,
      cell: ({ device = '', name = null }) => <DeviceLink uuid={device} name={name} />,
    };
  }
  if (by === 'feature') {
    return {
      id: 'feature',
      header: t('usage.feature'),
      sort: 'feature',
      width: 240,
      grows: true,
      cell: ({ feature }) => feature,
    };
  }
  const date = new Intl.DateTimeFormat(format.locale, { dateStyle: 'full', timeZone: 'UTC' });
  return {
    id: 'at',
    header: t(by === 'day' ? 'usage.atDay' : 'usage.at'),
    sort: 'at',
    width: 240,
    grows: true,
    cell: ({ at = 0 }) => (by === 'day' ? date.format(at * 1_000) : <Time at={at} as="exact" />),
  };
}

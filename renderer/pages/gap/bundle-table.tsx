import { ActionIcon } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { vendorsQuery } from '../../api/site.ts';
import { type Bundle, bundleAddress, bundleSource } from '../../api/sync.ts';
import { CopyableId } from '../../parts/copyable-id.tsx';
import { type Column, DataTable } from '../../parts/data-table/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FilterSelect } from '../../parts/filter-select.tsx';
import { useFormat } from '../../parts/format.ts';
import { useVendorName } from '../../parts/names.ts';
import { useCarriedLink } from '../../parts/save-carried.ts';
import { useSearchParam } from '../../parts/search-param.ts';
import { StateBadge } from '../../parts/state-badge.tsx';
import { Time } from '../../parts/time.tsx';
import classes from './gap.module.css';

/** Every bundle with its state; each can be exported again as it was made. */
export function BundleTable() {
  const { t } = useTranslation();
  const [vendor] = useSearchParam('vendor');
  const [waiting] = useSearchParam('waiting');
  const { data } = useQuery(vendorsQuery);
  return (
    <div className={classes.table}>
      <DataTable
        label={t('gap.bundles')}
        source={bundleSource({
          ...(vendor !== '' && { vendor }),
          ...(waiting !== '' && { waiting: waiting === 'true' }),
        })}
        columns={useBundleColumns()}
        rowKey={({ vendor: own, epoch, seq }) => `${own} ${epoch} ${seq}`}
        exportName="sync-bundles"
        filters={
          <>
            <FilterSelect
              name="vendor"
              label={t('gap.vendor')}
              width={176}
              options={(data?.items ?? []).map((one) => ({ value: one.vendor, label: one.name }))}
            />
            <FilterSelect
              name="waiting"
              label={t('gap.state')}
              options={[
                { value: 'true', label: t('gap.waits') },
                { value: 'false', label: t('gap.acknowledged') },
              ]}
            />
          </>
        }
        filterNames={['vendor', 'waiting']}
        empty={<EmptyState title={t('gap.bundlesEmpty')} next={t('gap.bundlesEmptyNext')} />}
      />
    </div>
  );
}

function useBundleColumns(): readonly Column<Bundle>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const vendorName = useVendorName();
  const carriedLink = useCarriedLink();
  const stateText = ({ acknowledgedAt, made }: Bundle): string =>
    acknowledgedAt === null
      ? t('gap.waitsSince', { at: format.dateTime(made) })
      : t('gap.acknowledgedAt', { at: format.dateTime(acknowledgedAt) });
  return [
    {
      id: 'vendor',
      header: t('gap.vendor'),
      sort: 'vendor',
      width: 120,
      grows: true,
      cell: ({ vendor }) => vendorName(vendor),
      text: ({ vendor }) => vendor,
    },
    { id: 'seq', header: t('gap.number'), width: 76, align: 'end', cell: ({ seq }) => seq, text: ({ seq }) => seq },
    {
      id: 'epoch',
      header: t('gap.epoch'),
      width: 68,
      align: 'end',
      cell: ({ epoch }) => epoch,
      text: ({ epoch }) => epoch,
    },
    {
      id: 'made',
      header: t('gap.made'),
      sort: 'made',
      width: 184,
      cell: ({ made }) => <Time at={made} />,
      text: ({ made }) => format.utc(made),
    },
    {
      id: 'size',
      header: t('gap.size'),
      sort: 'size',
      width: 80,
      align: 'end',
      cell: ({ size }) => format.bytes(size),
      text: ({ size }) => size,
    },
    {
      id: 'lines',
      header: t('gap.lines'),
      width: 72,
      align: 'end',
      cell: ({ lines }) => format.number(lines),
      text: ({ lines }) => lines,
    },
    {
      id: 'state',
      header: t('gap.state'),
      width: 304,
      cell: (bundle) => (
        <StateBadge tone={bundle.acknowledgedAt === null ? 'warning' : 'ok'}>{stateText(bundle)}</StateBadge>
      ),
      text: stateText,
    },
    {
      id: 'digest',
      header: t('gap.digest'),
      width: 108,
      cell: ({ digest }) => <CopyableId value={digest} what={t('gap.digest')} shown={8} />,
      text: ({ digest }) => digest,
    },
    {
      id: 'again',
      header: t('gap.file'),
      width: 72,
      align: 'end',
      cell: (bundle) => (
        <ActionIcon
          component="a"
          {...carriedLink(bundleAddress(bundle), bundle.name)}
          size="sm"
          title={t('gap.again')}
          aria-label={t('gap.againName', { name: bundle.name })}
        >
          <IconDownload size={16} aria-hidden />
        </ActionIcon>
      ),
      text: ({ name }) => name,
    },
  ];
}

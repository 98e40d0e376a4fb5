import { Stack, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/session.ts';
import { type OfflineLease, offlineLeaseSource } from '../../api/sync.ts';
import { type Column, DataTable } from '../../parts/data-table/data-table.tsx';
import { DeviceLink } from '../../parts/device-link.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { useFormat } from '../../parts/format.ts';
import { ItemLink } from '../../parts/item-link.tsx';
import { Time } from '../../parts/time.tsx';
import classes from './gap.module.css';
import { RequestIn } from './request-in.tsx';

/** Devices on no network: their requests in, their leases out. */
export function FarDevices() {
  const { t } = useTranslation();
  const mayGive = useMay('operator');
  return (
    <Stack gap="md">
      {mayGive && <RequestIn />}
      <section>
        <Title order={2}>{t('gap.out')}</Title>
        <p className={classes.note}>{t('gap.returned')}</p>
        <div className={classes.table}>
          <DataTable
            label={t('gap.out')}
            source={offlineLeaseSource}
            columns={useLeaseColumns()}
            rowKey={({ jti }) => jti}
            exportName="offline-leases"
            empty={<EmptyState title={t('gap.outEmpty')} next={t('gap.outEmptyNext')} />}
          />
        </div>
      </section>
    </Stack>
  );
}

function useLeaseColumns(): readonly Column<OfflineLease>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'device',
      header: t('gap.device'),
      sort: 'device',
      width: 200,
      grows: true,
      cell: ({ device, name }) => <DeviceLink uuid={device} name={name} />,
      text: ({ device, name }) => [name, device].filter((part) => part !== null).join(' '),
    },
    {
      id: 'item',
      header: t('gap.item'),
      width: 200,
      grows: true,
      cell: ({ vendor, item }) => <ItemLink vendor={vendor} id={item} />,
      text: ({ item }) => item,
    },
    {
      id: 'since',
      header: t('gap.since'),
      sort: 'iat',
      width: 192,
      cell: ({ iat }) => <Time at={iat} />,
      text: ({ iat }) => format.utc(iat),
    },
    {
      id: 'until',
      header: t('gap.until'),
      sort: 'exp',
      width: 192,
      cell: ({ exp }) => <Time at={exp} />,
      text: ({ exp }) => format.utc(exp),
    },
  ];
}

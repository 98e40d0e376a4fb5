import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type DeviceFilters, deviceSource, STANDINGS } from '../../api/devices.ts';
import { handshakeListQuery } from '../../api/handshakes.ts';
import { useNewSeats } from '../../api/new-seats.ts';
import { useMay } from '../../api/session.ts';
import { itemsQuery } from '../../api/site.ts';
import { DataTable } from '../../parts/data-table/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FilterSelect } from '../../parts/filter-select.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { ButtonLink } from '../../parts/page-link.tsx';
import { useSearchParam } from '../../parts/search-param.ts';
import { useStandingOptions } from '../../parts/standing-badge.tsx';
import { PLATFORMS, useDeviceColumns } from './device-columns.tsx';

const filterNames = ['state', 'item', 'vendor', 'handshake', 'platform', 'app'] as const;

export function DeviceList() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const isAdmin = useMay('admin');
  const { isPaused } = useNewSeats();
  return (
    <>
      <PageHeader title={t('devices.title')} hint={t('devices.hint')}>
        {isAdmin && isPaused === false && (
          <ButtonLink to="/settings" search={{ section: 'seats' }} variant="default">
            {t('seats.pauseLink')}
          </ButtonLink>
        )}
      </PageHeader>
      <DataTable
        label={t('devices.label')}
        source={deviceSource(useDeviceFilters())}
        columns={useDeviceColumns()}
        rowKey={({ uuid }) => uuid}
        onOpen={({ uuid }) => void navigate({ to: '/devices', search: { device: uuid } })}
        exportName="devices"
        filters={<Filters />}
        filterNames={filterNames}
        empty={
          <EmptyState title={t('devices.empty')} next={t('devices.emptyNext')}>
            <ButtonLink to="/handshakes" variant="default">
              {t('devices.emptyAction')}
            </ButtonLink>
          </EmptyState>
        }
      />
    </>
  );
}

/** What the address narrows the list by. */
function useDeviceFilters(): DeviceFilters {
  const [state] = useSearchParam('state');
  const [item] = useSearchParam('item');
  const [vendor] = useSearchParam('vendor');
  const [handshake] = useSearchParam('handshake');
  const [platform] = useSearchParam('platform');
  const [app] = useSearchParam('app');
  const standing = STANDINGS.find((one) => one === state);
  return {
    ...(standing !== undefined && { state: standing }),
    ...(item !== '' && { item }),
    ...(vendor !== '' && { vendor }),
    ...(handshake !== '' && { handshake }),
    ...(platform !== '' && { platform }),
    ...(app !== '' && { app }),
    // A blocked device stands as it stands; it is asked for beside the others because administrators look for it there.
    ...(state === 'blocked' && { blocked: true }),
  };
}

function Filters() {
  const { t } = useTranslation();
  const standings = useStandingOptions();
  const { data: items } = useQuery(itemsQuery);
  const { data: codes } = useQuery(handshakeListQuery());
  return (
    <>
      <FilterSelect
        name="state"
        label={t('devices.state')}
        options={[...standings, { value: 'blocked', label: t('devices.blocked') }]}
      />
      <FilterSelect
        name="item"
        label={t('devices.item')}
        options={byValue(items?.items.map(({ id, name }) => ({ value: id, label: name })) ?? [])}
      />
      <FilterSelect
        name="handshake"
        label={t('devices.code')}
        options={byValue(codes?.items.map(({ code }) => ({ value: code, label: code })) ?? [])}
      />
      <FilterSelect
        name="platform"
        label={t('devices.platform')}
        width={112}
        options={PLATFORMS.map((value) => ({ value, label: t(`devices.platformName.${value}`) }))}
      />
    </>
  );
}

type Option = { readonly value: string; readonly label: string };

/** Two vendors may use the same id; the filter means both. */
function byValue(options: readonly Option[]): readonly Option[] {
  return [...new Map(options.map((option) => [option.value, option])).values()];
}

import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CODES } from '../../../protocol/codes.ts';
import { type Denial, type DenialFilters, denialSource } from '../../api/denials.ts';
import { handshakeListQuery } from '../../api/handshakes.ts';
import { itemsQuery } from '../../api/site.ts';
import { DataTable } from '../../parts/data-table/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FilterSelect } from '../../parts/filter-select.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { useSearchParam } from '../../parts/search-param.ts';
import { useCodeText } from '../../text/code-text.ts';
import { DenialChart } from './denial-chart.tsx';
import { useDenialColumns } from './denial-columns.tsx';
import { DenialDialog } from './denial-dialog.tsx';

const filterNames = ['code', 'handshake', 'item', 'vendor', 'device', 'address'] as const;

/** What was refused, why, and where to put it right. */
export function DenialsPage() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<Denial | null>(null);
  const filters = useDenialFilters();
  return (
    <>
      <PageHeader title={t('denials.title')} hint={t('denials.hint')} />
      <Stack gap="md" mih={0} flex="0 1 auto">
        <DenialChart filters={filters} />
        <DataTable
          label={t('denials.label')}
          source={denialSource(filters)}
          columns={useDenialColumns()}
          rowKey={keyOf}
          onOpen={setOpened}
          exportName="denials"
          isTwoLined
          filters={<Filters />}
          filterNames={filterNames}
          empty={<EmptyState title={t('denials.empty')} next={t('denials.emptyNext')} />}
        />
      </Stack>
      <DenialDialog denial={opened} onClose={() => setOpened(null)} />
    </>
  );
}

function keyOf({ vendor, code, handshake, product, device, address, first }: Denial): string {
  return [vendor, code, handshake, product, device, address, first].join(' ');
}

function useDenialFilters(): DenialFilters {
  const [code] = useSearchParam('code');
  const [handshake] = useSearchParam('handshake');
  const [item] = useSearchParam('item');
  const [vendor] = useSearchParam('vendor');
  const [device] = useSearchParam('device');
  const [address] = useSearchParam('address');
  return {
    ...(code !== '' && { code }),
    ...(handshake !== '' && { handshake }),
    ...(item !== '' && { item }),
    ...(vendor !== '' && { vendor }),
    ...(device !== '' && { device }),
    ...(address !== '' && { address }),
  };
}

const reasons = Object.entries(CODES).flatMap(([code, { denial }]) => (denial ? [code] : []));

function Filters() {
  const { t } = useTranslation();
  const codeText = useCodeText();
  const [device] = useSearchParam('device');
  const { data: codes } = useQuery(handshakeListQuery());
  const { data: items } = useQuery(itemsQuery);
  return (
    <>
      <FilterSelect
        name="code"
        label={t('denials.reason')}
        width={240}
        options={reasons.map((value) => ({ value, label: codeText(value).meaning }))}
      />
      <FilterSelect
        name="handshake"
        label={t('denials.code')}
        width={152}
        options={[...new Set(codes?.items.map(({ code }) => code))].map((value) => ({ value, label: value }))}
      />
      <FilterSelect
        name="item"
        label={t('denials.item')}
        width={152}
        options={[...new Map(items?.items.map(({ id, name }) => [id, name]))].map(([value, label]) => ({
          value,
          label,
        }))}
      />
      {device !== '' && <FilterSelect name="device" label={t('denials.device')} options={[]} />}
    </>
  );
}

import { Group, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { handshakeListQuery } from '../../api/handshakes.ts';
import { itemsQuery } from '../../api/site.ts';
import { Choice } from '../../parts/choice.tsx';
import { FilterSelect } from '../../parts/filter-select.tsx';
import { useChangeSearch } from '../../parts/search-param.ts';
import { dateOf, day, RANGES, type UsageView } from './use-usage-view.ts';

/** Of what, and of when. */
export function UsageFilterBar({ view }: { readonly view: UsageView }) {
  const { t } = useTranslation();
  const change = useChangeSearch();
  const { data: codes } = useQuery(handshakeListQuery());
  const { data: items } = useQuery(itemsQuery);
  const features = [...new Set(items?.items.flatMap((item) => item.features))].toSorted();
  const { range, from, to } = view;
  return (
    <Group gap="sm" data-print-hidden>
      <ItemFilter view={view} />
      <FilterSelect
        name="handshake"
        label={t('usage.code')}
        width={152}
        options={[...new Set(codes?.items.map(({ code }) => code))].map((value) => ({ value, label: value }))}
      />
      <FilterSelect
        name="feature"
        width={120}
        label={t('usage.feature')}
        options={features.map((value) => ({ value, label: value }))}
      />
      <Choice
        label={t('usage.range')}
        value={range}
        options={RANGES.map((value) => ({ value, label: t(`usage.ranges.${value}`) }))}
        onChange={(next) =>
          change({
            range: next === '30' ? '' : next,
            from: next === 'own' ? dateOf(from ?? to - 30 * day) : '',
            to: next === 'own' ? dateOf(to - day) : '',
          })
        }
      />
      {range === 'own' && (
        <Group gap={4} wrap="nowrap">
          <DateField name="from" label={t('usage.from')} at={from ?? to - 30 * day} />
          <DateField name="to" label={t('usage.to')} at={to - day} />
        </Group>
      )}
    </Group>
  );
}

/** Vendor and id stand in the address on their own, as every link to here writes them. */
function ItemFilter({ view }: { readonly view: UsageView }) {
  const { t } = useTranslation();
  const change = useChangeSearch();
  const { data } = useQuery(itemsQuery);
  const { vendor, item } = view.filters;
  const known = data?.items.find((one) => one.id === item && (vendor === undefined || one.vendor === vendor));
  return (
    <Select
      size="xs"
      w={184}
      aria-label={t('usage.item')}
      placeholder={t('usage.allItems')}
      clearable
      searchable={(data?.items.length ?? 0) > 8}
      value={known === undefined ? null : `${known.vendor}/${known.id}`}
      onChange={(next) => {
        const [nextVendor = '', nextItem = ''] = next?.split('/') ?? [];
        change({ vendor: nextVendor, item: nextItem });
      }}
      data={(data?.items ?? []).map((one) => ({ value: `${one.vendor}/${one.id}`, label: one.name }))}
    />
  );
}

type DateFieldProps = { readonly name: 'from' | 'to'; readonly label: string; readonly at: number };

function DateField({ name, label, at }: DateFieldProps) {
  const change = useChangeSearch();
  // What is typed stands there until the field is left: on the way to a date come others, and days that do not exist.
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextInput
      size="xs"
      type="date"
      aria-label={label}
      value={typed ?? dateOf(at)}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        if (/^(19[7-9]|2\d\d)\d-/.test(value)) change({ [name]: value });
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

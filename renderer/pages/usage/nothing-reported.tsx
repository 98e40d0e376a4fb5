import { IconChartLine } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { usageSeriesQuery } from '../../api/usage.ts';
import { EmptyState } from '../../parts/empty-state.tsx';

/** Stands where no usage is: none that was chosen, or none at all until now. */
export function NothingReported() {
  const { t } = useTranslation();
  const { data, isPending } = useQuery(usageSeriesQuery({ by: 'day', split: 'item', top: 1 }));
  if (isPending) return null;
  const [title, next] =
    data?.at.length === 0 ? (['usage.never', 'usage.neverNext'] as const) : (['usage.none', 'usage.noneNext'] as const);
  return <EmptyState title={t(title)} next={t(next)} icon={IconChartLine} />;
}

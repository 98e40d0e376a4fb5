import { Skeleton, Stack } from '@mantine/core';
import { IconBuildingStore } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Vendor, vendorsQuery } from '../../api/site.ts';
import { CopyableId } from '../../parts/copyable-id.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { type Fact, Facts } from '../../parts/facts.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { Time } from '../../parts/time.tsx';

/** Vendors with the keys that are trusted. */
export function VendorList() {
  const { t } = useTranslation();
  const { data, error } = useQuery(vendorsQuery);
  if (error !== null) return <ProblemNotice problem={error} />;
  if (data === undefined) return <Skeleton height={160} />;
  if (data.items.length === 0) {
    return <EmptyState icon={IconBuildingStore} title={t('licenses.noVendor')} next={t('licenses.noVendorNext')} />;
  }
  return (
    <Stack gap="md">
      {data.items.map((vendor) => (
        <VendorPanel key={vendor.vendor} vendor={vendor} />
      ))}
    </Stack>
  );
}

function VendorPanel({
  vendor: { vendor, name, thumbprint, keys, addedAt, cardIat, locked },
}: {
  readonly vendor: Vendor;
}) {
  const { t } = useTranslation();
  const facts: readonly Fact[] = [
    [t('licenses.vendorId'), vendor],
    [t('licenses.firstKey'), <CopyableId key="first" value={thumbprint} what={t('licenses.firstKey')} />],
    [
      t('licenses.keys'),
      <Stack key="keys" gap={4}>
        {keys.map((key) => (
          <CopyableId key={key} value={key} what={t('licenses.keys')} />
        ))}
      </Stack>,
    ],
    [t('licenses.trustedSince'), <Time key="since" at={addedAt} />],
    [t('licenses.cardOf'), <Time key="card" at={cardIat} />],
  ];
  return (
    <Panel
      title={name}
      actions={
        <StateBadge tone={locked ? 'critical' : 'ok'}>
          {t(locked ? 'licenses.vendorLocked' : 'licenses.vendorTrusted')}
        </StateBadge>
      }
    >
      <Facts facts={facts} />
    </Panel>
  );
}

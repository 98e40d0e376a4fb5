import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type LedgerFilters, ledgerSource } from '../../api/ledger.ts';
import { useMay } from '../../api/session.ts';
import { usersQuery } from '../../api/users.ts';
import { DataTable } from '../../parts/data-table/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FilterSelect } from '../../parts/filter-select.tsx';
import { type LedgerEvent, useActorText } from '../../parts/ledger-event/event-text.ts';
import { useSearchParam } from '../../parts/search-param.ts';
import { useEventColumns } from './event-columns.tsx';
import { EventDialog } from './event-dialog.tsx';
import { EVENT_KINDS } from './event-kinds.ts';
import { Verify } from './verify.tsx';

const filterNames = ['kind', 'actor', 'subject', 'vendor'] as const;

/** Everything that changed, in the order in which it did, and the proof that nothing of it was changed since. */
export function LedgerPage() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<LedgerEvent | null>(null);
  return (
    <>
      <Verify />
      <DataTable
        label={t('ledger.label')}
        source={ledgerSource(useLedgerFilters())}
        columns={useEventColumns()}
        rowKey={({ height }) => String(height)}
        onOpen={setOpened}
        exportName="ledger"
        filters={<Filters />}
        filterNames={filterNames}
        empty={<EmptyState title={t('ledger.empty')} next={t('ledger.emptyNext')} />}
      />
      <EventDialog event={opened} onClose={() => setOpened(null)} />
    </>
  );
}

function useLedgerFilters(): LedgerFilters {
  const [kind] = useSearchParam('kind');
  const [actor] = useSearchParam('actor');
  const [subject] = useSearchParam('subject');
  const [vendor] = useSearchParam('vendor');
  return {
    ...(kind !== '' && { kind }),
    ...(actor !== '' && { actor }),
    ...(subject !== '' && { subject }),
    ...(vendor !== '' && { vendor }),
  };
}

function Filters() {
  const { t } = useTranslation();
  const actorText = useActorText();
  const [subject] = useSearchParam('subject');
  const isAdmin = useMay('admin');
  const { data: users } = useQuery({ ...usersQuery, enabled: isAdmin });
  const actors = ['device', 'system', 'command', 'setup', ...(users?.items ?? []).map(({ name }) => `user:${name}`)];
  const kinds = EVENT_KINDS.map((value) => ({ value, label: t(`ledger.kinds.${value}`) }));
  return (
    <>
      <FilterSelect
        name="kind"
        label={t('ledger.kind')}
        width={192}
        options={kinds.toSorted((a, b) => a.label.localeCompare(b.label))}
      />
      <FilterSelect
        name="actor"
        label={t('ledger.actor')}
        width={160}
        options={actors.map((value) => ({ value, label: actorText(value) }))}
      />
      {subject !== '' && <FilterSelect name="subject" label={t('ledger.subjectFilter')} width={192} options={[]} />}
    </>
  );
}

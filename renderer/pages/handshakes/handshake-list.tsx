import { Button } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { handshakeSource } from '../../api/handshakes.ts';
import { useMay } from '../../api/session.ts';
import { DataTable } from '../../parts/data-table/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { ButtonLink } from '../../parts/page-link.tsx';
import { AddHandshake } from './add-handshake.tsx';
import { useHandshakeColumns } from './handshake-columns.tsx';

export function HandshakeList() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayChange = useMay('operator');
  const [isAdding, setAdding] = useState(false);
  return (
    <>
      <PageHeader title={t('handshakes.title')} hint={t('handshakes.hint')}>
        {mayChange && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
            {t('handshakes.add')}
          </Button>
        )}
      </PageHeader>
      <DataTable
        label={t('handshakes.title')}
        source={handshakeSource({})}
        columns={useHandshakeColumns()}
        rowKey={({ vendor, code }) => `${vendor}/${code}`}
        onOpen={({ vendor, code }) => void navigate({ to: '/handshakes', search: { code: `${vendor}/${code}` } })}
        exportName="handshake-codes"
        empty={
          <EmptyState icon={IconKey} title={t('handshakes.empty')} next={t('handshakes.emptyNext')}>
            <ButtonLink to="/licenses" variant="default">
              {t('handshakes.toLicenses')}
            </ButtonLink>
          </EmptyState>
        }
      />
      {isAdding && <AddHandshake onClose={() => setAdding(false)} />}
    </>
  );
}

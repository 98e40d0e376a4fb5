import { Button, Group, Text } from '@mantine/core';
import { IconFileCertificate } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { itemsQuery } from '../../api/site.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ChooseFiles } from '../../parts/import-files/choose-files.tsx';
import { ItemStateBadge } from '../../parts/item-state.tsx';
import { Panel } from '../../parts/panel.tsx';

import { Time } from '../../parts/time.tsx';
import { StepFrame } from './step.tsx';

export function LicenseStep({ onNext }: { readonly onNext: () => void }) {
  const { t } = useTranslation();
  const { data } = useQuery(itemsQuery);
  const items = data?.items ?? [];
  const isLicensed = items.length > 0;
  return (
    <StepFrame
      title={t('setup.license.title')}
      why={t('setup.license.why')}
      actions={isLicensed && <Button onClick={onNext}>{t('setup.next')}</Button>}
    >
      {isLicensed ? (
        <Panel title={t('setup.license.items', { count: items.length })} actions={<ChooseFiles variant="default" />}>
          {items.slice(0, 8).map(({ vendor, id, name, end, state }) => (
            <Group key={`${vendor} ${id}`} justify="space-between" wrap="nowrap" mih={28}>
              <Text truncate>{name}</Text>
              <Group gap="md" wrap="nowrap">
                <span>
                  {t('setup.license.until')} <Time at={end} as="date" />
                </span>
                <ItemStateBadge state={state} />
              </Group>
            </Group>
          ))}
        </Panel>
      ) : (
        <Panel>
          <EmptyState icon={IconFileCertificate} title={t('setup.license.drop')} next={t('setup.license.dropNext')}>
            <ChooseFiles />
          </EmptyState>
        </Panel>
      )}
    </StepFrame>
  );
}

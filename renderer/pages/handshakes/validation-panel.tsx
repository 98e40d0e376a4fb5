import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Handshake } from '../../api/handshakes.ts';
import { Panel } from '../../parts/panel.tsx';
import { SavedLists } from './saved-lists.tsx';

type Props = { readonly handshake: Handshake; readonly mayChange: boolean };

/** Which apps may use the code: one entry of any list must match. */
export function ValidationPanel({ handshake, mayChange }: Props) {
  const { t } = useTranslation();
  const { domains, applications, processes } = handshake;
  return (
    <Panel title={t('handshakes.validation')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('handshakes.validationHint')}
      </Text>
      <SavedLists
        handshake={handshake}
        mayChange={mayChange}
        changeOf={(values) => ({
          domains: values.domains ?? [],
          applications: values.applications ?? [],
          processes: values.processes ?? [],
        })}
        lists={[
          {
            key: 'domains',
            label: t('handshakes.domains'),
            hint: t('handshakes.domainsHint'),
            placeholder: 'scan.example',
            entries: domains,
          },
          {
            key: 'applications',
            label: t('handshakes.applications'),
            hint: t('handshakes.applicationsHint'),
            placeholder: 'com.example.*',
            entries: applications,
          },
          {
            key: 'processes',
            label: t('handshakes.processes'),
            hint: t('handshakes.processesHint'),
            placeholder: 'scanner.exe',
            entries: processes,
            hasSpaces: true,
          },
        ]}
      />
    </Panel>
  );
}

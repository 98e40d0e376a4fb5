import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { machineQuery } from '../../api/setup.ts';
import { CopyableId } from '../../parts/copyable-id.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';

/** What vendors bind licenses to: the site's name and key, and the identifiers of its machine. */
export function MachineFacts() {
  const { t } = useTranslation();
  const { data, error } = useQuery(machineQuery);
  return (
    <Panel title={t('setup.machine.title')}>
      {error !== null && <ProblemNotice problem={error} />}
      {data !== undefined && (
        <Stack gap="sm">
          <Fact name={t('setup.machine.site')} value={data.site} />
          <Fact name={t('setup.machine.thumbprint')} value={data.thumbprint} />
          {data.identifiers.map(({ kind, identifier }) => (
            <Fact key={kind} name={t(`setup.machine.kind.${kind}`)} value={identifier} />
          ))}
          {data.problems.map(({ kind, message }) => (
            <Text key={kind} size="xs" c="dimmed">
              {t(`setup.machine.kind.${kind}`)}: {message}
            </Text>
          ))}
          <Text size="xs" c="dimmed">
            {t('setup.machine.note')}
          </Text>
        </Stack>
      )}
    </Panel>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {name}
      </Text>
      <CopyableId value={value} what={name} isWrapped />
    </div>
  );
}

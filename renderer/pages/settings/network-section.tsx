import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../api/problem.ts';
import { type Status, statusQuery } from '../../api/site.ts';
import { type TriedNetwork, tryNetwork } from '../../api/try-device.ts';
import { CopyableId } from '../../parts/copyable-id.tsx';
import { Facts } from '../../parts/facts.tsx';
import { useFormat } from '../../parts/format.ts';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { DraftList, DraftNumber, DraftText } from '../../parts/settings-form/draft-fields.tsx';
import { DraftPanel, WideField } from '../../parts/settings-form/draft-panel.tsx';
import { useSettingsDraft } from '../../parts/settings-form/use-settings-draft.ts';
import { StateBadge } from '../../parts/state-badge.tsx';
import { Time } from '../../parts/time.tsx';
import classes from './settings.module.css';

/** How devices reach this server, and what they check when they do. */
export function NetworkSection() {
  const { data, error } = useQuery(statusQuery);
  return (
    <>
      {error !== null && <ProblemNotice problem={error} />}
      {data === undefined && error === null && <Skeleton height={212} />}
      {data !== undefined && <Addresses network={data.network} />}
      {data !== undefined && <Certificate network={data.network} />}
      <Listener />
      <Limits />
    </>
  );
}

type Props = { readonly network: Status['network'] };

function Addresses({ network }: Props) {
  const { t } = useTranslation();
  const { mutate, data, isPending, error } = useMutation({ mutationFn: tryNetwork });
  return (
    <Panel
      title={t('settings.network.addresses')}
      actions={
        <Button variant="default" loading={isPending} onClick={() => mutate()}>
          {t('settings.network.test')}
        </Button>
      }
    >
      {network.servers.length === 0 && <Text size="sm">{t('settings.network.addressesNone')}</Text>}
      <ul className={classes.addresses} aria-live="polite">
        {network.servers.map((server) => (
          <li key={server}>
            <CopyableId value={server} what={t('settings.network.addresses')} />
            <Reached reached={data?.find((one) => one.server === server)} isPending={isPending} />
          </li>
        ))}
      </ul>
      {error !== null && <ProblemNotice problem={problemOf(error)} />}
    </Panel>
  );
}

type ReachedProps = { readonly reached: TriedNetwork[number] | undefined; readonly isPending: boolean };

function Reached({ reached, isPending }: ReachedProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (isPending) return <Text size="sm">{t('settings.network.testing')}</Text>;
  if (reached === undefined) return null;
  const { ok, milliseconds, pinned, problem } = reached;
  if (!ok) {
    return (
      <StateBadge isSentence tone="critical">
        {t('settings.network.noAnswer')}. {problem}
      </StateBadge>
    );
  }
  const how = t(pinned === null ? 'settings.network.plain' : 'settings.network.pinned');
  return (
    <StateBadge isSentence tone="ok">
      {t('settings.network.answers', { milliseconds: format.number(milliseconds) })}, {how}
    </StateBadge>
  );
}

function Certificate({ network }: Props) {
  const { t } = useTranslation();
  const { certificate, tls } = network;
  return (
    <Panel title={t('settings.network.tls')}>
      {certificate === null ? (
        <Text size="sm">{t('settings.network.none')}</Text>
      ) : (
        <Stack gap="sm">
          <Facts
            facts={[
              [t('settings.network.expires'), <Time key="expires" at={certificate.expires} as="exact" />],
              [t('settings.network.pins'), <Pins key="pins" pins={tls} />],
            ]}
          />
          <Text size="sm" c="dimmed">
            {t(certificate.installed ? 'settings.network.installed' : 'settings.network.own')}
          </Text>
        </Stack>
      )}
    </Panel>
  );
}

/** That of the certificate in force first, then the one that may follow it. */
function Pins({ pins }: { readonly pins: readonly string[] }) {
  const { t } = useTranslation();
  return pins.map((pin, index) => {
    const when = t(index === 0 ? 'settings.network.pinNow' : 'settings.network.pinNext');
    return (
      <Group key={pin} gap={4} wrap="nowrap">
        <Text span size="xs" c="dimmed" w={56}>
          {when}
        </Text>
        <CopyableId value={pin} what={t('settings.network.pin', { when })} />
      </Group>
    );
  });
}

function Listener() {
  const { t } = useTranslation();
  const draft = useSettingsDraft('network', 'savedNextStart');
  return (
    <DraftPanel title={t('settings.network.listener')} draft={draft} paths={['host', 'port', 'servers', 'names']}>
      <DraftText draft={draft} path="host" label={t('settings.network.host')} hint={t('settings.network.hostHint')} />
      <DraftNumber draft={draft} path="port" label={t('settings.network.port')} min={0} max={65_535} unit="" />
      <WideField>
        <DraftList
          draft={draft}
          path="servers"
          label={t('settings.network.servers')}
          hint={t('settings.network.serversHint')}
          placeholder="https://licenses.plant.example:4870"
        />
      </WideField>
      <WideField>
        <DraftList
          draft={draft}
          path="names"
          label={t('settings.network.names')}
          hint={t('settings.network.namesHint')}
          placeholder="licenses.plant.example"
        />
      </WideField>
    </DraftPanel>
  );
}

function Limits() {
  const { t } = useTranslation();
  const draft = useSettingsDraft('limits');
  return (
    <DraftPanel
      title={t('settings.network.limits')}
      draft={draft}
      paths={['requestsPerSecond', 'firstSeenPerMinute']}
      note={t('settings.network.limitsHint')}
    >
      <DraftNumber
        draft={draft}
        path="requestsPerSecond"
        label={t('settings.network.requests')}
        min={1}
        max={1_000_000}
        unit={t('settings.network.requestsUnit')}
      />
      <DraftNumber
        draft={draft}
        path="firstSeenPerMinute"
        label={t('settings.network.firstSeen')}
        min={1}
        max={1_000_000}
        unit={t('settings.network.firstSeenUnit')}
      />
    </DraftPanel>
  );
}

import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Channel, type ChannelStanding, channelsQuery, testChannel } from '../../api/alerts.ts';
import { useChange } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { Detail } from '../../parts/detail.tsx';
import { useFormat } from '../../parts/format.ts';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { DraftBar } from '../../parts/settings-form/draft-bar.tsx';
import {
  DraftList,
  DraftLongText,
  DraftNumber,
  DraftSecret,
  DraftSelect,
  DraftSwitch,
  DraftText,
} from '../../parts/settings-form/draft-fields.tsx';
import { type SettingsDraft, useSettingsDraft } from '../../parts/settings-form/use-settings-draft.ts';
import { StateBadge } from '../../parts/state-badge.tsx';
import classes from './alerts.module.css';

/** The ways out of this machine, each with its test. */
export function Channels() {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('alerts.channels.inner')}
      </Text>
      <div className={classes.cards}>
        <Email />
        <Stack gap="md">
          <Webhook />
          <Syslog />
        </Stack>
      </div>
      <Authorities />
    </Stack>
  );
}

function Email() {
  const { t } = useTranslation();
  const draft = useSettingsDraft('channels');
  const names = ['enabled', 'host', 'port', 'security', 'user', 'password', 'from', 'to', 'cc', 'bcc'];
  const security = ['none', 'starttls', 'tls'] as const;
  return (
    <ChannelCard channel="email" what={t('alerts.channels.emailWhat')} draft={draft} names={names}>
      <div className={classes.pair}>
        <DraftText draft={draft} path="email.host" label={t('alerts.channels.host')} />
        <DraftNumber draft={draft} path="email.port" label={t('alerts.channels.port')} min={1} max={65_535} unit="" />
        <DraftSelect
          draft={draft}
          path="email.security"
          label={t('alerts.channels.security')}
          options={security.map((value) => ({ value, label: t(`alerts.channels.${value}`) }))}
        />
      </div>
      <div className={classes.halves}>
        <DraftText
          draft={draft}
          path="email.user"
          label={t('alerts.channels.user')}
          hint={t('alerts.channels.userHint')}
        />
        <DraftSecret draft={draft} path="email.password" label={t('alerts.channels.password')} />
      </div>
      <DraftText draft={draft} path="email.from" label={t('alerts.channels.from')} placeholder="causeway@example.org" />
      <DraftList
        draft={draft}
        path="email.to"
        label={t('alerts.channels.to')}
        hint={t('alerts.channels.listHint')}
        placeholder="it@example.org"
      />
      <div className={classes.halves}>
        <DraftList draft={draft} path="email.cc" label={t('alerts.channels.cc')} />
        <DraftList draft={draft} path="email.bcc" label={t('alerts.channels.bcc')} />
      </div>
    </ChannelCard>
  );
}

function Webhook() {
  const { t } = useTranslation();
  const draft = useSettingsDraft('channels');
  return (
    <ChannelCard
      channel="webhook"
      what={t('alerts.channels.webhookWhat')}
      draft={draft}
      names={['enabled', 'url', 'secret']}
    >
      <DraftText
        draft={draft}
        path="webhook.url"
        label={t('alerts.channels.url')}
        placeholder="https://chat.example.org/hooks/…"
      />
      <DraftSecret
        draft={draft}
        path="webhook.secret"
        label={t('alerts.channels.secret')}
        hint={t('alerts.channels.secretHint')}
      />
    </ChannelCard>
  );
}

function Syslog() {
  const { t } = useTranslation();
  const draft = useSettingsDraft('channels');
  const transports = ['udp', 'tcp', 'tls'];
  return (
    <ChannelCard
      channel="syslog"
      what={t('alerts.channels.syslogWhat')}
      draft={draft}
      names={['enabled', 'host', 'port', 'transport', 'facility']}
    >
      <div className={classes.pair}>
        <DraftText draft={draft} path="syslog.host" label={t('alerts.channels.syslogHost')} />
        <DraftNumber draft={draft} path="syslog.port" label={t('alerts.channels.port')} min={1} max={65_535} unit="" />
        <DraftSelect
          draft={draft}
          path="syslog.transport"
          label={t('alerts.channels.transport')}
          options={transports.map((value) => ({ value, label: value.toUpperCase() }))}
        />
      </div>
      <DraftSelect
        draft={draft}
        path="syslog.facility"
        label={t('alerts.channels.facility')}
        options={facilities.map((name, number) => ({ value: String(number), label: `${name} (${number})` }))}
      />
    </ChannelCard>
  );
}

/** Names of the facilities of RFC 5424 in the order of their numbers. */
const facilities = [
  ...['kern', 'user', 'mail', 'daemon', 'auth', 'syslog', 'lpr', 'news'],
  ...['uucp', 'cron', 'authpriv', 'ftp', 'ntp', 'audit', 'alert', 'clock'],
  ...['local0', 'local1', 'local2', 'local3', 'local4', 'local5', 'local6', 'local7'],
];

function Authorities() {
  const { t } = useTranslation();
  const draft = useSettingsDraft('channels');
  return (
    <Panel title={t('alerts.channels.authorities')}>
      <DraftLongText
        draft={draft}
        path="authorities"
        label={t('alerts.channels.authoritiesWhat')}
        hint={t('alerts.channels.authoritiesHint')}
      />
      <DraftBar draft={draft} paths={['authorities']} />
    </Panel>
  );
}

type CardProps = {
  readonly channel: Exclude<Channel, 'console' | 'native'>;
  readonly what: string;
  readonly draft: SettingsDraft;
  /** Of the settings on this card. */
  readonly names: readonly string[];
  readonly children: ReactNode;
};

function ChannelCard({ channel, what, draft, names, children }: CardProps) {
  const { t } = useTranslation();
  const { data } = useQuery(channelsQuery);
  const standing = data?.items.find((one) => one.channel === channel);
  return (
    <Panel title={t(`alerts.channel.${channel}`)} actions={standing !== undefined && <Standing standing={standing} />}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {what}
        </Text>
        {standing?.error != null && (
          <Notice tone="warning">
            <Text size="sm">
              {t('alerts.channels.failing')} <Detail detail={standing.error} />
            </Text>
          </Notice>
        )}
        <DraftSwitch draft={draft} path={`${channel}.enabled`} label={t('alerts.channels.enabled')} />
        {children}
        <Test channel={channel} draft={draft} />
      </Stack>
      <DraftBar draft={draft} paths={names.map((name) => `${channel}.${name}`)} />
    </Panel>
  );
}

function Standing({ standing }: { readonly standing: ChannelStanding }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { enabled, waiting, deliveredAt, error } = standing;
  const tone = !enabled ? 'quiet' : error === null ? 'ok' : 'warning';
  const told = [
    t(enabled ? 'alerts.channels.on' : 'alerts.channels.off'),
    ...(waiting > 0 ? [t('alerts.channels.waiting', { count: waiting, formatted: format.number(waiting) })] : []),
    ...(enabled
      ? [
          deliveredAt === null
            ? t('alerts.channels.never')
            : t('alerts.channels.delivered', { at: format.dateTime(deliveredAt) }),
        ]
      : []),
  ];
  return (
    <StateBadge isSentence tone={tone}>
      {told.join(' · ')}
    </StateBadge>
  );
}

/** A test goes by what is in force, so what was changed is saved before. */
function Test({ channel, draft }: Pick<CardProps, 'channel' | 'draft'>) {
  const { t } = useTranslation();
  const mayTest = useMay('operator');
  const { mutate, data, error, isPending } = useChange({ run: testChannel, touches: ['alerts'] });
  if (!mayTest) return null;
  const run = async (): Promise<void> => {
    if (!draft.isDirty || (await draft.save())) mutate(channel);
  };
  return (
    <Group gap="sm" align="flex-start" wrap="nowrap">
      <Button variant="default" flex="none" loading={isPending || draft.isSaving} onClick={() => void run()}>
        {t(draft.isDirty ? 'alerts.channels.saveAndTest' : 'alerts.channels.test')}
      </Button>
      <div role="status">
        {data !== undefined && !isPending && (
          <StateBadge isSentence tone={data.delivered ? 'ok' : 'critical'}>
            <Text span size="sm" fw={400}>
              {t(data.delivered ? 'alerts.channels.testOk' : 'alerts.channels.testFailed')}{' '}
              <Detail detail={data.detail} />
            </Text>
          </StateBadge>
        )}
      </div>
      {error !== null && <ProblemNotice problem={error} />}
    </Group>
  );
}

import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client.ts';
import { readAnew } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { type Status, statusQuery } from '../../api/site.ts';
import { useConfirm } from '../../parts/confirm.tsx';
import { Facts } from '../../parts/facts.tsx';
import { useFormat } from '../../parts/format.ts';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { tellDone } from '../../parts/tell-done.tsx';
import { Time } from '../../parts/time.tsx';

/** Whether the server's clock is trusted, and what to do when it is not. */
export function ClockSection() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery({ ...statusQuery, refetchInterval: 10_000 });
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <>
      {error !== null && <ProblemNotice problem={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton height={160} />}
      {data !== undefined && <ClockPanel clock={data.clock} />}
      <Text size="sm" c="dimmed">
        {t('settings.clock.vendorsWhat')} {t('settings.clock.zone', { zone })}
      </Text>
    </>
  );
}

function ClockPanel({ clock }: { readonly clock: Status['clock'] }) {
  const { t } = useTranslation();
  const { now, system, trusted, pendingForward } = clock;
  return (
    <Panel title={t('settings.clock.title')}>
      <Stack gap="md">
        <Facts
          facts={[
            [t('settings.clock.state'), <ClockState key="state" clock={clock} />],
            [t('settings.clock.now'), <Time key="now" at={now} as="exact" />],
            [t('settings.clock.system'), <Time key="system" at={system} as="exact" />],
          ]}
        />
        {trusted ? (
          <Text size="sm" c="dimmed">
            {t('settings.clock.trustedWhat')}
          </Text>
        ) : (
          <Notice tone="critical">
            <Text size="sm">
              {t(pendingForward === null ? 'settings.clock.behindWhat' : 'settings.clock.aheadWhat')}
            </Text>
          </Notice>
        )}
        {pendingForward !== null && <ConfirmJump at={pendingForward} />}
      </Stack>
    </Panel>
  );
}

function ClockState({ clock }: { readonly clock: Status['clock'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { trusted, behind, pendingForward } = clock;
  if (trusted)
    return (
      <StateBadge isSentence tone="ok">
        {t('settings.clock.trusted')}
      </StateBadge>
    );
  return (
    <StateBadge isSentence tone="critical">
      {pendingForward === null ? t('settings.clock.behind', { span: format.span(behind) }) : t('settings.clock.ahead')}
    </StateBadge>
  );
}

function ConfirmJump({ at }: { readonly at: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const ask = useConfirm();
  const mayConfirm = useMay('admin');
  if (!mayConfirm) return null;
  const confirm = (): void =>
    ask({
      title: t('settings.clock.confirmTitle', { at: format.exact(at) }),
      what: t('settings.clock.confirmWhat'),
      confirm: t('settings.clock.confirmAct'),
      isDanger: true,
      run: async () => {
        await answerOf(api.POST('/admin/v1/clock/confirm'));
        await readAnew(client, 'status');
        tellDone(t('settings.clock.confirmed'));
      },
    });
  return (
    <Group>
      <Button onClick={confirm}>{t('settings.clock.confirm')}</Button>
    </Group>
  );
}

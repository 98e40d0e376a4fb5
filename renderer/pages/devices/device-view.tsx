import { Anchor, Button, Skeleton, Stack, Text } from '@mantine/core';
import { IconArrowLeft, IconBan, IconCircleCheck } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { changeDevice, type Device, deviceQuery } from '../../api/devices.ts';
import { readAnew } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { useConfirm } from '../../parts/confirm.tsx';
import { shortUuid } from '../../parts/device-link.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { StandingBadge } from '../../parts/standing-badge.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { tellDone } from '../../parts/tell-done.tsx';
import { tellFailed } from '../../parts/tell-failed.tsx';
import { DeviceFacts } from './device-facts.tsx';
import { DeviceUsage } from './device-usage.tsx';
import classes from './device-view.module.css';
import { SeatList } from './seat-list.tsx';
import { Timeline } from './timeline.tsx';

/** One device: what it is, what it holds, and what happened to it. */
export function DeviceView({ uuid }: { readonly uuid: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(deviceQuery(uuid));
  const isGone = error?.code === 'not_found';
  // What was removed meanwhile cannot be changed any more.
  const device = isGone ? undefined : data;
  const title = device?.name ?? t('devices.unnamed', { id: shortUuid(uuid) });
  return (
    <>
      <Anchor component={Link} to="/devices" size="sm" className={classes.back}>
        <IconArrowLeft size={14} aria-hidden /> {t('devices.back')}
      </Anchor>
      <PageHeader title={title}>
        {device !== undefined && (
          <>
            <StandingBadge standing={device.state} />
            <BlockButton device={device} title={title} />
          </>
        )}
      </PageHeader>
      {isGone ? (
        <EmptyState title={t('devices.unknown')} next={t('devices.gone')} />
      ) : (
        error !== null && <ProblemNotice problem={error} onRetry={() => void refetch()} />
      )}
      {device === undefined && error === null && <Skeleton height={320} />}
      {device !== undefined && (
        <div className={classes.columns}>
          <Stack gap="md" miw={0}>
            {device.blocked && (
              <StateBadge isSentence tone="critical">
                <Text span size="sm">
                  {t('devices.isBlocked')}
                </Text>
              </StateBadge>
            )}
            <SeatList device={device} title={title} />
            <Timeline uuid={uuid} />
          </Stack>
          <Stack gap="md" miw={0}>
            <DeviceFacts device={device} />
            <DeviceUsage uuid={uuid} />
          </Stack>
        </div>
      )}
    </>
  );
}

function BlockButton({ device, title }: { readonly device: Device; readonly title: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const ask = useConfirm();
  const mayChange = useMay('operator');
  if (!mayChange) return null;
  const set = async (blocked: boolean): Promise<void> => {
    await changeDevice(device.uuid, { blocked });
    await readAnew(client, 'devices');
  };
  const unblock = async (): Promise<void> => {
    await set(false);
    tellDone(t('devices.unblockDone', { device: title }));
  };
  if (device.blocked) {
    return (
      <Button
        variant="default"
        leftSection={<IconCircleCheck size={16} aria-hidden />}
        onClick={() => void unblock().catch(tellFailed)}
      >
        {t('devices.unblock')}
      </Button>
    );
  }
  const block = (): void =>
    ask({
      title: t('devices.blockTitle', { device: title }),
      what: t('devices.blockWhat'),
      confirm: t('devices.blockConfirm'),
      isDanger: true,
      run: async () => {
        await set(true);
        tellDone(t('devices.blockDone', { device: title }), { label: t('devices.undo'), run: unblock });
      },
    });
  return (
    <Button variant="default" leftSection={<IconBan size={16} aria-hidden />} onClick={block}>
      {t('devices.block')}
    </Button>
  );
}

import { Code, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Device } from '../../api/devices.ts';
import type { Column } from '../../parts/data-table/data-table.tsx';
import { shortUuid } from '../../parts/device-link.tsx';
import { useFormat } from '../../parts/format.ts';
import { useItemName } from '../../parts/names.ts';
import { useNow } from '../../parts/now.ts';
import { usePlatformName } from '../../parts/platform-name.ts';
import { SomeNames } from '../../parts/some-names.tsx';
import { StandingBadge } from '../../parts/standing-badge.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { Time } from '../../parts/time.tsx';

export const PLATFORMS = ['windows', 'macos', 'linux', 'android', 'ios', 'browser'] as const;

export function useDeviceColumns(): readonly Column<Device>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const itemName = useItemName();
  const platformName = usePlatformName();
  const now = useNow();
  const heldItems = ({ seats }: Device): readonly string[] =>
    seats
      .filter(({ heldUntil, state }) => heldUntil > now || state !== 'idle')
      .map((seat) => itemName(seat.vendor, seat.item));
  return [
    {
      id: 'name',
      header: t('devices.name'),
      sort: 'name',
      width: 150,
      grows: true,
      cell: ({ uuid, name }) => name ?? shortUuid(uuid),
      text: ({ name }) => name ?? '',
    },
    {
      id: 'uuid',
      header: t('devices.uuid'),
      sort: 'uuid',
      width: 88,
      cell: ({ uuid }) => <Code title={uuid}>{shortUuid(uuid)}</Code>,
      text: ({ uuid }) => uuid,
    },
    {
      id: 'state',
      header: t('devices.state'),
      width: 124,
      cell: ({ state, blocked }) =>
        blocked ? <StateBadge tone="critical">{t('devices.blocked')}</StateBadge> : <StandingBadge standing={state} />,
      text: ({ state, blocked }) => (blocked ? t('devices.blocked') : t(`devices.standing.${state}`)),
    },
    {
      id: 'items',
      header: t('devices.items'),
      width: 156,
      grows: true,
      cell: (device) => <SomeNames names={heldItems(device)} none={t('devices.noSeat')} />,
      text: (device) => heldItems(device).join('; '),
    },
    {
      id: 'platform',
      header: t('devices.platform'),
      sort: 'platform',
      width: 88,
      cell: ({ platform }) => platformName(platform),
      text: ({ platform }) => platform ?? '',
    },
    {
      id: 'app',
      header: t('devices.app'),
      sort: 'app',
      width: 184,
      cell: ({ app, version }) => (
        <Group gap={6} wrap="nowrap">
          <span>{app ?? '–'}</span>
          {version !== null && (
            <Text span size="xs" c="dimmed">
              {version}
            </Text>
          )}
        </Group>
      ),
      text: ({ app, version }) => [app, version].filter((part) => part !== null).join(' '),
    },
    {
      id: 'lease',
      header: t('devices.leaseUntil'),
      width: 96,
      cell: (device) => <LeaseEnd until={leaseEnd(device)} />,
      text: (device) => {
        const until = leaseEnd(device);
        return until === null ? '' : format.utc(until);
      },
    },
    {
      id: 'last',
      header: t('devices.lastSeen'),
      sort: 'last',
      width: 104,
      cell: ({ last }) => <Time at={last} as="brief" />,
      text: ({ last }) => format.utc(last),
    },
    {
      id: 'usage',
      header: t('devices.usage7'),
      width: 112,
      align: 'end',
      cell: ({ usage }) => format.number(usage),
      text: ({ usage }) => usage,
    },
  ];
}

function LeaseEnd({ until }: { readonly until: number | null }) {
  const { t } = useTranslation();
  if (until === null) {
    return (
      <Text span inherit c="dimmed">
        {t('devices.noLease')}
      </Text>
    );
  }
  return <Time at={until} as="brief" />;
}

/** The end of the lease in force that lasts longest. */
function leaseEnd({ seats }: Device): number | null {
  const ends = seats.flatMap(({ leases }) => leases.map(({ exp }) => exp));
  return ends.length === 0 ? null : Math.max(...ends);
}

/** A platform as people write it. */

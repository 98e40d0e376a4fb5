import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportedOf } from '../api/files.ts';
import { CopyableId } from './copyable-id.tsx';
import type { Fact } from './facts.tsx';
import { usePlatformName } from './platform-name.ts';
import { Time } from './time.tsx';

/** What a device that never connects says of itself, what it asks for, and what it gets for how long. */
export function useDeviceAsked(): (request: ImportedOf<'device-request'>) => readonly Fact[] {
  const { t } = useTranslation();
  const platformName = usePlatformName();
  return ({ device, asked, item, days, until }) => {
    const { name, platform, os, app, version } = asked;
    const system = [platform === null ? null : platformName(platform), os];
    return [
      [
        t('importing.device'),
        <span key="device">
          {name !== null && <strong>{name} </strong>}
          <CopyableId value={device} what={t('importing.device')} shown={13} />
        </span>,
      ],
      ...fact(t('importing.system'), joined(system, ' · ')),
      ...fact(t('importing.app'), joined([app, version], ' ')),
      [t('importing.product'), joined([asked.product, asked.features.join(', ')], ': ')],
      [
        t('importing.gets'),
        <span key="item">
          {item.name} <Small>{item.id}</Small>
        </span>,
      ],
      [
        t('importing.until'),
        <span key="until">
          <Time at={until} /> <Small>{t('importing.days', { count: days })}</Small>
          {asked.days !== days && <Small> {t('importing.daysAsked', { count: asked.days })}</Small>}
        </span>,
      ],
    ];
  };
}

function fact(name: string, value: string): readonly Fact[] {
  return value === '' ? [] : [[name, value]];
}

const joined = (parts: readonly (string | null)[], by: string): string =>
  parts.filter((part) => part !== null && part !== '').join(by);

function Small({ children }: { readonly children: React.ReactNode }) {
  return (
    <Text span size="xs" c="dimmed">
      {children}
    </Text>
  );
}

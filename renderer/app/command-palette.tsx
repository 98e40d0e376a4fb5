import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight } from '@mantine/spotlight';
import { IconDeviceDesktop, IconFileCertificate, IconKey, IconRocket, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/session.ts';
import { findQuery } from './find.ts';
import { pageList } from './page-list.ts';

/** Ctrl/⌘ K: finds any page, license item, handshake code or device. */
export function CommandPalette() {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [query] = useDebouncedValue(typed.trim(), 150);
  const { data: found } = useQuery({ ...findQuery(query), enabled: query !== '' });
  const pages = usePages(typed);
  const go = useNavigate();
  const items = query === '' ? [] : (found?.items ?? []);
  const codes = query === '' ? [] : (found?.codes ?? []);
  const devices = query === '' ? [] : (found?.devices ?? []);
  const isEmpty = pages.length + items.length + codes.length + devices.length === 0;
  return (
    <Spotlight.Root
      query={typed}
      onQueryChange={setTyped}
      shortcut="mod + K"
      scrollable
      maxHeight={420}
      clearQueryOnClose
    >
      <Spotlight.Search
        placeholder={t('app.palettePrompt')}
        aria-label={t('app.palettePrompt')}
        leftSection={<IconSearch size={16} aria-hidden />}
      />
      <Spotlight.ActionsList>
        <Group label={t('app.palettePages')}>
          {pages.map(({ to, label, Icon }) => (
            <Spotlight.Action
              key={to}
              label={label}
              leftSection={<Icon size={16} aria-hidden />}
              onClick={() => void go({ to })}
            />
          ))}
        </Group>
        <Group label={t('app.paletteItems')}>
          {items.map(({ vendor, id, name, product }) => (
            <Spotlight.Action
              key={`${vendor}/${id}`}
              label={name}
              description={`${id} · ${product}`}
              leftSection={<IconFileCertificate size={16} aria-hidden />}
              onClick={() => void go({ to: '/licenses', search: { item: `${vendor}/${id}` } })}
            />
          ))}
        </Group>
        <Group label={t('app.paletteCodes')}>
          {codes.map(({ vendor, code, note }) => (
            <Spotlight.Action
              key={`${vendor}/${code}`}
              label={code}
              {...(note !== '' && { description: note })}
              leftSection={<IconKey size={16} aria-hidden />}
              onClick={() => void go({ to: '/handshakes', search: { code: `${vendor}/${code}` } })}
            />
          ))}
        </Group>
        <Group label={t('app.paletteDevices')}>
          {devices.map(({ uuid, name, app }) => (
            <Spotlight.Action
              key={uuid}
              label={name ?? uuid}
              description={[name === null ? '' : uuid, app ?? ''].filter((text) => text !== '').join(' · ')}
              leftSection={<IconDeviceDesktop size={16} aria-hidden />}
              onClick={() => void go({ to: '/devices', search: { device: uuid } })}
            />
          ))}
        </Group>
        {isEmpty && found !== undefined && <Spotlight.Empty>{t('app.paletteNothing')}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function Group({ label, children }: { readonly label: string; readonly children: readonly ReactNode[] }) {
  return children.length === 0 ? null : <Spotlight.ActionsGroup label={label}>{children}</Spotlight.ActionsGroup>;
}

/** Pages whose names hold what was typed. */
function usePages(typed: string) {
  const { t } = useTranslation();
  const isAdmin = useMay('admin');
  const pages = [
    ...pageList.map(({ to, name, Icon }) => ({ to, label: t(`nav.${name}`), Icon })),
    ...(isAdmin ? [{ to: '/setup' as const, label: t('nav.setup'), Icon: IconRocket }] : []),
  ];
  return pages.filter(({ label }) => label.toLowerCase().includes(typed.trim().toLowerCase()));
}

import { useDebouncedValue } from '@mantine/hooks';
import { type Icon, IconDeviceDesktop, IconFileCertificate, IconKey, IconRocket } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/session.ts';
import { findQuery } from './find.ts';
import { pageList } from './page-list.ts';

/** Something that the palette found, and the way there. */
export type Hit = {
  readonly key: string;
  readonly group: string;
  readonly label: string;
  readonly description: string;
  readonly Icon: Icon;
  readonly go: () => void;
};

/** What fits a text: pages at once, the rest as the server finds it. */
export function useHits(typed: string): { readonly hits: readonly Hit[]; readonly isSettled: boolean } {
  const { t } = useTranslation();
  const isAdmin = useMay('admin');
  const navigate = useNavigate();
  const [asked] = useDebouncedValue(typed, 150);
  const { data, isFetching } = useQuery({ ...findQuery(asked), enabled: asked !== '' });
  const found = typed === '' ? undefined : data;
  const pages = [
    ...pageList.map(({ to, name, Icon }) => ({ to, label: t(`nav.${name}`), Icon })),
    ...(isAdmin ? [{ to: '/setup' as const, label: t('nav.setup'), Icon: IconRocket }] : []),
  ].filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase()));
  const hits: readonly Hit[] = [
    ...pages.map(({ to, label, Icon }) => ({
      key: to,
      group: t('app.palettePages'),
      label,
      description: '',
      Icon,
      go: () => void navigate({ to }),
    })),
    ...(found?.items ?? []).map(({ vendor, id, name, product }) => ({
      key: `item ${vendor}/${id}`,
      group: t('app.paletteItems'),
      label: name,
      description: `${id} · ${product}`,
      Icon: IconFileCertificate,
      go: () => void navigate({ to: '/licenses', search: { item: `${vendor}/${id}` } }),
    })),
    ...(found?.codes ?? []).map(({ vendor, code, note }) => ({
      key: `code ${vendor}/${code}`,
      group: t('app.paletteCodes'),
      label: code,
      description: note,
      Icon: IconKey,
      go: () => void navigate({ to: '/handshakes', search: { code: `${vendor}/${code}` } }),
    })),
    ...(found?.devices ?? []).map(({ uuid, name, app }) => ({
      key: `device ${uuid}`,
      group: t('app.paletteDevices'),
      label: name ?? uuid,
      description: [name === null ? '' : uuid, app ?? ''].filter((text) => text !== '').join(' · '),
      Icon: IconDeviceDesktop,
      go: () => void navigate({ to: '/devices', search: { device: uuid } }),
    })),
  ];
  return { hits, isSettled: typed === asked && !isFetching };
}

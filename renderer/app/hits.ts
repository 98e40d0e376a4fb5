import { useDebouncedValue } from '@mantine/hooks';
import {
  type Icon,
  IconDeviceDesktop,
  IconFileCertificate,
  IconKey,
  IconPlayerPause,
  IconPlayerPlay,
  IconRocket,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useNewSeats } from '../api/new-seats.ts';
import { useMay } from '../api/session.ts';
import { tellFailed } from '../parts/tell-failed.tsx';
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
  const { data, isPending } = useQuery({ ...findQuery(asked), enabled: asked !== '' });
  const found = typed === asked ? data : undefined;
  const pages = [
    ...pageList.map(({ to, name, Icon }) => ({ to, label: t(`nav.${name}`), Icon })),
    ...(isAdmin ? [{ to: '/setup' as const, label: t('nav.setup'), Icon: IconRocket }] : []),
  ].filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase()));
  const actions = useActions().filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase()));
  const hits: readonly Hit[] = [
    ...pages.map(({ to, label, Icon }) => ({
      key: to,
      group: t('app.palettePages'),
      label,
      description: '',
      Icon,
      go: () => void navigate({ to }),
    })),
    ...actions,
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
  return { hits, isSettled: typed === '' || (typed === asked && !isPending) };
}

/** What can be done from anywhere, because it can be undone from anywhere. */
function useActions(): readonly Hit[] {
  const { t } = useTranslation();
  const isAdmin = useMay('admin');
  const { isPaused, pause } = useNewSeats();
  if (!isAdmin || isPaused === undefined) return [];
  return [
    {
      key: 'seats',
      group: t('seats.actions'),
      label: t(isPaused ? 'seats.resume' : 'seats.pause'),
      description: t(isPaused ? 'seats.resumeWhat' : 'seats.pauseWhat'),
      Icon: isPaused ? IconPlayerPlay : IconPlayerPause,
      go: () => void pause(!isPaused).catch(tellFailed),
    },
  ];
}

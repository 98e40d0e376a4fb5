import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type CodeRequests, codeRequestsQuery, type Handshake } from '../../api/handshakes.ts';
import type { Column } from '../../parts/data-table/data-table.tsx';
import { useItemName, useVendorName } from '../../parts/names.ts';
import { SomeNames } from '../../parts/some-names.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { FailureShare } from './failure-share.tsx';

export function useHandshakeColumns(): readonly Column<Handshake>[] {
  const { t } = useTranslation();
  const itemName = useItemName();
  const vendorName = useVendorName();
  const protection = useProtection();
  const { data: requests } = useQuery(codeRequestsQuery);
  const requestsOf = ({ vendor, code }: Handshake): CodeRequests | undefined => requests?.get(`${vendor} ${code}`);
  const itemsOf = ({ vendor, items }: Handshake): readonly string[] => items.map((id) => itemName(vendor, id));
  return [
    {
      id: 'code',
      header: t('handshakes.code'),
      width: 136,
      grows: true,
      sort: 'code',
      cell: ({ code }) => code,
      text: ({ code }) => code,
    },
    {
      id: 'default',
      header: t('handshakes.default'),
      width: 92,
      cell: (code) => code.default && <StateBadge tone="accent">{t('handshakes.isDefault')}</StateBadge>,
      text: (code) => (code.default ? t('handshakes.isDefault') : ''),
    },
    {
      id: 'vendor',
      header: t('handshakes.vendor'),
      width: 112,
      cell: ({ vendor }) => vendorName(vendor),
      text: ({ vendor }) => vendor,
    },
    {
      id: 'organization',
      header: t('handshakes.organization'),
      width: 112,
      sort: 'organization',
      cell: ({ organization }) => organization,
      text: ({ organization }) => organization,
    },
    {
      id: 'items',
      header: t('handshakes.items'),
      width: 152,
      cell: (code) => <SomeNames names={itemsOf(code)} />,
      text: (code) => itemsOf(code).join('; '),
    },
    {
      id: 'protection',
      header: t('handshakes.protection'),
      width: 112,
      cell: (code) => protection(code) || t('handshakes.open'),
      text: protection,
    },
    {
      id: 'requests',
      header: t('handshakes.lastHour'),
      width: 256,
      cell: (code) => <FailureShare requests={requestsOf(code)} />,
      text: (code) => requestsOf(code)?.requests ?? 0,
    },
    {
      id: 'refused',
      header: t('handshakes.refusedLastHour'),
      width: 0,
      isExportOnly: true,
      cell: (code) => requestsOf(code)?.failed ?? 0,
      text: (code) => requestsOf(code)?.failed ?? 0,
    },
    {
      id: 'note',
      header: t('handshakes.note'),
      width: 96,
      grows: true,
      cell: ({ note }) => note,
      text: ({ note }) => note,
    },
  ];
}

/** What keeps strangers from using a code, in words. */
export function useProtection(): (code: Handshake) => string {
  const { t } = useTranslation();
  return ({ password, domains, applications, processes, access }) =>
    [
      ...(password ? [t('handshakes.hasPassword')] : []),
      ...(domains.length + applications.length + processes.length > 0 ? [t('handshakes.hasFields')] : []),
      ...(access.allow.length + access.deny.length > 0 ? [t('handshakes.hasRules')] : []),
    ].join(', ');
}

import { useTranslation } from 'react-i18next';
import type { Column } from '../../parts/data-table/data-table.tsx';
import { useFormat } from '../../parts/format.ts';
import { type LedgerEvent, useActorText, useEventText } from '../../parts/ledger-event/event-text.ts';
import { useVendorName } from '../../parts/names.ts';
import { Time } from '../../parts/time.tsx';
import { EventSubject } from './event-subject.tsx';

export function useEventColumns(): readonly Column<LedgerEvent>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const eventText = useEventText();
  const actorText = useActorText();
  const vendorName = useVendorName();
  return [
    {
      id: 'height',
      header: t('ledger.height'),
      sort: 'height',
      width: 88,
      cell: ({ height }) => format.number(height),
      text: ({ height }) => height,
    },
    {
      id: 'at',
      header: t('ledger.at'),
      width: 196,
      cell: ({ at }) => <Time at={at} as="second" />,
      text: ({ at }) => format.utc(at),
    },
    {
      id: 'what',
      header: t('ledger.what'),
      width: 280,
      grows: true,
      cell: (event) => eventText(event),
      text: (event) => eventText(event),
    },
    {
      id: 'about',
      header: t('ledger.about'),
      width: 168,
      cell: (event) => <EventSubject event={event} />,
      text: ({ name, subject }) => [name, subject].filter((part) => part !== null).join(' '),
    },
    {
      id: 'actor',
      header: t('ledger.actor'),
      width: 112,
      cell: ({ actor }) => actorText(actor),
      text: ({ actor }) => actor,
    },
    {
      id: 'vendor',
      header: t('ledger.vendor'),
      width: 112,
      cell: ({ vendor }) => (vendor === null ? '' : vendorName(vendor)),
      text: ({ vendor }) => vendor ?? '',
    },
  ];
}

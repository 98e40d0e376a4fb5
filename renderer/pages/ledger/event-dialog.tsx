import { Code, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyableId } from '../../parts/copyable-id.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Facts } from '../../parts/facts.tsx';
import { useFormat } from '../../parts/format.ts';
import { type LedgerEvent, useActorText, useEventText } from '../../parts/ledger-event/event-text.ts';
import { useVendorName } from '../../parts/names.ts';
import { Time } from '../../parts/time.tsx';
import { EventSubject } from './event-subject.tsx';

type Props = { readonly event: LedgerEvent | null; readonly onClose: () => void };

/** One event with all that was recorded. */
export function EventDialog({ event, onClose }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const eventText = useEventText();
  return (
    <Dialog
      isOpen={event !== null}
      onClose={onClose}
      size="lg"
      title={event === null ? '' : `${t('ledger.height')} ${format.number(event.height)}`}
    >
      {event !== null && (
        <Stack gap="md">
          <Text fw={600}>{eventText(event)}</Text>
          <EventFacts event={event} />
          <div>
            <Text size="xs" c="dimmed" mb={4}>
              {t('ledger.data')}
            </Text>
            <Code block tabIndex={0}>
              {JSON.stringify({ kind: event.kind, actor: event.actor, ...event.data }, null, 2)}
            </Code>
          </div>
        </Stack>
      )}
    </Dialog>
  );
}

function EventFacts({ event }: { readonly event: LedgerEvent }) {
  const { t } = useTranslation();
  const format = useFormat();
  const actorText = useActorText();
  const vendorName = useVendorName();
  const { at, actor, vendor, subject, hash } = event;
  return (
    <Facts
      facts={[
        [
          t('ledger.at'),
          <span key="at">
            <Time at={at} as="exact" />{' '}
            <Text span size="xs" c="dimmed">
              {format.utc(at)}
            </Text>
          </span>,
        ],
        [t('ledger.actor'), actorText(actor)],
        ...(subject === null ? [] : [[t('ledger.about'), <EventSubject key="about" event={event} />] as const]),
        ...(vendor === null ? [] : [[t('ledger.vendor'), vendorName(vendor)] as const]),
        [t('ledger.hash'), <CopyableId key="hash" value={hash} what={t('ledger.hash')} />],
      ]}
    />
  );
}

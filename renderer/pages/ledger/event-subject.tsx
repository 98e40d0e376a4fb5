import { CodeLink } from '../../parts/code-link.tsx';
import { DeviceLink } from '../../parts/device-link.tsx';
import { ItemLink } from '../../parts/item-link.tsx';
import type { LedgerEvent } from '../../parts/ledger-event/event-text.ts';

/** What an event is about, as a link where there is a page of it. */
export function EventSubject({ event }: { readonly event: LedgerEvent }) {
  const { data, vendor, subject, name } = event;
  if (subject !== null && data.device === subject) return <DeviceLink uuid={subject} name={name} />;
  if (vendor !== null && typeof data.handshake === 'string' && event.kind.startsWith('handshake-')) {
    return event.kind === 'handshake-removed' ? data.handshake : <CodeLink vendor={vendor} code={data.handshake} />;
  }
  if (vendor !== null && typeof data.item === 'string') return <ItemLink vendor={vendor} id={data.item} />;
  return subject;
}

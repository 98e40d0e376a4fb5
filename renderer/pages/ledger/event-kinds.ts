import type { EventKind } from '../../parts/ledger-event/event-text.ts';
import { en } from '../../text/en.ts';

/** Every kind of event that has a name. */
export const EVENT_KINDS = Object.keys(en.ledger.kinds) as readonly EventKind[];

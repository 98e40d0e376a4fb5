import { EPOCH_EVENT } from '../ledger/epoch-event.ts';
import type { EventKinds, SourceEvent } from '../store/bundle-source.ts';

/** Kinds of ledger events that bundles tell of (protocol.md section 7, line `event`). */
export const bundledKinds: EventKinds = {
  ofVendor: [
    'license-imported',
    'card-imported',
    'acknowledgement-imported',
    'bundle-made',
    'offline-lease',
    'offline-return',
    'adopted',
    'reclaim',
    'undo',
    'machine-changed',
  ],
  ofSite: [EPOCH_EVENT, 'clock-confirmed', 'site-key-changed', 'machine-changed'],
};

/**
 * Members of event data that may leave the site. Names, addresses, users and notes are in none of them; what a later
 * version adds to an event stays at home until it is named here.
 */
const tellable: ReadonlySet<string> = new Set([
  ...['vendor', 'organization', 'product', 'item', 'items', 'device', 'metric', 'quota', 'start', 'end', 'term'],
  ...['serial', 'jti', 'iat', 'digest', 'prev', 'thumbprint', 'lines', 'locked', 'unlocked', 'revoked', 'lockSite'],
  ...['first', 'late', 'time', 'count', 'units', 'seats', 'days', 'code', 'request', 'lease'],
  ...['epoch', 'seq', 'reason', 'height', 'known', 'lost', 'from', 'to', 'at', 'until', 'since', 'mark', 'behind'],
]);

/** Of these, what may be told of the site as a whole, to all vendors alike. */
const tellableOfSite: ReadonlySet<string> = new Set([
  ...[
    'epoch',
    'reason',
    'height',
    'known',
    'lost',
    'from',
    'to',
    'at',
    'until',
    'since',
    'mark',
    'behind',
    'thumbprint',
  ],
]);

export type ToldEvent = {
  readonly height: number;
  readonly at: number;
  readonly kind: string;
  readonly actor: number;
  readonly data: Readonly<Record<string, unknown>>;
};

/** Numbers actors in the order in which bundles first tell of them; the numbers mean the same in every bundle. */
export function numberActors(known: Readonly<Record<string, number>>): {
  readonly numberOf: (actor: string) => number;
  readonly all: () => Readonly<Record<string, number>>;
} {
  const numbers = new Map(Object.entries(known));
  return {
    numberOf: (actor) => {
      const number = numbers.get(actor) ?? numbers.size + 1;
      numbers.set(actor, number);
      return number;
    },
    all: () => Object.fromEntries(numbers),
  };
}

/** An event without what does not concern the vendor. */
export function tellEvent(
  { height, at, kind, actor, data }: SourceEvent,
  numberOf: (actor: string) => number,
): ToldEvent {
  const allowed = typeof data.vendor === 'string' ? tellable : tellableOfSite;
  const told = Object.entries(data).filter(([name, value]) => allowed.has(name) && isPlain(value));
  return { height, at, kind, actor: numberOf(actor), data: Object.fromEntries(told) };
}

/** Numbers, yes or no, ids, lists of them, and spans: nothing nested that could carry more. */
function isPlain(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isScalar);
  if (typeof value !== 'object' || value === null) return isScalar(value);
  return Object.values(value).every((part) => typeof part === 'number');
}

function isScalar(value: unknown): boolean {
  return value === null || typeof value === 'number' || typeof value === 'boolean' || isShortText(value);
}

const isShortText = (value: unknown): boolean => typeof value === 'string' && value.length <= 128;

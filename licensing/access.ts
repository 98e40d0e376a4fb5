import { type AddressRange, inRange, parseAddressRange } from './address.ts';
import type { AccessRules } from './configuration.ts';
import { matchesWildcard } from './wildcard.ts';

/** What access rules and reservations know a device by. */
export type Visitor = {
  readonly uuid: string;
  /** Friendly names: the one on record and the one in the request; either may match. */
  readonly names: readonly (string | null)[];
  readonly address: string;
};

/**
 * Whether the access rules of a handshake code let a device pass (rules.md section 2): no entry of `deny` matches it,
 * and one of `allow` does when there are any.
 */
export function passesAccess({ allow, deny }: AccessRules, visitor: Visitor): boolean {
  if (deny.length > 0 && isListed(deny, visitor)) return false;
  return allow.length === 0 || isListed(allow, visitor);
}

/**
 * Whether a list names a device. Each entry is one thing only: a device UUID, an address or CIDR range, or else a
 * friendly name with `*`; so no device can pass for an address by its name.
 */
export function isListed(list: readonly string[], { uuid, names, address }: Visitor): boolean {
  const from = parseAddressRange(address);
  return entriesOf(list).some((entry) => {
    if (entry.kind === 'uuid') return entry.uuid === uuid;
    if (entry.kind === 'range') return from !== null && inRange(entry.range, from);
    return names.some((name) => name !== null && matchesWildcard(entry.pattern, name));
  });
}

type Entry =
  | { readonly kind: 'uuid'; readonly uuid: string }
  | { readonly kind: 'range'; readonly range: AddressRange }
  | { readonly kind: 'name'; readonly pattern: string };

/** Lists are part of the immutable configuration; each is read once. */
const known = new WeakMap<readonly string[], readonly Entry[]>();

function entriesOf(list: readonly string[]): readonly Entry[] {
  let entries = known.get(list);
  if (entries === undefined) {
    entries = list.map(parseEntry);
    known.set(list, entries);
  }
  return entries;
}

function parseEntry(text: string): Entry {
  const lower = text.trim().toLowerCase();
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(lower)) return { kind: 'uuid', uuid: lower };
  const range = parseAddressRange(lower);
  return range === null ? { kind: 'name', pattern: lower } : { kind: 'range', range };
}

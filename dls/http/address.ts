import { isIP } from 'node:net';

/**
 * An IP address in one spelling: IPv4 in dots (also when it came mapped into IPv6), IPv6 in lower case, shortened
 * (RFC 5952) and without zone. Anything else is given back as it is.
 */
export function normalizeAddress(address: string): string {
  if (!address.includes(':')) return address;
  const plain = withoutZone(address);
  const groups = groupsOf(plain);
  if (groups === null) return address;
  return mappedIpv4(groups) ?? new URL(`http://[${plain}]`).hostname.slice(1, -1);
}

/**
 * The unit in which an address is counted against a limit: an IPv4 address itself, of IPv6 the first 64 bits, because
 * one machine owns all addresses under them (rules.md sections 2 and 4).
 */
export function limitKeyOf(address: string): string {
  if (!address.includes(':')) return address;
  // What a dual-stack listener sees of every IPv4 device: no need to read groups on each request.
  if (address.startsWith('::ffff:') && isIP(address.slice(7)) === 4) return address.slice(7);
  const groups = groupsOf(withoutZone(address));
  if (groups === null) return address;
  return mappedIpv4(groups) ?? `${groups.slice(0, 4).map(hex).join(':')}::/64`;
}

/** Whether the address is this machine's own loopback: 127.0.0.0/8 or ::1, which general limits leave out. */
export function isLoopback(address: string): boolean {
  const plain = normalizeAddress(address);
  return plain === '::1' || (plain.startsWith('127.') && isIP(plain) === 4);
}

function withoutZone(address: string): string {
  const zone = address.indexOf('%');
  return zone === -1 ? address : address.slice(0, zone);
}

/** The eight 16-bit groups of an IPv6 address. */
function groupsOf(address: string): readonly number[] | null {
  if (isIP(address) !== 6) return null;
  const [head = '', tail] = address.split('::');
  const front = readGroups(head);
  if (tail === undefined) return front;
  const back = readGroups(tail);
  return [...front, ...Array.from({ length: 8 - front.length - back.length }, () => 0), ...back];
}

function readGroups(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [Number.parseInt(group, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
    return [a * 256 + b, c * 256 + d];
  });
}

/** The IPv4 address inside `::ffff:0:0/96`. */
function mappedIpv4(groups: readonly number[]): string | null {
  const [high = 0, low = 0] = groups.slice(6);
  if (groups.slice(0, 5).some((group) => group !== 0) || groups[5] !== 0xffff) return null;
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

function hex(group: number): string {
  return group.toString(16);
}

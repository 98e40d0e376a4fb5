/** An address or a range of addresses: 32 or 128 bits as groups of 16, of which the first `prefix` bits count. */
export type AddressRange = { readonly groups: readonly number[]; readonly prefix: number };

/**
 * Reads an IPv4 or IPv6 address or CIDR range. IPv4 mapped into IPv6 (`::ffff:10.0.0.1`) is IPv4; a zone (`%eth0`) is
 * left out. Null: neither.
 */
export function parseAddressRange(text: string): AddressRange | null {
  const [address = '', prefix, ...rest] = text.split('/');
  const groups = parseIpv4(address) ?? parseIpv6(address.replace(/%.*$/, ''));
  if (groups === null || rest.length > 0) return null;
  const bits = groups.length * 16;
  if (prefix !== undefined && !(/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits)) return null;
  const length = prefix === undefined ? bits : Number(prefix);
  return isMapped(groups, length) ? { groups: groups.slice(6), prefix: length - 96 } : { groups, prefix: length };
}

/** Whether an address lies in a range of its own family. */
export function inRange(range: AddressRange, address: AddressRange): boolean {
  if (range.groups.length !== address.groups.length) return false;
  for (let i = 0, bits = range.prefix; bits > 0; i++, bits -= 16) {
    const shift = Math.max(0, 16 - bits);
    if ((range.groups[i] as number) >> shift !== (address.groups[i] as number) >> shift) return false;
  }
  return true;
}

/** What limits per address count by: an IPv4 address, or the /64 of an IPv6 one (rules.md sections 2 and 4). */
export function addressGroup(text: string): string {
  const address = parseAddressRange(text);
  if (address === null || address.groups.length === 2) return ipv4Text(address) ?? text;
  return `${address.groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}

/** Whether an address is the machine's own, which the general limits leave alone. */
export function isLoopback(text: string): boolean {
  const address = parseAddressRange(text);
  if (address === null) return false;
  const { groups } = address;
  if (groups.length === 2) return (groups[0] as number) >> 8 === 127;
  return groups.every((group, i) => group === (i === 7 ? 1 : 0));
}

function ipv4Text(address: AddressRange | null): string | null {
  return address?.groups.flatMap((group) => [group >> 8, group & 255]).join('.') ?? null;
}

function parseIpv4(text: string): number[] | null {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (match === null) return null;
  const [a = 0, b = 0, c = 0, d = 0] = match.slice(1).map(Number);
  return Math.max(a, b, c, d) > 255 ? null : [a * 256 + b, c * 256 + d];
}

function parseIpv6(text: string): number[] | null {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (dotted !== null) {
    const tail = parseIpv4(dotted[2] as string);
    return tail === null ? null : parseIpv6(`${dotted[1]}${tail.map((group) => group.toString(16)).join(':')}`);
  }
  const halves = text.split('::');
  const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':')));
  if (head === undefined || halves.length > 2) return null;
  if (![...head, ...(tail ?? [])].every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  return [...head, ...Array<string>(missing).fill('0'), ...(tail ?? [])].map((group) => Number.parseInt(group, 16));
}

function isMapped(groups: readonly number[], prefix: number): boolean {
  return groups.length === 8 && prefix >= 96 && groups.slice(0, 6).every((group, i) => group === (i === 5 ? 65535 : 0));
}

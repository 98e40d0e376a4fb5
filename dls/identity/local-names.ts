import { hostname, networkInterfaces } from 'node:os';
import { domainToASCII } from 'node:url';

/** The edges through which the names of this machine are read. */
export type NameSource = {
  readonly hostname: () => string;
  readonly networkInterfaces: typeof networkInterfaces;
};

/**
 * The names and addresses under which devices and browsers reach this machine, for its certificate: `localhost`, the host
 * name, and every local address except IPv6 link-local ones, which need a zone that no URL can name.
 */
export function listLocalNames(source: NameSource = { hostname, networkInterfaces }): readonly string[] {
  const names = new Set(['localhost', '127.0.0.1', '::1']);
  const host = asciiOf(source.hostname());
  if (/^[a-z0-9_]([a-z0-9_.-]{0,251}[a-z0-9_])?$/.test(host)) names.add(host);
  const addresses = Object.values(source.networkInterfaces()).flatMap((entries) => entries ?? []);
  for (const { address } of addresses) if (!/^fe[89ab]/i.test(address)) names.add(address.toLowerCase());
  return [...names].slice(0, mostNames);
}

/** As DNS spells it; empty when it is no name at all (`domainToASCII` would cut it at a slash). */
function asciiOf(host: string): string {
  return /[/?#@:\\\s]/.test(host) ? '' : domainToASCII(host.replace(/\.$/, '')).toLowerCase();
}

/** A machine full of containers has hundreds of addresses; every one makes each TLS handshake longer. */
const mostNames = 64;

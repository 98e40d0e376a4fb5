import { hostname } from 'node:os';
import type { FastifyRequest } from 'fastify';
import { isLoopback, normalizeAddress } from '../address.ts';

/**
 * Whether `Host` names this console: loopback, the address the connection came in on, this machine's own name, or a name
 * the administrator set. A page on another name, also one that resolves to this machine, names itself here.
 */
export function isOwnHost(request: FastifyRequest, names: readonly string[]): boolean {
  const host = hostOf(request.headers.host);
  if (host === null) return false;
  if (host === 'localhost' || isLoopback(host)) return true;
  const local = request.raw.socket.localAddress;
  if (local !== undefined && normalizeAddress(host) === normalizeAddress(local)) return true;
  const own = hostname().toLowerCase();
  return host === own || host.startsWith(`${own}.`) || names.some((name) => name.toLowerCase() === host);
}

/**
 * Whether `Origin` is the console itself: the scheme of this listener, and the same host and port as `Host`, which was found
 * to be its own. Under a name that the administrator set a proxy on this machine may have added TLS.
 */
export function isOwnOrigin({ headers, protocol: scheme }: FastifyRequest, names: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin === undefined || host === undefined || !URL.canParse(origin)) return false;
  const { protocol, hostname: name, host: from, origin: spelled } = new URL(origin);
  const isProxied = protocol === 'https:' && names.some((known) => known.toLowerCase() === name);
  if ((protocol !== `${scheme}:` && !isProxied) || spelled !== origin.toLowerCase()) return false;
  return from === new URL(`${protocol}//${host.toLowerCase()}`).host;
}

/** Name or address in a `Host` field, in lower case and without port and brackets; null: it is none. */
function hostOf(field: string | undefined): string | null {
  if (field === undefined || !/^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/i.test(field)) return null;
  if (!URL.canParse(`http://${field}`)) return null;
  return field
    .replace(/:\d+$/, '')
    .replaceAll(/^\[|\]$/g, '')
    .toLowerCase();
}

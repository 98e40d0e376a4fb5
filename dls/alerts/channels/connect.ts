import { connect, isIP, type Socket } from 'node:net';
import { getCACertificates, type TLSSocket, connect as tlsConnect } from 'node:tls';
import { parseAuthorities } from '../../site/channel-settings.ts';
import { connectMs, silenceMs } from './sending.ts';

export type Peer = { readonly host: string; readonly port: number };

/** Opens a connection by the names that this system knows, its own list of hosts included. */
export function openSocket({ host, port }: Peer, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    const limit = AbortSignal.any([signal, AbortSignal.timeout(connectMs)]);
    const settle = (act: () => void): void => {
      limit.removeEventListener('abort', end);
      socket.removeAllListeners('error');
      act();
    };
    const end = (): void => fail(limit.reason);
    const fail = (error: unknown): void => {
      settle(() => reject(error));
      socket.on('error', () => undefined).destroy();
    };
    limit.addEventListener('abort', end, { once: true });
    socket.once('error', fail);
    socket.once('connect', () => settle(() => resolve(socket.setTimeout(silenceMs))));
    if (limit.aborted) end();
  });
}

type Secured = { readonly host: string; readonly authorities: string; readonly signal: AbortSignal };

/** Begins TLS on a connection; the certificate must be of a trusted authority and of that name. */
export function startTls(socket: Socket, { host, authorities, signal }: Secured): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const secure = tlsConnect({ socket, ...serverName(host), ...trustedAuthorities(authorities) });
    const limit = AbortSignal.any([signal, AbortSignal.timeout(connectMs)]);
    const end = (): void => void secure.destroy(limit.reason as Error);
    const fail = (error: Error): void => reject(error);
    const close = (): void => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
    limit.addEventListener('abort', end, { once: true });
    secure.once('error', fail).once('close', close);
    secure.once('secureConnect', () => {
      limit.removeEventListener('abort', end);
      secure.removeListener('error', fail).removeListener('close', close);
      resolve(secure);
    });
  });
}

/** An address has no name to be asked for; its certificate must name the address. */
export function serverName(host: string): { readonly servername?: string; readonly host: string } {
  return isIP(host) === 0 ? { servername: host, host } : { host };
}

/** Authorities of this system, of Node, and of the administrator. The system's are read once, and with the first TLS. */
export function trustedAuthorities(own: string): { readonly ca: string[] } {
  known ??= [...new Set([...getCACertificates('bundled'), ...getCACertificates('system')])];
  return { ca: [...known, ...parseAuthorities(own)] };
}

let known: readonly string[] | undefined;

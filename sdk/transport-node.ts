import { createHash, type X509Certificate } from 'node:crypto';
import { type ClientRequest, type IncomingMessage, Agent as PlainAgent, request as plainRequest } from 'node:http';
import { type RequestOptions, Agent as SecureAgent, request as secureRequest } from 'node:https';
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectSecure, TLSSocket } from 'node:tls';
import type { Answer, Channel, Clock, Message, Peer, Transport } from './ports.ts';
import { isLoopback } from './server-address.ts';
import { PinMismatch, Unreachable } from './unreachable.ts';

/**
 * HTTP/1.1 with keep-alive over `node:https`. Names, issuers and dates of certificates are not checked: the pins are, on the
 * socket itself, before anything is sent on it. Sessions are not resumed, so that every connection shows its certificate.
 */
export function nodeTransport(clock: Clock): Transport {
  return {
    open: (server) => (server.protocol === 'https:' ? secureChannel(server, clock) : plainChannel(server, clock)),
  };
}

type Oncreate = (error: Error | null, socket?: Socket) => void;

function secureChannel(server: URL, clock: Clock): Channel {
  let pins: ReadonlySet<string> | null = null;
  const opening = new Set<Socket>();
  const agent = Object.assign(new SecureAgent({ keepAlive: true, maxSockets: 1, maxCachedSessions: 0 }), {
    createConnection: (_options: unknown, oncreate: Oncreate): undefined => {
      const socket = connectSecure({
        ...secureOptions(server),
        rejectUnauthorized: false,
        ALPNProtocols: ['http/1.1'],
      });
      whenConnected(socket, 'secureConnect', opening, oncreate, () => {
        const spki = spkiOf(socket);
        return spki !== null && (pins === null || pins.has(spki)) ? null : new PinMismatch();
      });
    },
  });
  const drop = (): void => {
    for (const socket of opening) socket.destroy();
    agent.destroy();
  };
  return {
    send: (message) => {
      ({ pins } = message);
      return exchange(clock, message, drop, (options) => secureRequest(server, { ...options, agent }));
    },
    reset: drop,
  };
}

function plainChannel(server: URL, clock: Clock): Channel {
  const opening = new Set<Socket>();
  const agent = Object.assign(new PlainAgent({ keepAlive: true, maxSockets: 1 }), {
    createConnection: (_options: unknown, oncreate: Oncreate): undefined => {
      const { host, port } = endpoint(server, 80);
      const socket = connectPlain({ host, port });
      whenConnected(socket, 'connect', opening, oncreate, () =>
        isLoopback(socket.remoteAddress ?? '')
          ? null
          : new Unreachable('Plain http is spoken only to this machine itself.'),
      );
    },
  });
  const drop = (): void => {
    for (const socket of opening) socket.destroy();
    agent.destroy();
  };
  return {
    send: (message) => exchange(clock, message, drop, (options) => plainRequest(server, { ...options, agent })),
    reset: drop,
  };
}

/** Hands a socket over once it is connected and was found to be right, and not before. */
function whenConnected(
  socket: Socket,
  event: string,
  opening: Set<Socket>,
  oncreate: Oncreate,
  judge: () => Error | null,
): void {
  opening.add(socket);
  const failed = (error: Error): void => {
    opening.delete(socket);
    oncreate(error);
  };
  socket.once('error', failed);
  socket.once('close', () => {
    if (opening.has(socket)) failed(new Unreachable('The connection was closed while it was made.'));
  });
  socket.once(event, () => {
    socket.off('error', failed);
    opening.delete(socket);
    const error = judge();
    if (error === null) return oncreate(null, socket);
    socket.destroy();
    oncreate(error);
  });
}

function secureOptions(server: URL): { readonly host: string; readonly port: number; readonly servername?: string } {
  const { host, port } = endpoint(server, 443);
  return isIP(host) === 0 ? { host, port, servername: host } : { host, port };
}

function endpoint({ hostname, port }: URL, standard: number): { readonly host: string; readonly port: number } {
  return { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: port === '' ? standard : Number(port) };
}

type Begin = (options: RequestOptions) => ClientRequest;

async function exchange(clock: Clock, message: Message, drop: () => void, begin: Begin): Promise<Answer> {
  try {
    return await exchangeOnce(clock, message, drop, begin);
  } catch (error) {
    // The server may have closed a kept connection just when it was used again. All messages can be repeated.
    if (!(error instanceof StaleConnection)) throw error;
    return await exchangeOnce(clock, message, drop, begin);
  }
}

class StaleConnection extends Error {
  override readonly name = 'StaleConnection';
}

function exchangeOnce(clock: Clock, message: Message, drop: () => void, begin: Begin): Promise<Answer> {
  const { method, path, body, limits } = message;
  const bytes = body === null ? null : Buffer.from(body);
  const headers = {
    accept: 'application/json',
    ...(bytes !== null && { 'content-type': 'application/json', 'content-length': bytes.length }),
  };
  return new Promise((done, failed) => {
    const request = begin({ method, path, headers });
    const late = new Unreachable(`It did not answer within ${limits.milliseconds / 1_000} s.`);
    const takeBack = clock.after(limits.milliseconds, () => give(late));
    let over = false;
    const give = (error: Error): void => {
      if (over) return;
      over = true;
      takeBack();
      request.destroy();
      // A connection that failed, or that is still being made, must not carry the next message.
      drop();
      failed(error);
    };
    request.on('error', (error) => give(request.reusedSocket ? new StaleConnection(error.message) : error));
    request.once('response', (response) => {
      const peer = peerOf(response);
      readText(response, limits.answerBytes).then((text) => {
        over = true;
        takeBack();
        done({ status: response.statusCode ?? 0, text, peer });
      }, give);
    });
    request.end(bytes ?? undefined);
  });
}

async function readText(response: IncomingMessage, most: number): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > most) throw new Unreachable(`Its answer is longer than ${most} bytes.`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function peerOf({ socket }: IncomingMessage): Peer {
  const spki = socket instanceof TLSSocket ? spkiOf(socket) : null;
  return spki === null ? { kind: 'loopback' } : { kind: 'spki', spki };
}

/** base64url SHA-256 of the SPKI of the certificate at the other end of this very socket. */
function spkiOf(socket: TLSSocket): string | null {
  const certificate: X509Certificate | undefined = socket.getPeerX509Certificate();
  if (certificate === undefined) return null;
  const spki = certificate.publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('base64url');
}

import { createHash, type X509Certificate } from 'node:crypto';
import { type ClientRequest, type IncomingMessage, Agent as PlainAgent, request as plainRequest } from 'node:http';
import { type RequestOptions, Agent as SecureAgent, request as secureRequest } from 'node:https';
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectSecure, type TLSSocket } from 'node:tls';
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
  const certificates = new WeakMap<object, string>();
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
        if (spki === null || (pins !== null && !pins.has(spki))) return new PinMismatch();
        certificates.set(socket, spki);
        return null;
      });
    },
  });
  const drop = (): void => {
    for (const socket of opening) socket.destroy();
    agent.destroy();
  };
  const resets = counter();
  const peerOf = (socket: Socket): Peer => {
    const spki = certificates.get(socket);
    if (spki === undefined) throw new PinMismatch();
    return { kind: 'spki', spki };
  };
  return {
    send: (message) => {
      ({ pins } = message);
      const begin: Begin = (options) => secureRequest(server, { ...options, agent });
      return exchange({ clock, message, begin, drop, peerOf, wasReset: resets.watch() });
    },
    reset: () => {
      resets.count();
      drop();
    },
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
  const resets = counter();
  return {
    send: (message) => {
      const begin: Begin = (options) => plainRequest(server, { ...options, agent });
      return exchange({ clock, message, begin, drop, peerOf: () => ({ kind: 'loopback' }), wasReset: resets.watch() });
    },
    reset: () => {
      resets.count();
      drop();
    },
  };
}

/** Tells whether something happened since one began to watch. */
function counter(): { readonly count: () => void; readonly watch: () => () => boolean } {
  let times = 0;
  return {
    count: () => {
      times += 1;
    },
    watch: () => {
      const before = times;
      return () => times !== before;
    },
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

/** One message on its way through a channel. */
type Exchange = {
  readonly clock: Clock;
  readonly message: Message;
  readonly begin: Begin;
  /** Ends every connection of the channel. */
  readonly drop: () => void;
  /** Whether the channel was reset from outside since the message began. */
  readonly wasReset: () => boolean;
  /** Throws when the connection was not judged. */
  readonly peerOf: (socket: Socket) => Peer;
};

async function exchange(one: Exchange): Promise<Answer> {
  try {
    return await exchangeOnce(one);
  } catch (error) {
    // The server may have closed a kept connection just when it was used again. All messages can be repeated.
    if (!(error instanceof StaleConnection) || one.wasReset()) throw error;
    return await exchangeOnce(one);
  }
}

class StaleConnection extends Error {
  override readonly name = 'StaleConnection';
}

function exchangeOnce({ clock, message, begin, drop, peerOf }: Exchange): Promise<Answer> {
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
      readAnswer(response, limits.answerBytes, peerOf).then((answer) => {
        over = true;
        takeBack();
        done(answer);
      }, give);
    });
    request.end(bytes ?? undefined);
  });
}

async function readAnswer(response: IncomingMessage, most: number, peerOf: Exchange['peerOf']): Promise<Answer> {
  const peer = peerOf(response.socket);
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > most) throw new Unreachable(`Its answer is longer than ${most} bytes.`);
    parts.push(part);
  }
  return { status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8'), peer };
}

/** base64url SHA-256 of the SPKI of the certificate at the other end of this very socket. */
function spkiOf(socket: TLSSocket): string | null {
  const certificate: X509Certificate | undefined = socket.getPeerX509Certificate();
  if (certificate === undefined) return null;
  const spki = certificate.publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('base64url');
}

import { createHash } from 'node:crypto';
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
  return { open: (server) => nodeChannel(server, clock) };
}

type Oncreate = (error: Error | null, socket?: Socket) => void;

function nodeChannel(server: URL, clock: Clock): Channel {
  const secure = server.protocol === 'https:';
  const begin = secure ? secureRequest : plainRequest;
  const peers = new WeakMap<object, Peer>();
  const opening = new Set<Socket>();
  let pins: ReadonlySet<string> | null = null;
  let resets = 0;

  /** Hands a socket over once it is connected and was found to be right, and not before. */
  function createConnection(_options: unknown, oncreate: Oncreate): undefined {
    const socket = secure ? openSecure(server) : connectPlain(endpoint(server, 80));
    opening.add(socket);
    const failed = (error: Error): void => {
      if (opening.delete(socket)) oncreate(error);
    };
    socket.once('error', failed);
    socket.once('close', () => failed(new Unreachable('The connection was closed while it was made.')));
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      const peer = secure ? judgeSecure(socket as TLSSocket, pins) : judgePlain(socket);
      if (peer instanceof Error) {
        failed(peer);
        socket.destroy();
      } else if (opening.delete(socket)) {
        socket.off('error', failed);
        peers.set(socket, peer);
        oncreate(null, socket);
      }
    });
  }

  const settings = { keepAlive: true, maxSockets: 1 };
  const agent = secure ? new SecureAgent({ ...settings, maxCachedSessions: 0 }) : new PlainAgent(settings);
  Object.assign(agent, { createConnection });

  function drop(): void {
    for (const socket of opening) socket.destroy();
    agent.destroy();
  }

  return {
    send: async (message) => {
      ({ pins } = message);
      const before = resets;
      const attempt = {
        clock,
        message,
        peers,
        drop,
        begin: (options: RequestOptions) => begin(server, { ...options, agent }),
      };
      try {
        return await exchange(attempt);
      } catch (error) {
        // The server may have closed a kept connection just when it was used again. All messages can be repeated.
        if (!(error instanceof StaleConnection) || resets !== before) throw error;
        return await exchange(attempt);
      }
    },
    reset: () => {
      resets += 1;
      drop();
    },
  };
}

function openSecure(server: URL): TLSSocket {
  const { host, port } = endpoint(server, 443);
  const named = isIP(host) === 0 ? { servername: host } : {};
  return connectSecure({ host, port, ...named, rejectUnauthorized: false, ALPNProtocols: ['http/1.1'] });
}

function endpoint({ hostname, port }: URL, standard: number): { readonly host: string; readonly port: number } {
  return { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: port === '' ? standard : Number(port) };
}

/** The certificate of this very socket is one of the pins, where they are known yet. */
function judgeSecure(socket: TLSSocket, pins: ReadonlySet<string> | null): Peer | Error {
  const spki = findSpki(socket);
  return spki !== null && (pins === null || pins.has(spki)) ? { kind: 'spki', spki } : new PinMismatch();
}

/** Null: no certificate, or one with a key of a kind that this Node does not know. */
function findSpki(socket: TLSSocket): string | null {
  try {
    const spki = socket.getPeerX509Certificate()?.publicKey.export({ type: 'spki', format: 'der' });
    return spki === undefined ? null : createHash('sha256').update(spki).digest('base64url');
  } catch {
    return null;
  }
}

function judgePlain(socket: Socket): Peer | Error {
  if (isLoopback(socket.remoteAddress ?? '')) return { kind: 'loopback' };
  return new Unreachable('Plain http is spoken only to this machine itself.');
}

/** One message on its way through a channel. */
type Attempt = {
  readonly clock: Clock;
  readonly message: Message;
  /** Connections that were judged. */
  readonly peers: WeakMap<object, Peer>;
  /** Ends every connection of the channel. */
  readonly drop: () => void;
  readonly begin: (options: RequestOptions) => ClientRequest;
};

class StaleConnection extends Error {
  override readonly name = 'StaleConnection';
}

function exchange({ clock, message, peers, drop, begin }: Attempt): Promise<Answer> {
  const { method, path, body, limits } = message;
  const bytes = body === null ? null : Buffer.from(body);
  const content = bytes === null ? {} : { 'content-type': 'application/json', 'content-length': bytes.length };
  return new Promise((done, failed) => {
    const request = begin({ method, path, headers: { accept: 'application/json', ...content } });
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
      readAnswer(response, limits.answerBytes, peers).then((answer) => {
        over = true;
        takeBack();
        done(answer);
      }, give);
    });
    request.end(bytes ?? undefined);
  });
}

async function readAnswer(response: IncomingMessage, most: number, peers: WeakMap<object, Peer>): Promise<Answer> {
  const peer = peers.get(response.socket);
  if (peer === undefined) throw new PinMismatch();
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > most) throw new Unreachable(`Its answer is longer than ${most} bytes.`);
    parts.push(part);
  }
  return { status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8'), peer };
}

import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import type { Socket } from 'node:net';
import { hostname } from 'node:os';
import type { Outgoing } from '../outgoing.ts';
import { openSocket, type Peer, startTls } from './connect.ts';
import type { Sending } from './sending.ts';
import { encodeSyslog } from './syslog-message.ts';

/** What every receiver of datagrams should take (RFC 5426 section 3.2). */
const longestDatagram = 2_048;
/** What a receiver of TCP or TLS should take (RFC 5425 section 4.3.1). */
const longestFrame = 8_192;

/**
 * Sends a message to the syslog server (RFC 5424): by UDP (RFC 5426), TCP with octet counting (RFC 6587) or TLS (RFC
 * 5425). UDP has no answer, so there it counts as sent when it left this machine.
 */
export async function sendSyslog(message: Outgoing, { channels, signal }: Sending): Promise<null> {
  const { host, port, transport, facility } = channels.syslog;
  const longest = transport === 'udp' ? longestDatagram : longestFrame;
  const source = { facility, host: hostname(), process: process.pid, longest };
  const lines = encodeSyslog(message, source);
  if (transport === 'udp') {
    await sendDatagrams(lines, { host, port });
    return null;
  }
  const framed = Buffer.concat(lines.flatMap((line) => [Buffer.from(`${line.length} `), line]));
  const plain = await openSocket({ host, port }, signal);
  const socket =
    transport === 'tls' ? await startTls(plain, { host, authorities: channels.authorities, signal }) : plain;
  await sendAll(socket, framed, signal);
  return null;
}

async function sendDatagrams(lines: readonly Buffer[], { host, port }: Peer): Promise<void> {
  const { address, family } = await lookup(host);
  const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
  try {
    for (const line of lines) {
      await new Promise<void>((resolve, reject) => {
        socket.once('error', reject);
        socket.send(line, port, address, (error) => {
          socket.removeListener('error', reject);
          if (error === null) resolve();
          else reject(error);
        });
      });
    }
  } finally {
    socket.close();
  }
}

/** How long the other side may take to close; one that never does has read everything by then. */
const closingMs = 3_000;

/** Resolves when the other side has closed in its turn: until then it may refuse what it read. */
function sendAll(socket: Socket, bytes: Buffer, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => void socket.destroy(signal.reason as Error);
    let failure: Error | null = null;
    let closing: NodeJS.Timeout | undefined;
    signal.addEventListener('abort', abort, { once: true });
    socket.on('error', (error) => {
      failure = error;
    });
    socket.on('timeout', () => socket.destroy(Object.assign(new Error('silent'), { code: 'ETIMEDOUT' })));
    socket.on('finish', () => {
      closing = setTimeout(() => socket.destroy(), closingMs);
    });
    socket.on('close', () => {
      clearTimeout(closing);
      signal.removeEventListener('abort', abort);
      if (failure === null) resolve();
      else reject(failure);
    });
    // Nothing is answered, but only who reads sees the end.
    socket.resume();
    socket.end(bytes);
  });
}

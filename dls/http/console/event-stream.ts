import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../../deps.ts';
import type { LiveEvent } from '../../events.ts';
import { Refusal } from '../problem.ts';
import { type Caller, isStillGood } from './caller.ts';
import { securityHeaders } from './security-headers.ts';

/** How often a quiet stream says that it lives, so that nobody between closes it. */
const quietMs = 15_000;

/** A console that does not read is cut off before it fills the memory. */
const maxBuffered = 1024 * 1024;

const maxStreams = 200;

/** Of one topic at most so many are sent: a flood of denials is one page that reads itself anew. */
const pauseMs = 500;

type Streamed = { readonly caller: Caller; readonly request: FastifyRequest; readonly reply: FastifyReply };

type Streams = { readonly open: Set<() => void>; closing: boolean };

const streams = new WeakMap<FastifyInstance['server'], Streams>();

/** Ends the streams of a listener before it closes, which would wait for them otherwise. */
export function endStreamsOnClose(server: FastifyInstance): void {
  const own: Streams = { open: new Set(), closing: false };
  streams.set(server.server, own);
  server.addHook('preClose', async () => {
    own.closing = true;
    for (const end of own.open) end();
  });
}

/** Sends live events until the client leaves, the listener closes or the right behind the request ends. */
export function streamEvents(deps: Deps, { caller, request, reply }: Streamed): void {
  const own = streams.get(request.server.server);
  if (own === undefined || own.open.size >= maxStreams) throw new Refusal('overloaded', { retryAfter: 30 });
  const { open, closing } = own;
  reply.hijack();
  const { raw } = reply;
  // A page whose stream has just ended asks again at once, on the connection that it has. Cut off, it goes on asking.
  if (closing) {
    raw.destroy();
    return;
  }
  raw.writeHead(200, { ...securityHeaders, 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  raw.write(': connected\n\n');
  const end = (): void => void raw.end();
  const write = (text: string): void => {
    if (!isStillGood(deps, caller)) end();
    else if (raw.writableLength > maxBuffered) raw.destroy();
    else raw.write(text);
  };
  const pace = createPace((event) => write(textOf(event)));
  const stops = [
    deps.events.listen(pace.take),
    pace.stop,
    deps.access.listen(() => {
      if (!isStillGood(deps, caller)) end();
    }),
  ];
  const timer = setInterval(() => write(': still here\n\n'), quietMs).unref();
  open.add(end);
  raw.on('close', () => {
    clearInterval(timer);
    for (const stop of stops) stop();
    open.delete(end);
  });
}

/** Hands the first event of a topic on at once, and of those that follow within a pause the last. */
function createPace(send: (event: LiveEvent) => void) {
  const pausing = new Map<LiveEvent['topic'], { readonly timer: NodeJS.Timeout; last: LiveEvent | null }>();
  const open = (event: LiveEvent): void => {
    send(event);
    const timer = setTimeout(() => {
      const last = pausing.get(event.topic)?.last ?? null;
      pausing.delete(event.topic);
      if (last !== null) open(last);
    }, pauseMs).unref();
    pausing.set(event.topic, { timer, last: null });
  };
  return {
    take: (event: LiveEvent): void => {
      const pause = pausing.get(event.topic);
      if (pause === undefined) open(event);
      else pause.last = event;
    },
    stop: (): void => {
      for (const { timer } of pausing.values()) clearTimeout(timer);
    },
  };
}

function textOf({ topic, data = {} }: LiveEvent): string {
  return `event: ${topic}\ndata: ${JSON.stringify(data)}\n\n`;
}

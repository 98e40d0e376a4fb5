import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import Fastify, { type FastifyInstance, type FastifyRequest, type RouteOptions } from 'fastify';
import type { Logger } from 'pino';
import type { Code } from '../../protocol/codes.ts';
import { CODES } from '../../protocol/codes.ts';
import { ProtocolError } from '../../protocol/error.ts';
import { IdentityError } from '../identity/identity-error.ts';
import { StorageError } from '../storage-error.ts';
import { type KnownProblem, problemBody, problemOf, sendProblem } from './problem.ts';

export type TlsMaterial = { readonly key: string; readonly cert: string };

export type BaseServerOptions = {
  /** Null: plain http, for loopback alone. */
  readonly tls: TlsMaterial | null;
  readonly bodyLimit: number;
  readonly log: Logger;
  /** Whom problems are told: devices hear nothing of this machine's files. Default: devices. */
  readonly audience?: 'devices' | 'administrators';
};

/** Node would answer a request without `Host` by itself, and with no more than a status. */
const http = { headersTimeout: 15_000, requireHostHeader: false };

/** How long answers that are under way may take when the listener closes. */
const lastAnswersMs = 10_000;

/**
 * The HTTP listener that device API and console API share: everything that goes wrong, broken HTTP too, is answered
 * with a problem of the registry, and nothing of the input or of our stack is echoed.
 */
export function createBaseServer(options: BaseServerOptions): FastifyInstance {
  const server = Fastify({
    ...(options.tls !== null && {
      https: { ...options.tls, ...http, minVersion: 'TLSv1.2' as const, sessionTimeout: 1, honorCipherOrder: true },
    }),
    logger: false,
    bodyLimit: options.bodyLimit,
    requestTimeout: 30_000,
    keepAliveTimeout: 75_000,
    connectionTimeout: 120_000,
    http,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    genReqId: () => randomUUID(),
    clientErrorHandler: (error, socket) => answerBrokenHttp(error as NodeJS.ErrnoException, socket as Socket),
    routerOptions: { ignoreTrailingSlash: false, caseSensitive: true, maxParamLength: 256 },
    frameworkErrors: (error, request, reply) => {
      void sendProblem(reply, problemOf(error)?.code ?? 'request_malformed', {});
      options.log.debug({ requestId: request.id }, 'request refused by the router');
    },
  }) as unknown as FastifyInstance;

  server.server.on('checkExpectation', (_request, response: ServerResponse) => {
    const { status, body } = brokenHttp('request_malformed', 'The server meets no expectation but 100-continue.');
    response.writeHead(status, { ...brokenHttpFields, 'Content-Length': Buffer.byteLength(body) }).end(body);
  });
  server.addHook('onRequest', (request, reply, next) => {
    if (request.raw.httpVersion === '1.0' || countHosts(request.raw.rawHeaders) === 1) next();
    else sendProblem(reply, 'request_malformed', { field: 'Host', detail: 'A request of HTTP/1.1 names one Host.' });
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, parseJson(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
  server.setErrorHandler((error, request, reply) => {
    const known = problemOf(error);
    if (known !== null) {
      if (known.code === 'internal_error') options.log.error({ err: error, requestId: request.id }, 'request failed');
      return sendProblem(reply, known.code, tellable(known.facts, error, options.audience));
    }
    options.log.error({ err: error, requestId: request.id }, 'request failed');
    return sendProblem(reply, 'internal_error', {
      detail: `The server failed on this request. Its log names the reason under request ${request.id}.`,
    });
  });
  server.addHook('preClose', async () => {
    // Node no longer looks after slow connections once it closes, and would wait for them for good.
    setTimeout(() => server.server.closeAllConnections(), lastAnswersMs).unref();
  });
  const allowed = collectMethods(server);
  server.setNotFoundHandler((request, reply) => {
    const methods = allowed(pathOf(request));
    if (methods.length === 0) return sendProblem(reply, 'not_found');
    return sendProblem(reply.header('allow', methods.join(', ')), 'method_not_allowed');
  });
  return server;
}

/** Errors of files and keys name paths, which are for administrators alone. */
function tellable(
  facts: KnownProblem['facts'],
  error: unknown,
  audience: BaseServerOptions['audience'],
): KnownProblem['facts'] {
  const isOfThisMachine = error instanceof StorageError || error instanceof IdentityError;
  return isOfThisMachine && audience !== 'administrators' ? { retryAfter: facts.retryAfter } : facts;
}

/** Strict UTF-8 JSON. @throws ProtocolError `request_malformed` */
export function parseJson(body: Buffer): unknown {
  if (!isUtf8(body)) throw new ProtocolError('request_malformed', { detail: 'The body is not UTF-8.' });
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw new ProtocolError('request_malformed', { detail: 'The body is not JSON.', cause });
  }
}

const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0] ?? '';

/** Which methods the path of a request knows, so that a wrong method is told from a wrong address. */
function collectMethods(server: FastifyInstance): (path: string) => readonly string[] {
  const routes: { readonly pattern: RegExp; readonly methods: readonly string[] }[] = [];
  server.addHook('onRoute', (route: RouteOptions) => {
    const pattern = new RegExp(
      `^${route.url
        .replaceAll(/[.+?^$()[\]]/g, '\\$&')
        .replaceAll(/:[A-Za-z]+/g, '[^/]+')
        .replaceAll('*', '.*')}$`,
    );
    routes.push({ pattern, methods: typeof route.method === 'string' ? [route.method] : route.method });
  });
  return (path) => {
    const methods = new Set(routes.filter((route) => route.pattern.test(path)).flatMap((route) => route.methods));
    // A preflight is answered for every address; that makes none of them known.
    return methods.size === 1 && methods.has('OPTIONS') ? [] : [...methods].sort();
  };
}

/** The request never became one: answered on the socket itself. */
function answerBrokenHttp(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const code: Code = error.code === 'HPE_HEADER_OVERFLOW' ? 'header_too_large' : 'request_malformed';
  const detail =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? 'The request did not arrive in time.'
      : 'This is not HTTP/1.1 as it should be.';
  const { status, body } = brokenHttp(code, detail);
  const fields = { ...brokenHttpFields, 'Content-Length': Buffer.byteLength(body) };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
}

const brokenHttpFields = {
  'Content-Type': 'application/problem+json',
  'Cache-Control': 'no-store',
  Connection: 'close',
} as const;

function brokenHttp(code: Code, detail: string): { readonly status: number; readonly body: string } {
  const body = JSON.stringify(problemBody(code, { detail, requestId: randomUUID() }));
  return { status: CODES[code].status ?? 400, body };
}

/** Node hands over the first of several. */
function countHosts(rawHeaders: readonly string[]): number {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    if (name.length === 4 && name.toLowerCase() === 'host') count += 1;
  }
  return count;
}

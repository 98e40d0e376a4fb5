import { hash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { shapeReader } from '../../../protocol/shape.ts';
import { MAX_FILE_BYTES } from '../../../protocol/token.ts';
import type { Deps } from '../../deps.ts';
import type { Once } from '../../operations/once.ts';
import { parseJson } from '../base-server.ts';
import { Refusal } from '../problem.ts';
import { type Caller, commandCaller, findCaller, includesRole } from './caller.ts';
import { queryReader } from './query-values.ts';
import type { Context, FileAnswer, Right, Route } from './route.ts';

/** Most bytes of a JSON body. */
const jsonLimit = 1024 * 1024;

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
    /** SHA-256 of the body, for requests that carry an `Idempotency-Key`. */
    bodyDigest: string;
  }
}

export type RouteOptions = { readonly trusted: boolean };

/** Mounts the routes under `/admin/v1`, each behind its right. */
export async function registerRoutes(
  server: FastifyInstance,
  deps: Deps,
  { routes, trusted }: RouteOptions & { readonly routes: readonly Route[] },
): Promise<void> {
  server.decorateRequest('caller', null);
  server.decorateRequest('bodyDigest', '');
  const [files, others] = [routes.filter(({ body }) => body === 'file'), routes.filter(({ body }) => body !== 'file')];
  const mount = (scope: FastifyInstance, own: readonly Route[]): void => {
    for (const route of own) mountRoute(scope, deps, route, trusted);
  };
  await server.register(
    async (scope) => {
      takeJson(scope);
      mount(scope, others);
    },
    { prefix: '/admin/v1' },
  );
  await server.register(
    async (scope) => {
      takeBytes(scope);
      mount(scope, files);
    },
    { prefix: '/admin/v1' },
  );
}

function mountRoute(scope: FastifyInstance, deps: Deps, route: Route, trusted: boolean): void {
  const readQuery = route.query === null ? () => ({}) : queryReader(route.query);
  const readBody = route.body === null || route.body === 'file' ? null : shapeReader(route.body);
  scope.route({
    method: route.method,
    url: route.path,
    bodyLimit: route.body === 'file' ? MAX_FILE_BYTES : jsonLimit,
    exposeHeadRoute: route.answer !== 'text/event-stream',
    onRequest: async (request) => {
      request.caller = trusted ? commandCaller : findCaller(deps, request);
      checkRight(deps, request, route.right);
    },
    handler: async (request, reply) => {
      const query = readQuery(request.query);
      const body =
        readBody === null
          ? request.body
          : readBody(request.body === undefined ? {} : request.body, 'request_malformed');
      const { params } = request as { params: Readonly<Record<string, string>> };
      const context: Context = {
        deps,
        caller: request.caller ?? nobody,
        param: (name) => params[name] ?? '',
        query,
        body,
        once: route.method === 'POST' ? onceOf(request) : null,
        request,
        reply,
      };
      return send(reply, route, await route.run(context));
    },
  });
}

/** Who uses a public route without having logged in. */
const nobody: Caller = { actor: 'nobody', role: 'metrics', user: null, by: 'token', hash: null, until: null };

/** @throws Refusal `login_required`, `role_forbidden` or `origin_forbidden` */
function checkRight(deps: Pick<Deps, 'access'>, request: FastifyRequest, right: Right): void {
  const { caller } = request;
  if (right === 'public') return;
  if (caller === null) {
    const detail = deps.access.current.isSetUp
      ? undefined
      : 'This site is not set up yet. Open the set-up link that the server wrote, or send a valid token.';
    throw new Refusal('login_required', { detail });
  }
  if (!includesRole(caller.role, right)) throw new Refusal('role_forbidden');
  // A browser names the page that changes something; where the cookie is the only proof, that has to be known.
  const isSafe = request.method === 'GET' || request.method === 'HEAD';
  if (caller.by === 'session' && !isSafe && request.headers.origin === undefined) {
    throw new Refusal('origin_forbidden', {
      detail: 'A request by session that changes something must name its Origin.',
    });
  }
}

function send(reply: FastifyReply, route: Route, result: unknown): FastifyReply {
  if (reply.sent) return reply;
  if (route.answer === null) return reply.code(204).send();
  if (typeof route.answer !== 'string') return reply.code(route.status).send(result);
  const { content, name } = result as FileAnswer;
  reply.code(route.status).header('content-type', route.answer);
  if (name !== undefined)
    reply.header('content-disposition', `attachment; filename="${name.replaceAll(/[^\w.-]/g, '_')}"`);
  if (typeof content === 'string' || content instanceof Uint8Array) return reply.send(content);
  return reply.send(content instanceof Readable ? content : Readable.from(content, { objectMode: false }));
}

/** @throws Refusal `request_malformed` for a key that is none */
function onceOf(request: FastifyRequest): Once | null {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key !== 'string' || key.length === 0 || key.length > 256) {
    throw new Refusal('request_malformed', { field: 'Idempotency-Key', detail: 'The key has 1 to 256 characters.' });
  }
  const digest = hash('sha256', `${request.method} ${request.url}\n${request.bodyDigest}`, 'base64url');
  return { actor: (request.caller ?? nobody).actor, key, digest };
}

/** Like the device API's, but a JSON request without any body is one that says nothing. */
function takeJson(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      noteDigest(request, body as Buffer);
      done(null, body.length === 0 ? undefined : parseJson(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}

function takeBytes(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    noteDigest(request, body as Buffer);
    done(null, body);
  });
}

function noteDigest(request: FastifyRequest, body: Buffer): void {
  if (request.headers['idempotency-key'] !== undefined) request.bodyDigest = hash('sha256', body, 'base64url');
}

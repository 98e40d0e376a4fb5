import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { MAX_REPORT_BYTES, parseAcquire, parseRelease, parseReport } from '../../protocol/device-api.ts';
import type { Deps } from '../deps.ts';
import { acquire } from '../operations/acquire.ts';
import { health } from '../operations/health.ts';
import { release } from '../operations/release.ts';
import { siteAnswer } from '../operations/site-answer.ts';
import { acceptReport } from '../operations/usage.ts';
import { normalizeAddress } from './address.ts';
import { createBaseServer, type TlsMaterial } from './base-server.ts';
import { registerBrowserAccess } from './browser-access.ts';
import { deviceOf } from './device-key.ts';
import { deviceOpenApi } from './openapi.ts';
import { sendProblem } from './problem.ts';
import { createRateLimit } from './rate-limit.ts';
import { countRequests } from './request-counts.ts';

export type DeviceServerOptions = {
  readonly tls: TlsMaterial | null;
  /** The site authority's certificate, PEM; null without TLS. */
  readonly authority: string | null;
};

/** The device API (protocol.md section 5). Parses, calls one operation, answers. */
export function createDeviceServer(deps: Deps, options: DeviceServerOptions): FastifyInstance {
  const server = createBaseServer({ tls: options.tls, bodyLimit: MAX_REPORT_BYTES, log: deps.log });
  countRequests(deps, server, 'device');
  const within = createRateLimit(() => deps.settings.current.limits.requestsPerSecond);

  server.addHook('onRequest', (request, reply, next) => {
    if (within(request.ip, Date.now())) next();
    else
      sendProblem(reply, 'rate_limited', {
        retryAfter: 1,
        detail: 'More requests a second came from this address than the site allows.',
      });
  });
  registerBrowserAccess(server);

  server.post('/v1/leases', async (request, reply) => {
    const message = parseAcquire(acquireOf(request, reply));
    const device = deviceOf(message.device);
    const outcome = await acquire(deps, { message, device, address: normalizeAddress(request.ip) });
    switch (outcome.outcome) {
      case 'lease':
        return answer(reply.code(outcome.status), `{"lease":"${outcome.lease}"}`);
      case 'denied':
        return sendProblem(reply, outcome.code, {
          proof: outcome.proof,
          ...(outcome.paused && { detail: seatsPaused }),
        });
      case 'problem':
        return sendProblem(reply, outcome.code, { retryAfter: outcome.retryAfter });
    }
  });

  server.post<{ Params: { jti: string } }>('/v1/leases/:jti/release', async (request, reply) => {
    const { device } = parseRelease(request.body);
    const outcome = await release(deps, { jti: request.params.jti, device: deviceOf(device) });
    if (outcome === 'return_required') return sendProblem(reply, 'return_required');
    return reply.code(204).send();
  });

  server.post('/v1/usage', async (request, reply) => {
    const message = parseReport(request.body);
    const outcome = await acceptReport(deps, { message, device: deviceOf(message.device) });
    switch (outcome.outcome) {
      case 'accepted':
        return answer(
          reply,
          JSON.stringify({ report: message.report, accepted: outcome.accepted, duplicate: outcome.duplicate }),
        );
      case 'refused':
        return sendProblem(reply, outcome.code, {
          field: outcome.field,
          detail: outcome.detail,
          expect: outcome.expect,
        });
    }
  });

  server.get('/v1/health', async (_request, reply) => {
    const state = await health(deps);
    return answer(reply.code(state.status === 'ok' ? 200 : 503), JSON.stringify(state));
  });

  server.get<{ Querystring: { vendor?: string } }>('/v1/site', async (request, reply) =>
    answer(reply, JSON.stringify(await siteAnswer(deps, request.query.vendor ?? ''))),
  );

  server.get('/v1/ca.crt', (_request, reply) => {
    if (options.authority === null)
      return sendProblem(reply, 'not_found', { detail: 'This listener runs without TLS and has no authority.' });
    return reply.header('content-type', 'application/x-x509-ca-cert').send(options.authority);
  });

  const description = JSON.stringify(deviceOpenApi(deps.version));
  server.get('/v1/openapi.json', (_request, reply) => answer(reply, description));
  return server;
}

const seatsPaused = 'The administrator of the license server paused new seats. Ask again when they are resumed.';

function answer(reply: FastifyReply, body: string): FastifyReply {
  return reply.header('content-type', 'application/json').header('cache-control', 'no-store').send(body);
}

/**
 * For a browser the host name in `Origin` is the application identifier, and nothing else is: a page cannot claim another
 * one. Nor can it by naming another platform, since then no page may read the answer.
 */
function acquireOf({ body, headers: { origin } }: FastifyRequest, reply: FastifyReply): unknown {
  const isObject = typeof body === 'object' && body !== null;
  if (isObject && (body as { platform?: unknown }).platform === 'browser') return { ...body, app: hostOf(origin) };
  if (origin !== undefined) reply.removeHeader('access-control-allow-origin');
  return body;
}

/** Undefined: of none, such as `null` of a page without an origin of its own. */
function hostOf(origin: string | undefined): string | undefined {
  return origin !== undefined && URL.canParse(origin) ? new URL(origin).hostname || undefined : undefined;
}

import cookie from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../deps.ts';
import { normalizeAddress } from '../address.ts';
import { Refusal } from '../problem.ts';
import { createRateLimit } from '../rate-limit.ts';
import { countRequests } from '../request-counts.ts';
import { endStreamsOnClose } from './event-stream.ts';
import { consoleOpenApi } from './openapi.ts';
import { isOwnHost, isOwnOrigin } from './origin.ts';
import { registerRoutes } from './register-routes.ts';
import { consoleRoutes } from './routes.ts';
import { registerSecurityHeaders } from './security-headers.ts';

export type ConsoleOptions = {
  /** The control socket of the data folder: who reaches it is the administrator, without log-in. */
  readonly trusted: boolean;
};

/** Puts the console API on a listener of its own. Pages may be served beside it on the same listener. */
export async function registerConsole(server: FastifyInstance, deps: Deps, { trusted }: ConsoleOptions): Promise<void> {
  await server.register(cookie);
  countRequests(deps, server, trusted ? 'control' : 'console');
  registerSecurityHeaders(server);
  endStreamsOnClose(server);
  if (!trusted) guardListener(server, deps);
  const description = JSON.stringify(consoleOpenApi(deps.version, consoleRoutes));
  server.get('/admin/v1/openapi.json', (_request, reply) =>
    reply.header('content-type', 'application/json').send(description),
  );
  await registerRoutes(server, deps, { routes: consoleRoutes, trusted });
}

/** What is checked of every request before anything else, whatever its address. */
function guardListener(server: FastifyInstance, deps: Deps): void {
  const within = createRateLimit(() => deps.settings.current.limits.requestsPerSecond);
  server.addHook('onRequest', async (request) => {
    if (!within(normalizeAddress(request.ip), performance.now())) throw new Refusal('rate_limited', { retryAfter: 1 });
    const { names } = deps.settings.current.console;
    if (!isOwnHost(request, names)) {
      throw new Refusal('origin_forbidden', {
        detail:
          'The console does not answer under this name. An administrator can add it to its names in the settings.',
      });
    }
    if (request.headers.origin !== undefined && !isOwnOrigin(request, names)) throw new Refusal('origin_forbidden');
  });
}

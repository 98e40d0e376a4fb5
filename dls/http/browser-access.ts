import type { FastifyInstance } from 'fastify';

/**
 * CORS for browsers, any origin, without credentials (protocol.md section 5). What an app in a page may ask is decided
 * by its license, not by the page's origin; nothing here depends on cookies.
 */
export function registerBrowserAccess(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, next) => {
    if (request.headers.origin !== undefined) reply.header('access-control-allow-origin', '*').header('vary', 'origin');
    next();
  });
  server.options('/v1/*', (_request, reply) =>
    reply
      .code(204)
      .header('access-control-allow-methods', 'GET, POST')
      .header('access-control-allow-headers', 'content-type')
      .header('access-control-max-age', '600')
      .send(),
  );
}

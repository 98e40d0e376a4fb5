import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../deps.ts';
import { createSetupToken } from '../../operations/setup.ts';
import { createBaseServer, type TlsMaterial } from '../base-server.ts';
import { checkoutPages, type Pages, registerPages } from './pages.ts';
import { registerConsole } from './register-console.ts';

export type ConsoleServerOptions = {
  /** `control`: the socket in the data folder, whose caller is the administrator. */
  readonly kind: 'browser' | 'control';
  readonly tls: TlsMaterial | null;
  /** The console's pages; default: those of the checkout. */
  readonly pages?: Pages | undefined;
};

export type ConsoleServer = FastifyInstance & {
  /** The one-time link for the first set-up under the console's base URL; null when the site is set up. */
  setupLink(consoleUrl: string): Promise<string | null>;
};

/** Most bytes of a body where a route does not say otherwise. */
const bodyLimit = 1024 * 1024;

/** The console's listener, which is separate from that of the devices. */
export async function createConsoleServer(
  deps: Deps,
  { kind, tls, pages }: ConsoleServerOptions,
): Promise<ConsoleServer> {
  const server = createBaseServer({ tls, bodyLimit, log: deps.log, audience: 'administrators' });
  await registerConsole(server, deps, { trusted: kind === 'control' });
  if (kind === 'browser') registerPages(server, pages ?? { folder: checkoutPages });
  const setupLink = async (consoleUrl: string): Promise<string | null> =>
    deps.access.current.isSetUp ? null : `${consoleUrl}/setup#token=${createSetupToken(deps)}`;
  return Object.assign(server, { setupLink });
}

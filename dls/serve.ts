import { chmod, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { isIPv6 } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { HOUR } from '../licensing/time.ts';
import { watchAlerts } from './alerts/alert-watch.ts';
import { writeFileAtomic } from './atomic-file.ts';
import { controlPath } from './data-folder.ts';
import type { Deps } from './deps.ts';
import { isLoopback } from './http/address.ts';
import { createConsoleServer } from './http/console/console-server.ts';
import type { Pages } from './http/console/pages.ts';
import { createDeviceServer } from './http/device-server.ts';
import { type Authority, openAuthority, tlsOptionsOf } from './identity/authority.ts';
import { listLocalNames } from './identity/local-names.ts';
import { startJobs } from './jobs/jobs.ts';
import { siteJobs } from './jobs/site-jobs.ts';
import type { Site } from './start.ts';

export type ServeOptions = {
  /** Address of the device listener; default: the setting. */
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly consoleHost?: string | undefined;
  readonly consolePort?: number | undefined;
  /** The console's pages; default: those of the checkout. */
  readonly pages?: Pages | undefined;
  /** Plain http, where both ends are this machine. */
  readonly tls: boolean;
  /** Members of the data folder's group may command the server as well. */
  readonly groupMayCommand?: boolean | undefined;
};

/** A running DLS: devices, consoles and commands are served. */
export type Serving = {
  /** Base URLs. */
  readonly device: string;
  readonly console: string;
  /** The one-time link for the first set-up; null when the site is set up. */
  readonly setupLink: string | null;
  /** Answers what is under way, then stops everything but the site itself. */
  stop(): Promise<void>;
};

/** The options of a start that cannot be: an error for the person at the keyboard. */
export class ServeError extends Error {
  override readonly name = 'ServeError';
}

/** Opens the listeners of an open site, and the socket for commands, and starts the jobs. */
export async function serve(site: Site, options: ServeOptions): Promise<Serving> {
  const { deps } = site;
  const { network, console: consoleSettings } = deps.settings.current;
  const host = options.host ?? network.host;
  if (!options.tls && !isLocal(host)) {
    throw new ServeError('Plain http is served on loopback alone: add "--host 127.0.0.1", or leave "--no-tls" out.');
  }
  const consoleHost = options.consoleHost ?? consoleSettings.host;
  const authority = await openSiteAuthority(deps, [host, consoleHost]);
  const tls = tlsOptionsOf(authority);
  const device = createDeviceServer(deps, {
    tls: options.tls ? tls : null,
    authority: options.tls ? authority.caPem : null,
  });
  const consoleTls = !isLocal(consoleHost);
  const console = await createConsoleServer(deps, {
    kind: 'browser',
    tls: consoleTls ? tls : null,
    pages: options.pages,
  });
  const control = await createConsoleServer(deps, { kind: 'control', tls: null });
  const servers = [device, console, control];
  try {
    const devicePort = await listen(device, host, options.port ?? network.port);
    const consolePort = await listen(console, consoleHost, options.consolePort ?? consoleSettings.port);
    await listenForCommands(deps.folder, control, options.groupMayCommand === true ? 0o660 : 0o600);
    const deviceUrl = urlOf(options.tls, host, devicePort);
    const consoleUrl = urlOf(consoleTls, consoleHost, consolePort);
    const announced = network.servers.length > 0 ? network.servers : announcedServers(options.tls, host, devicePort);
    deps.network.ports = [devicePort, consolePort];
    deps.network.current = { servers: announced, ...presented(authority, options.tls) };
    await tellEverybody(deps.folder, { device: deviceUrl, console: consoleUrl });
    const jobs = startJobs(
      [
        ...siteJobs(site),
        {
          name: 'certificates',
          everySeconds: HOUR,
          run: () => renewCertificates(deps, [host, consoleHost], options.tls ? [device] : []),
        },
      ],
      deps.log,
    );
    const alerts = watchAlerts(deps);
    return {
      device: deviceUrl,
      console: consoleUrl,
      setupLink: await console.setupLink(consoleUrl),
      stop: async () => {
        await alerts.stop();
        await jobs.stop();
        await Promise.all(servers.map((server) => server.close()));
        await rm(join(deps.folder, 'endpoint.json'), { force: true });
      },
    };
  } catch (error) {
    await Promise.all(servers.map((server) => server.close()));
    throw asServeError(error);
  }
}

const isLocal = (host: string): boolean => host === 'localhost' || isLoopback(host);

function openSiteAuthority(deps: Deps, hosts: readonly string[]): Promise<Authority> {
  const names = [
    ...new Set([
      ...listLocalNames(),
      ...deps.settings.current.network.names,
      ...hosts.filter((host) => !isUnspecified(host)),
    ]),
  ];
  return openAuthority(deps.folder, { site: deps.identity.current.site, now: deps.clock.read().now, names });
}

const presented = ({ pins, expires, installed }: Authority, tls: boolean) =>
  tls ? { tls: pins, certificate: { expires, installed } } : { tls: [], certificate: null };

/** Once an hour: a certificate near its end, or of an address that changed, is replaced while devices are served. */
async function renewCertificates(
  deps: Deps,
  hosts: readonly string[],
  listeners: readonly FastifyInstance[],
): Promise<void> {
  const authority = await openSiteAuthority(deps, hosts);
  if (authority.change === null) return;
  for (const { server } of listeners)
    (server as unknown as import('node:tls').Server).setSecureContext(tlsOptionsOf(authority));
  deps.network.current = { ...deps.network.current, ...presented(authority, listeners.length > 0) };
  deps.log.info({ change: authority.change }, 'the server certificate was renewed');
}

async function listen(server: FastifyInstance, host: string, port: number): Promise<number> {
  await server.listen({ host, port });
  return (server.server.address() as AddressInfo).port;
}

/** Who may not command the server reads here where its console is, whatever the umask of its account. */
async function tellEverybody(folder: string, addresses: Readonly<Record<'device' | 'console', string>>): Promise<void> {
  const file = join(folder, 'endpoint.json');
  await writeFileAtomic(file, `${JSON.stringify(addresses)}\n`, { mode: 0o644 });
  await chmod(file, 0o644);
}

/** The folder's lock is ours, so a socket that lies there is left from a process that was killed. */
async function listenForCommands(folder: string, control: FastifyInstance, mode: number): Promise<void> {
  const path = controlPath(folder);
  const isFile = process.platform !== 'win32';
  if (isFile) await rm(path, { force: true });
  const before = isFile ? process.umask(0o077) : 0;
  try {
    await control.listen({ path });
  } finally {
    if (isFile) process.umask(before);
  }
  if (isFile) await chmod(path, mode);
}

function urlOf(tls: boolean, host: string, port: number): string {
  const name = isUnspecified(host) ? '127.0.0.1' : host;
  return `${tls ? 'https' : 'http'}://${isIPv6(name) ? `[${name}]` : name}:${port}`;
}

const isUnspecified = (host: string): boolean => host === '0.0.0.0' || host === '::';

/** Where devices find this server: each of its addresses when it listens on all of them. */
function announcedServers(tls: boolean, host: string, port: number): readonly string[] {
  if (!isUnspecified(host)) return [urlOf(tls, host, port)];
  const names = listLocalNames().filter((name) => name !== 'localhost' && !isLoopback(name));
  const reachable = names.length > 0 ? names : ['127.0.0.1'];
  return reachable.map((name) => urlOf(tls, name, port));
}

function asServeError(error: unknown): unknown {
  const { code, port, address } = error as NodeJS.ErrnoException & {
    readonly port?: number;
    readonly address?: string;
  };
  if (code === 'EADDRINUSE') {
    return new ServeError(
      `Port ${port} of ${address} is in use. Choose another one with "--port" or "--console-port", or stop what uses it.`,
    );
  }
  if (code === 'EACCES') return new ServeError(`This user may not listen on port ${port}. Choose a port above 1023.`);
  if (code === 'EADDRNOTAVAIL')
    return new ServeError(
      `This machine has no address ${address}. Choose one of its own with "--host" or "--console-host".`,
    );
  return error;
}

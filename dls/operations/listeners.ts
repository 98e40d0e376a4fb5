import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { wrongField } from '../../protocol/shape.ts';
import type { Deps } from '../deps.ts';
import { type SettingRows, settingsOf } from '../site/settings.ts';

/**
 * Checks that the server will start with addresses that were changed, by listening there for a moment: without its console
 * there would be none to mend them.
 * @throws ProtocolError `request_malformed` naming the host or the port that cannot be
 */
export async function checkListeners({ settings, network }: CheckDeps, rows: SettingRows): Promise<void> {
  const addresses = nextAddresses(settings.current, rows);
  for (const listener of LISTENERS) {
    if (isSame(addresses[listener], settings.current[listener])) continue;
    const { host, port } = addresses[listener];
    // A port of our own is free again when the server starts anew.
    const trial = await listen(host, network.ports.includes(port) ? 0 : port).catch((error: unknown) => {
      throw asWrongAddress(error, { listener, host, port });
    });
    try {
      const other = addresses[listener === 'network' ? 'console' : 'network'];
      if (port !== 0 && other.port === port) await checkBeside(trial, { listener, host: other.host, port });
    } finally {
      trial.close();
    }
  }
}

type CheckDeps = Pick<Deps, 'settings' | 'network'>;

/** The branches of the settings that say where something listens. */
const LISTENERS = ['network', 'console'] as const;

type Address = { readonly host: string; readonly port: number };
type Tried = Address & { readonly listener: (typeof LISTENERS)[number] };

function nextAddresses(current: Deps['settings']['current'], rows: SettingRows) {
  const changed = settingsOf(rows);
  const next = <Name extends 'host' | 'port'>(listener: Tried['listener'], name: Name) =>
    (rows[`${listener}.${name}`] === undefined ? current : changed)[listener][name];
  const address = (listener: Tried['listener']): Address => ({
    host: next(listener, 'host'),
    port: next(listener, 'port'),
  });
  return { network: address('network'), console: address('console') };
}

const isSame = (a: Address, b: Address): boolean => a.host === b.host && a.port === b.port;

/** The system knows which names and addresses are the same: whether both can have one port is tried on the trial's. */
async function checkBeside(trial: Server, { listener, host, port }: Tried): Promise<void> {
  try {
    (await listen(host, (trial.address() as AddressInfo).port)).close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') return;
    const detail = `Devices and the console cannot both listen on port ${port} of one address. Choose another port.`;
    throw wrongField('request_malformed', `${listener}.port`, detail);
  }
}

async function listen(host: string, port: number): Promise<Server> {
  const server = createServer((socket) => socket.destroy()).listen({ host, port, exclusive: true });
  await once(server, 'listening');
  return server;
}

function asWrongAddress(error: unknown, { listener, host, port }: Tried): unknown {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code === '') return error;
  const wrong = (name: 'host' | 'port', detail: string) =>
    wrongField('request_malformed', `${listener}.${name}`, detail);
  if (code === 'EADDRINUSE')
    return wrong('port', `Port ${port} of ${host} is in use. Choose another one, or stop what uses it.`);
  if (code === 'EACCES') return wrong('port', `This account may not listen on port ${port}. Choose a port above 1023.`);
  return wrong('host', `This machine has no address ${host}. Enter one of its own.`);
}

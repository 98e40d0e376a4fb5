import { type Command, InvalidArgumentError } from 'commander';
import { isLoopback } from '../../dls/http/address.ts';
import { asOpeningRefusal, isNamed } from '../folder-link.ts';
import { printNote } from '../print.ts';
import { CommandRefusal, UsageError } from '../refusal.ts';
import { GROUP_MAY_COMMAND } from '../service/service-plan.ts';
import { styled } from '../text/color.ts';
import { pairLines } from '../text/table.ts';
import { untilStopped } from '../until-stopped.ts';
import { addSiteCommand, type CommandContext, type SiteOptions, wholeOf } from './site-command.ts';

/** `serve`: the headless server. */
export function addServeCommand(program: Command, context: CommandContext): void {
  addSiteCommand(program, 'serve', {
    summary: 'run the license server with its console',
    description:
      'Runs the license server: devices reach it over HTTPS, the administrator opens the console in a browser on this machine. It runs until it is stopped with Ctrl-C or SIGTERM, and answers what is under way before it ends.\nBefore set-up it writes a link that opens the set-up page once. Logs are in the folder "logs" of the data folder.',
    examples: [
      ['causeway serve', 'with the ports and addresses of the settings'],
      ['causeway serve --port 0 --console-port 0 --json', 'on free ports, told on stdout'],
      ['causeway serve --no-tls', 'plain http for a reverse proxy on this machine'],
    ],
  })
    .option(
      '--host <host>',
      'address for devices; default: the setting, at first 0.0.0.0 (127.0.0.1 with --no-tls)',
      hostOf,
    )
    .option('--port <port>', 'port for devices, 0: a free one; default: the setting, at first 4870', portOf)
    .option('--console-host <host>', 'address of the console; default: the setting, at first 127.0.0.1', hostOf)
    .option('--console-port <port>', 'port of the console, 0: a free one; default: the setting, at first 4871', portOf)
    .option('--no-tls', 'plain http for devices, on loopback only')
    .action((options: ServeOptions) => runServer(options, context));
}

type ServeOptions = SiteOptions & {
  readonly host?: string;
  readonly port?: number;
  readonly consoleHost?: string;
  readonly consolePort?: number;
  readonly tls: boolean;
};

async function runServer(options: ServeOptions, { terminal }: CommandContext): Promise<void> {
  const { json, tls, dataDir: folder } = options;
  const host = options.host ?? (tls ? undefined : '127.0.0.1');
  if (!tls && host !== undefined && host !== 'localhost' && !isLoopback(host)) {
    throw new UsageError('Plain http is served on loopback alone: name a loopback address, or leave --no-tls out.');
  }
  const stopped = untilStopped();
  // The commands beside a running server do not load it.
  const { startServer } = await import('../start-server.ts');
  const { consoleHost, consolePort, port } = options;
  const passphrase = terminal.env.CAUSEWAY_PASSPHRASE;
  const groupMayCommand = terminal.env[GROUP_MAY_COMMAND] === '1';
  const listen = { host, port, consoleHost, consolePort, tls, groupMayCommand };
  const server = await startServer({ folder, passphrase, listen }).catch((error: unknown) => {
    throw asStartRefusal(error, folder);
  });
  const { site, device, console, setupLink } = server;
  if (setupLink !== null)
    terminal.err.write(`This site is not set up yet. Open this link once, on this machine: ${setupLink}\n`);
  if (json === true) terminal.out.write(`${JSON.stringify({ event: 'ready', site, device, console })}\n`);
  else {
    const facts = [
      ['devices', device],
      ['console', console],
      ['data', folder],
    ] as const;
    terminal.out.write(`${styled(terminal.out, 'green', 'Causeway is serving')} site ${site}\n`);
    for (const line of pairLines(facts)) terminal.out.write(`  ${line}\n`);
    terminal.out.write('Ctrl-C stops it.\n');
  }
  await stopped;
  if (json !== true) printNote(terminal, options, 'Stopping: what is under way is answered first.');
  await server.stop();
}

function asStartRefusal(error: unknown, folder: string): unknown {
  if (isNamed(error, 'ServeError'))
    return new CommandRefusal('request_conflict', { sentence: error.message, cause: error });
  return asOpeningRefusal(error, folder);
}

const portOf = wholeOf(0, 65_535);

function hostOf(text: string): string {
  if (/^[A-Za-z0-9.:_-]+$/.test(text)) return text;
  throw new InvalidArgumentError('It is an address or a name of this machine, such as 127.0.0.1.');
}

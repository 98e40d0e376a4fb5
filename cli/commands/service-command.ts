import { resolve } from 'node:path';
import { Argument, type Command } from 'commander';
import { printResult } from '../print.ts';
import { CommandRefusal } from '../refusal.ts';
import { ServiceError, type ServiceManager } from '../service/service-manager.ts';
import { findServiceManager, systemEdges } from '../service/system-edges.ts';
import { pairLines } from '../text/table.ts';
import { addSiteCommand, type CommandContext, type SiteOptions } from './site-command.ts';

/** `service`: the license server as a service of the system. */
export function addServiceCommand(program: Command, context: CommandContext): void {
  const command = addSiteCommand(program, 'service', {
    summary: 'run the license server as a service of the system',
    description:
      'Installs the license server as a service of this system: it starts with the machine, with nobody logged in, and again when it ends. It runs under an account of its own with the least rights: a systemd unit on Linux, a launchd daemon on macOS, a task of LocalService on Windows. Members of the local group "causeway" (Windows: administrators) may command it.\nUninstalling takes the service away and leaves the data of the site.',
    examples: [
      ['causeway service status', 'whether it is installed and runs'],
      ['sudo causeway service install', 'installs it and starts it'],
      ['sudo causeway service uninstall', 'stops it for good; the site stays'],
    ],
  });
  command
    .addArgument(new Argument('<action>', 'what to do').choices(actions))
    .action((action: Action, options: SiteOptions) => runService(action, options, context));
}

const actions = ['install', 'uninstall', 'status'] as const;
type Action = (typeof actions)[number];

async function runService(action: Action, options: SiteOptions, context: CommandContext): Promise<void> {
  const manager = findServiceManager(process.platform);
  if (manager === null) {
    throw new CommandRefusal('request_conflict', {
      sentence: `How services are kept on ${process.platform} is not known here.`,
      next: 'Let your system run "causeway serve" at its start.',
    });
  }
  if (action === 'status') return showService(manager, options, context);
  if (!(await systemEdges.isAdministrator())) {
    throw new CommandRefusal('role_forbidden', {
      sentence: 'Only an administrator of this machine may change its services.',
      next: process.platform === 'win32' ? 'Run it in a terminal opened as administrator.' : 'Run it with sudo.',
    });
  }
  try {
    if (action === 'install') await manager.install(planOf(options.dataDir), systemEdges);
    else await manager.uninstall(systemEdges);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw new CommandRefusal('internal_error', {
      sentence: `${manager.name} refused: ${error.message}.`,
      next: 'Look into the log of the system, then try again.',
      cause: error,
    });
  }
  await showService(manager, options, context);
}

/** The service runs what this command runs, which must be there after the next start of the machine. */
function planOf(folder: string) {
  if (process.env.APPIMAGE !== undefined) {
    throw new CommandRefusal('request_conflict', {
      sentence: 'An AppImage is gone when it ends, so no service can run from it.',
      next: 'Install the deb or rpm package instead.',
    });
  }
  return { folder, program: [process.execPath, resolve(process.argv[1] ?? '')] } as const;
}

async function showService(manager: ServiceManager, options: SiteOptions, context: CommandContext): Promise<void> {
  const status = await manager.status(systemEdges);
  const result = { manager: manager.name, ...status, folder: options.dataDir };
  printResult(context.terminal, options, result, () => {
    if (!status.installed) return [`The service is not installed. "causeway service install" installs it.`];
    const { start, stop, log } = manager.advice;
    return pairLines([
      ['Service', `installed with ${manager.name}, ${status.running ? 'running' : 'not running'}`],
      ['At start', status.enabled ? 'started with the machine' : 'not started with the machine'],
      ['Data', options.dataDir],
      status.running ? ['Stop', stop] : ['Start', start],
      ['Log', log],
    ]);
  });
}

import { Command, CommanderError } from 'commander';
import { serviceDataFolder } from '../dls/data-folder.ts';
import { version } from '../dls/version.ts';
import { addActivateCommand } from './commands/activate-command.ts';
import { addBackupCommand } from './commands/backup-command.ts';
import { addConfirmClockCommand } from './commands/confirm-clock-command.ts';
import { addDemoCommand } from './commands/demo-command.ts';
import { addDeviceLeaseCommand } from './commands/device-lease-command.ts';
import { addExportCommand } from './commands/export-command.ts';
import { addImportCommand } from './commands/import-command.ts';
import { addMachineCommand } from './commands/machine-command.ts';
import { addResetPasswordCommand } from './commands/reset-password-command.ts';
import { addRestoreCommand } from './commands/restore-command.ts';
import { addServeCommand } from './commands/serve-command.ts';
import { addServiceCommand } from './commands/service-command.ts';
import { addSetupCommand } from './commands/setup-command.ts';
import { addSiteOptions, type CommandContext } from './commands/site-command.ts';
import { addStatusCommand } from './commands/status-command.ts';
import { addTokenCommand } from './commands/token-command.ts';
import { addVerifyCommand } from './commands/verify-command.ts';
import { Interrupted } from './interrupted.ts';
import { printRefusal } from './print.ts';
import { asRefusal, UsageError } from './refusal.ts';
import type { Terminal } from './terminal.ts';
import { printable } from './text/printable.ts';

const REFUSED = 1;
const MISUSED = 2;
const INTERRUPTED = 130;

/**
 * Runs one command of `causeway` (protocol.md section 9): results on stdout, messages on stderr.
 * @param args without the names of program and script
 * @returns the exit code: 0 done, 1 refused, 2 used wrongly
 */
export async function runCauseway(args: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode = 0;
  const context: CommandContext = {
    terminal,
    endWith: (code) => {
      exitCode = code;
    },
  };
  try {
    await makeProgram(context).parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    return exitCodeOf(error, args.includes('--json'), terminal);
  }
}

/** All commands of a site, in the groups in which the help shows them. */
export function makeProgram(context: CommandContext): Command {
  const { out, err } = context.terminal;
  const program = new Command('causeway')
    .description(
      'The license server for a site without internet: takes license files in, serves devices, sends usage out.',
    )
    .version(version, '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show this help')
    .exitOverride()
    .configureOutput({
      writeOut: out.write,
      writeErr: (text) => err.write(printable(text)),
      getOutHelpWidth: () => Math.min(out.columns, WIDEST),
      getErrHelpWidth: () => Math.min(err.columns, WIDEST),
      getOutHasColors: () => out.hasColors,
      getErrHasColors: () => err.hasColors,
    })
    .showHelpAfterError('("causeway --help" shows the commands)')
    .addHelpText('after', firstSteps);
  for (const [heading, ...commands] of groups) {
    program.commandsGroup(heading);
    for (const add of commands) add(program, context);
  }
  for (const command of program.commands) {
    if (command.name() === 'service') addSiteOptions(command, serviceDataFolder());
    else if (command.name() !== 'demo') addSiteOptions(command);
  }
  return program.commandsGroup('Help:').helpCommand('help [command]', 'show the help of a command');
}

const WIDEST = 110;

type AddCommand = (program: Command, context: CommandContext) => void;

const groups: readonly (readonly [heading: string, ...commands: AddCommand[]])[] = [
  ['Begin:', addSetupCommand, addServeCommand, addServiceCommand, addDemoCommand],
  ['License files and usage:', addActivateCommand, addImportCommand, addExportCommand, addDeviceLeaseCommand],
  ['Look after it:', addStatusCommand, addVerifyCommand, addMachineCommand, addConfirmClockCommand],
  ['Backups:', addBackupCommand, addRestoreCommand],
  ['Access:', addTokenCommand, addResetPasswordCommand],
];

const firstSteps = `
First steps:
  causeway setup                              password and recovery code
  causeway activate --out site.cwreq          the request for the vendor
  causeway import site.cwlic                  the license file that came back
  causeway serve                              devices work from now on

All commands work beside a running server and without one. They end with 0: done, 1: refused, 2: used wrongly.`;

function exitCodeOf(error: unknown, json: boolean, terminal: Terminal): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : MISUSED;
  if (error instanceof Interrupted) return INTERRUPTED;
  if (error instanceof UsageError) {
    terminal.err.write(`error: ${printable(error.message)}\n`);
    return MISUSED;
  }
  printRefusal(terminal, { json }, asRefusal(error));
  return REFUSED;
}

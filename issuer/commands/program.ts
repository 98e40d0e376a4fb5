import { Command, CommanderError } from 'commander';
import { asFileRefusal } from '../files/file-error.ts';
import { asRefusal, Refusal, UsageError } from '../refusal.ts';
import { asDatabaseRefusal } from '../store/connection.ts';
import { addIngestCommand } from './ingest-command.ts';
import { addIssueCommand } from './issue-command.ts';
import { addReportCommands } from './report-commands.ts';
import { printRefusal, type Terminal } from './terminal.ts';
import { addVendorCommands } from './vendor-commands.ts';

/**
 * Runs one command of `causeway-issuer` (protocol.md section 9): results on stdout, messages on stderr.
 * @param args without the names of program and script
 * @returns the exit code: 0 done, 1 refused, 2 used wrongly
 */
export async function runIssuer(args: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode = 0;
  const program = makeProgram(terminal, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    return exitCodeOf(error, args.includes('--json'), terminal);
  }
}

function makeProgram(terminal: Terminal, endWith: (exitCode: number) => void): Command {
  const program = new Command('causeway-issuer');
  program
    .description("The vendor's side of Causeway: issues license files to isolated sites and takes in what they report.")
    .exitOverride()
    .configureOutput({ writeOut: terminal.stdout, writeErr: terminal.stderr })
    .showHelpAfterError('(--help shows how it is used)');
  addVendorCommands(program, terminal);
  addIssueCommand(program, terminal);
  addIngestCommand(program, terminal, endWith);
  addReportCommands(program, terminal);
  return program;
}

function exitCodeOf(error: unknown, json: boolean, terminal: Terminal): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof UsageError) {
    terminal.stderr(`error: ${error.message}\n`);
    return 2;
  }
  const refusal = asRefusal(asFileRefusal(asDatabaseRefusal(error, 'The database of the vendor folder'), 'A file'));
  const known = refusal instanceof Refusal ? refusal : faultOf(error);
  printRefusal(terminal, { json }, known);
  return 1;
}

function faultOf(cause: unknown): Refusal {
  const what = cause instanceof Error ? cause.message : String(cause);
  return new Refusal('internal_error', { sentence: `The command failed: ${what}.`, cause });
}

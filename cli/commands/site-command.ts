import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { defaultDataFolder } from '../../dls/data-folder.ts';
import type { JsonOption } from '../print.ts';
import { type LinkOptions, type SiteLink, withLink } from '../site-link.ts';
import type { Terminal } from '../terminal.ts';

/** What every command is given: where it writes, and how it ends otherwise than with 0. */
export type CommandContext = {
  readonly terminal: Terminal;
  /** 1: it was refused in part, and the reason is on stderr. */
  endWith(exitCode: 1): void;
};

/** The options of every command that works on a site. */
export type SiteOptions = JsonOption & { readonly dataDir: string };

/** What `--help` of a command says beside its options. */
export type CommandHelp = {
  readonly summary: string;
  readonly description: string;
  readonly examples: readonly (readonly [command: string, does: string])[];
};

/** Begins a command that works on a site; `addSiteOptions` ends it. */
export function addSiteCommand(program: Command, usage: string, help: CommandHelp): Command {
  return describeCommand(program.command(usage), help);
}

/** `--data-dir`, `--json` and `--help`, below the options of the command itself. */
export function addSiteOptions(command: Command, place: string = defaultDataFolder()): void {
  const folder = new Option('--data-dir <folder>', 'where the site keeps everything');
  const options = [folder.argParser(folderOf).default(place), new Option('--json', 'print JSON, for scripts')];
  for (const option of options) command.addOption(option.helpGroup(EVERYWHERE));
  command.addHelpOption(new Option('-h, --help', 'show this help').helpGroup(EVERYWHERE));
}

const EVERYWHERE = 'Options of every command:';

export function describeCommand(command: Command, { summary, description, examples }: CommandHelp): Command {
  const width = Math.max(...examples.map(([line]) => line.length));
  const lines = examples.map(([line, does]) => `  ${line.padEnd(width)}   ${does}`);
  return command
    .summary(summary)
    .description(description)
    .showHelpAfterError(`("causeway ${command.name()} --help" shows how it is used)`)
    .addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
}

/** Does `act` with a way to the site that `--data-dir` names. */
export function withSite<T>(
  { terminal }: CommandContext,
  options: SiteOptions,
  act: (link: SiteLink) => Promise<T>,
): Promise<T> {
  return withLink(linkOptions(terminal, options.dataDir), act);
}

export function linkOptions({ env }: Pick<Terminal, 'env'>, folder: string): LinkOptions {
  return { folder, passphrase: env.CAUSEWAY_PASSPHRASE };
}

/** The folder that an option names, by its full path. */
export function folderOf(text: string): string {
  if (text === '') throw new InvalidArgumentError('Name a folder.');
  return resolve(text);
}

/** The file that an option names, by its full path. */
export function fileOf(text: string): string {
  if (text === '') throw new InvalidArgumentError('Name a file.');
  return resolve(text);
}

/** A whole number of an option, from `least` to `most`. */
export function wholeOf(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It is a whole number from ${least} to ${most}.`);
  };
}

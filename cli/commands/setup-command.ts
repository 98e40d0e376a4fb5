import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Command } from 'commander';
import { writeFileAtomic } from '../../dls/atomic-file.ts';
import { StorageError } from '../../dls/storage-error.ts';
import { askSite } from '../ask-site.ts';
import { makeFolder } from '../make-folder.ts';
import { askNewPassword, readPasswordFile } from '../new-password.ts';
import { printNote, printResult } from '../print.ts';
import { CommandRefusal, UsageError } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';
import { styled } from '../text/color.ts';
import { addSiteCommand, type CommandContext, fileOf, folderOf, type SiteOptions, withSite } from './site-command.ts';

/** `setup`: the first-run set-up without a browser. */
export function addSetupCommand(program: Command, context: CommandContext): void {
  addSiteCommand(program, 'setup', {
    summary: 'set a new site up: password, recovery code, backup places',
    description:
      'Sets a new site up without a browser: the password of its administrator, the recovery code that opens its backups, and folders that get a copy of each backup.\nThe recovery code is shown once and stored nowhere: print it or write it down. The password comes from a file or is asked for.',
    examples: [
      ['causeway setup', 'asks for the password, shows the recovery code'],
      ['causeway setup --backup-to /mnt/nas/causeway', 'keeps a second copy of each backup there'],
      ['causeway setup --password-file pw.txt --recovery-out code.txt', 'asks nothing, for scripts'],
    ],
  })
    .option('--user <name>', 'name of the administrator', 'admin')
    .option('--password-file <file>', 'read the password from this file', fileOf)
    .option('--recovery-out <file>', 'write the recovery code into this new file instead of showing it', fileOf)
    .option('--backup-to <folder>', 'a folder that gets a copy of each backup; may be given several times', addFolder)
    .action((options: SetupOptions) => setUp(options, context));
}

type SetupOptions = SiteOptions & {
  readonly user: string;
  readonly passwordFile?: string;
  readonly recoveryOut?: string;
  readonly backupTo?: readonly string[];
};

type SetupAnswer = { readonly user: string; readonly recoveryCode: string; readonly thumbprint: string };

async function setUp(options: SetupOptions, context: CommandContext): Promise<void> {
  const { terminal } = context;
  const { user, passwordFile, recoveryOut, backupTo = [] } = options;
  if (recoveryOut !== undefined) checkRecoveryFile(recoveryOut);
  await withSite(context, options, async (link) => {
    const { needed } = await askSite<{ readonly needed: boolean }>(link, { method: 'GET', path: 'setup' });
    // Asking for a password first would be rude.
    if (!needed) throw new CommandRefusal('request_conflict', alreadySetUp);
    const password =
      passwordFile === undefined ? await askNewPassword(terminal, user) : await readPasswordFile(passwordFile);
    if (password === null) {
      throw new UsageError('Name the file with the password: --password-file. Without a terminal it is not asked for.');
    }
    for (const folder of backupTo) {
      await makeFolder(folder, { option: '--backup-to', terminal, json: options.json });
    }
    const json = { user, password, backupTo };
    const answer = await askSite<SetupAnswer>(link, { method: 'POST', path: 'setup', json });
    const { recoveryCode, thumbprint } = answer;
    if (recoveryOut !== undefined) await keepRecoveryCode(terminal, recoveryOut, recoveryCode);
    const kept = recoveryOut === undefined ? { recoveryCode } : { recoveryFile: recoveryOut };
    printResult(terminal, options, { user: answer.user, ...kept, thumbprint }, () => [
      `The site is set up. Its administrator is ${answer.user}.`,
      ...(recoveryOut === undefined
        ? ['', `Recovery code   ${styled(terminal.out, 'bold', recoveryCode)}`, '', onPaper]
        : [`The recovery code is in ${recoveryOut}. Print it, then delete that file.`]),
      ...(backupTo.length === 0 ? [noSecondPlace] : [`Each backup is copied to ${backupTo.join(' and ')}.`]),
      'Next: "causeway activate --out site.cwreq" makes the request that the vendor needs for a license file.',
    ]);
  });
}

const onPaper = 'It opens the backups of this site and is shown only now: write it down and keep it away from here.';
const noSecondPlace =
  'Backups stay on this disk alone. Name a second place in the console under Backups, before you need it.';

const alreadySetUp = {
  sentence: 'This site is set up already.',
  next: 'Log in to its console; a lost password is replaced with "causeway reset-password".',
};

/** The code exists nowhere else, so a drive that fails now must not swallow it. */
async function keepRecoveryCode(terminal: Terminal, file: string, code: string): Promise<void> {
  try {
    await writeFileAtomic(file, `${code}\n`, { mode: 0o600, replace: false, readBack: true });
  } catch (error) {
    printNote(terminal, {}, `The site is set up. The recovery code could not be written; it is ${code}`);
    throw error;
  }
}

/** Before anything is made: the code is told once. */
function checkRecoveryFile(file: string): void {
  if (existsSync(file)) throw recoveryFileThere(file);
  if (!existsSync(dirname(file))) throw new StorageError('folder_missing', file);
}

function recoveryFileThere(file: string): CommandRefusal {
  return new CommandRefusal('request_conflict', {
    sentence: 'This file exists already, and a recovery code in it would be lost.',
    next: 'Name another file for --recovery-out.',
    file,
  });
}

function addFolder(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, folderOf(text)];
}

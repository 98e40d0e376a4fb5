import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { RestorePreview, RestoreResult } from '../../dls/operations/restore.ts';
import { asOpeningRefusal, isNamed } from '../folder-link.ts';
import { readInputFile } from '../input-file.ts';
import { printResult } from '../print.ts';
import { withProgress } from '../progress.ts';
import { CommandRefusal, UsageError } from '../refusal.ts';
import { folderInUse } from '../site-link.ts';
import type { Terminal } from '../terminal.ts';
import { countText, numberText } from '../text/figures.ts';
import { instantText } from '../text/instant.ts';
import { printableAnswer } from '../text/printable.ts';
import { addSiteCommand, type CommandContext, fileOf, type SiteOptions } from './site-command.ts';

/** `restore`: a backup becomes the site again. */
export function addRestoreCommand(program: Command, context: CommandContext): void {
  addSiteCommand(program, 'restore', {
    summary: 'put a backup back, on this machine or a new one',
    description:
      'Puts a backup into the data folder. Stop the server first. It asks for the recovery code, or reads it from a file. The site begins a new epoch, so that devices and vendors notice: devices send again what the backup lacks.\nA folder that holds a site already is left alone unless --force is given, and even then what is in it is kept aside.',
    examples: [
      ['causeway restore site.cwbackup', 'asks for the recovery code'],
      ['causeway restore site.cwbackup --preview', 'says what would be lost, and changes nothing'],
      ['causeway restore site.cwbackup --code-file code.txt --force', 'replaces the site in the folder'],
    ],
  })
    .argument('<file>', 'the backup')
    .option('--code-file <file>', 'read the recovery code from this file', fileOf)
    .option('--force', 'replace the site that is in the data folder')
    .option('--preview', 'say what would be lost, and change nothing')
    .action((file: string, options: RestoreOptions) => restore(resolve(file), options, context));
}

type RestoreOptions = SiteOptions & {
  readonly codeFile?: string;
  readonly force?: boolean;
  readonly preview?: boolean;
};

/** A recovery code is shorter than this. */
const MOST = 1_024;

async function restore(file: string, options: RestoreOptions, { terminal }: CommandContext): Promise<void> {
  const { dataDir: folder, force = false } = options;
  // The other commands do not open folders this way.
  const { previewRestore, restoreBackup } = await import('../../dls/operations/restore.ts');
  const preview = await previewRestore({ folder, file });
  if (options.preview === true) {
    printResult(terminal, options, preview, () => previewLines(printableAnswer(preview)));
    return;
  }
  if (preview.replaces && !force) throw occupied(folder);
  const code = await recoveryCode(options, terminal);
  const passphrase = terminal.env.CAUSEWAY_PASSPHRASE;
  const result = await withProgress(terminal, `Restoring ${file}`, (onProgress) =>
    restoreBackup({ folder, file, code, force, passphrase, onProgress, actor: 'command' }),
  ).catch((error: unknown) => {
    if (isNamed(error, 'FolderBusyError')) throw serverRuns(folder, error);
    throw asOpeningRefusal(error, folder);
  });
  printResult(terminal, options, result, () => resultLines(result));
}

async function recoveryCode({ codeFile }: RestoreOptions, { askSecret }: Terminal): Promise<string> {
  if (codeFile !== undefined) return (await readInputFile(codeFile, MOST)).toString('utf8').trim();
  if (askSecret !== null) return askSecret('Recovery code: ');
  throw new UsageError('Name the file with the recovery code: --code-file. Without a terminal it is not asked for.');
}

function previewLines({ backup, replaces, lost }: RestorePreview): readonly string[] {
  const { site, made, epoch, height, app } = backup;
  return [
    `A backup of site ${site}, made ${instantText(made)} by ${app}, epoch ${epoch}, ledger up to height ${numberText(height)}.`,
    replaces ? 'The data folder holds a site, which --force replaces.' : 'The data folder is free.',
    ...lostLines(lost, 'Newer than the backup and no longer there afterwards'),
    'This is a preview: nothing was changed, and the recovery code was not tried.',
  ];
}

function resultLines({ site, made, epoch, lost, replaced }: RestoreResult): readonly string[] {
  return [
    `Site ${site} is restored as of ${instantText(made)}. Epoch ${epoch} has begun.`,
    ...lostLines(lost, 'Newer than the backup and no longer there'),
    ...(replaced === null ? [] : [`What was in the data folder is kept in ${replaced}. Remove it when all is well.`]),
    'Next: start the server. Devices send again what the backup lacks; then export a sync bundle, which tells the vendors.',
  ];
}

function lostLines(lost: RestoreResult['lost'], heading: string): readonly string[] {
  if (lost === null) return [];
  const { grants, licenses, bundles, reports, events } = lost;
  const counted = [
    [grants, 'grant'],
    [licenses, 'license file'],
    [bundles, 'sync bundle'],
    [reports, 'usage report'],
    [events, 'ledger event'],
  ] as const;
  const named = counted.filter(([count]) => count > 0).map(([count, word]) => countText(count, word));
  return [named.length === 0 ? 'Nothing is newer than the backup.' : `${heading}: ${named.join(', ')}.`];
}

function occupied(folder: string): CommandRefusal {
  return new CommandRefusal('request_conflict', {
    sentence: `The data folder ${folder} holds a site already.`,
    next: 'To replace it by the backup add --force: what is there now is kept aside. --preview says what would be lost.',
  });
}

function serverRuns(folder: string, cause: unknown): CommandRefusal {
  const { code, sentence } = folderInUse(folder, cause);
  return new CommandRefusal(code, { sentence, next: 'Stop the server, then restore again.', cause });
}

import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { IncomingFile } from '../../dls/gap/incoming-file.ts';
import { answerLines, type ImportAnswer, type ImportChoice, importContent, writeAnswer } from '../import-file.ts';
import { readInputFile } from '../input-file.ts';
import { printRefusal, printResult } from '../print.ts';
import { withProgress } from '../progress.ts';
import { UsageError, withFile } from '../refusal.ts';
import { addSiteCommand, type CommandContext, type SiteOptions, withSite } from './site-command.ts';

/** `import`: any file that travels inwards. */
export function addImportCommand(program: Command, context: CommandContext): void {
  addSiteCommand(program, 'import', {
    summary: 'import license files, acknowledgements and whatever else came in',
    description:
      'Imports files that travel inwards: vendor cards, license files, acknowledgements, and requests and return files of devices that never connect. A request is answered by a lease file beside it. What a file is, is seen in its content and not in its name. Several are taken in the order in which they build on one another: cards, licenses by serial, acknowledgements by number.\nEach file is imported as a whole or not at all; one that is refused does not keep the others out. It prints what each was and what changed. The same file again changes nothing and is no error.\nOf a folder, mostly a stick, everything is listed before anything changes: what is new for this site, what was imported before, and what is for other sites, which is left alone. On a terminal it asks then.',
    examples: [
      ['causeway import /media/usb', 'whatever is on the stick for this site'],
      ['causeway import /media/usb --preview', 'says what would change, and changes nothing'],
      ['causeway import plant.cwlic plant.cwack', 'these files'],
      ['causeway import plant.cwlic --handshake 200001-line4', 'puts the items onto that handshake code'],
    ],
  })
    .argument('<file...>', 'the files, or a folder that is looked through')
    .option('--handshake <code>', 'of license files: the handshake code that gets new items; "none": no code does')
    .option('--default', "of license files: the organization's default code gets new items (too)")
    .option('--preview', 'say what would change, and change nothing')
    .option('--dry-run', 'the same as --preview')
    .option('--yes', 'of a folder: do not ask')
    .action((names: readonly string[], { dryRun, ...options }: ImportOptions & { readonly dryRun?: boolean }) =>
      importFiles(names, dryRun === true ? { ...options, preview: true } : options, context),
    );
}

type ImportOptions = SiteOptions & ImportChoice & { readonly yes?: boolean };

async function importFiles(names: readonly string[], options: ImportOptions, context: CommandContext): Promise<void> {
  if (options.handshake === 'none' && options.default === true) {
    throw new UsageError(
      'New items can join no code or the default code, not both: leave --handshake or --default out.',
    );
  }
  const folders = await foldersAmong(names);
  const several = names.length > 1;
  const files = await readInTurn(
    names.filter((name) => !folders.includes(name)),
    (error, name) => refuse({ error, name, options, context }),
  );
  if (files.length === 0 && folders.length === 0) return;
  await withSite(context, options, async (link) => {
    for (const file of files) {
      const act = () => importContent(link, file.content, options);
      try {
        const answer = await withProgress(context.terminal, `Importing ${file.name}`, act);
        const answerFile = options.preview === true ? null : await writeAnswer(resolve(file.name), answer);
        tell({ ...answer, ...(answerFile !== null && { answerFile }) }, { file, several, options, context });
      } catch (error) {
        refuse({ error, name: file.name, options, context });
      }
    }
    if (folders.length === 0) return;
    const { importFolder } = await import('../import-folder.ts');
    for (const folder of folders) await importFolder(resolve(folder), options, { link, context });
  });
}

async function foldersAmong(names: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(names.map((name) => stat(resolve(name)).catch(() => null)));
  return names.filter((_, index) => found[index]?.isDirectory() === true);
}

type Refused = {
  readonly error: unknown;
  readonly name: string;
  readonly options: ImportOptions;
  readonly context: CommandContext;
};

function refuse({ error, name, options, context }: Refused): void {
  context.endWith(1);
  printRefusal(context.terminal, options, withFile(error, name));
}

async function readInTurn(
  names: readonly string[],
  refused: (error: unknown, name: string) => void,
): Promise<readonly IncomingFile[]> {
  // It knows the forms of all files, which the other commands do not load.
  const { asIncomingFile, inTurn, largestFile } = await import('../../dls/gap/incoming-file.ts');
  const files: IncomingFile[] = [];
  for (const name of names) {
    try {
      files.push(await asIncomingFile(name, await readInputFile(resolve(name), largestFile)));
    } catch (error) {
      refused(error, name);
    }
  }
  return inTurn(files);
}

type Telling = {
  readonly file: IncomingFile;
  readonly several: boolean;
  readonly options: ImportOptions;
  readonly context: CommandContext;
};

function tell(
  answer: ImportAnswer & { readonly answerFile?: string },
  { file, several, options, context }: Telling,
): void {
  const result = several ? { file: file.name, ...answer } : answer;
  printResult(context.terminal, options, result, () => [
    ...answerLines(answer, { before: several ? `${file.name}: ` : '' }),
    ...(options.preview === true && !answer.alreadyImported ? ['This is a preview: nothing was changed.'] : []),
    ...(answer.answerFile === undefined
      ? []
      : [`  The lease for the device is in ${answer.answerFile}. Install it there.`]),
  ]);
}

import { dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { writeFileAtomic } from '../../dls/atomic-file.ts';
import { askSite } from '../ask-site.ts';
import type { ImportFile } from '../import-order.ts';
import { readInputFile } from '../input-file.ts';
import { printRefusal, printResult } from '../print.ts';
import { withProgress } from '../progress.ts';
import { UsageError, withFile } from '../refusal.ts';
import type { SiteLink } from '../site-link.ts';
import { printableAnswer } from '../text/printable.ts';
import { addSiteCommand, type CommandContext, type SiteOptions, withSite } from './site-command.ts';

/** `import`: any file that travels inwards. */
export function addImportCommand(program: Command, context: CommandContext): void {
  addSiteCommand(program, 'import', {
    summary: 'import license files, acknowledgements and whatever else came in',
    description:
      'Imports files that travel inwards: vendor cards, license files, acknowledgements, and requests and return files of devices that never connect. A request is answered by a lease file beside it. What a file is, is seen in its content and not in its name. Several are taken in the order in which they build on one another: cards, licenses by serial, acknowledgements by number.\nEach file is imported as a whole or not at all; one that is refused does not keep the others out. It prints what each was and what changed. The same file again changes nothing and is no error.',
    examples: [
      ['causeway import /media/usb/*.cwlic /media/usb/*.cwack', 'what came back from vendors'],
      ['causeway import plant.cwlic --preview', 'says what would change, and changes nothing'],
      ['causeway import plant.cwlic --handshake 200001-line4', 'puts the items onto that handshake code'],
    ],
  })
    .argument('<file...>', 'the files')
    .option('--handshake <code>', 'of license files: the handshake code that gets new items; "none": no code does')
    .option('--default', "of license files: the organization's default code gets new items (too)")
    .option('--preview', 'say what would change, and change nothing')
    .action((names: readonly string[], options: ImportOptions) => importFiles(names, options, context));
}

type ImportOptions = SiteOptions & {
  readonly handshake?: string;
  readonly default?: boolean;
  readonly preview?: boolean;
};

/** What the site says of a file; each kind adds facts of its own. */
type ImportAnswer = {
  readonly kind: string;
  readonly summary: string;
  /** The very same file was imported before. */
  readonly alreadyImported: boolean;
  readonly changes: readonly { readonly text: string }[];
  /** Of the request of a device: the file that answers it, and a name for that. */
  readonly answer?: string;
  readonly name?: string;
};

async function importFiles(names: readonly string[], options: ImportOptions, context: CommandContext): Promise<void> {
  const { terminal } = context;
  if (options.handshake === 'none' && options.default === true) {
    throw new UsageError(
      'New items can join no code or the default code, not both: leave --handshake or --default out.',
    );
  }
  const refuse: Refuse = (error, name) => {
    context.endWith(1);
    printRefusal(terminal, options, withFile(error, name));
  };
  const files = await readInTurn(names, refuse);
  if (files.length === 0) return;
  await withSite(context, options, async (link) => {
    for (const file of files) {
      try {
        const answer = await withProgress(terminal, `Importing ${file.name}`, () => importOne(link, file, options));
        const answerFile = await writeAnswer(file, answer, options);
        const named = names.length > 1 ? { file: file.name, ...answer } : answer;
        const result = answerFile === null ? named : { ...named, answerFile };
        printResult(terminal, options, result, () => [
          ...linesOf(printableAnswer(answer), file.name, { ...options, several: names.length > 1 }),
          ...(answerFile === null ? [] : [`  The lease for the device is in ${answerFile}. Install it there.`]),
        ]);
      } catch (error) {
        refuse(error, file.name);
      }
    }
  });
}

type Refuse = (error: unknown, name: string) => void;

async function readInTurn(names: readonly string[], refuse: Refuse): Promise<readonly ImportFile[]> {
  // It knows the forms of all files, which the other commands do not load.
  const { asImportFile, inTurn, largestFile } = await import('../import-order.ts');
  const files: ImportFile[] = [];
  for (const name of names) {
    try {
      files.push(await asImportFile(name, await readInputFile(resolve(name), largestFile)));
    } catch (error) {
      refuse(error, name);
    }
  }
  return inTurn(files);
}

function importOne(link: SiteLink, file: ImportFile, options: ImportOptions): Promise<ImportAnswer> {
  const query = {
    handshake: options.handshake,
    default: options.default === true ? 'true' : undefined,
    preview: options.preview === true ? 'true' : undefined,
  };
  return askSite<ImportAnswer>(link, { method: 'POST', path: 'files', query, bytes: file.content });
}

/** The request of a device is answered by a file, which goes where the request came from. */
async function writeAnswer(file: ImportFile, { answer, name }: ImportAnswer, { preview }: ImportOptions) {
  if (answer === undefined || name === undefined || preview === true) return null;
  const path = join(dirname(resolve(file.name)), name);
  await writeFileAtomic(path, answer, { mode: 0o644, readBack: true });
  return path;
}

type Showing = { readonly several: boolean; readonly preview?: boolean };

function linesOf({ summary, changes, alreadyImported }: ImportAnswer, name: string, { several, preview }: Showing) {
  const heading = several ? `${name}: ${summary}` : summary;
  const lines = [heading, ...changes.filter(({ text }) => text !== summary).map(({ text }) => `  ${text}`)];
  return preview === true && !alreadyImported ? [...lines, 'This is a preview: nothing was changed.'] : lines;
}

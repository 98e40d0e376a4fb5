import { join } from 'node:path';
import type { IncomingFile } from '../dls/gap/incoming-file.ts';
import { type LookedThrough, lookThrough } from '../dls/gap/look-through.ts';
import { type Prospect, previewIncoming } from '../dls/gap/preview-incoming.ts';
import { askSite } from './ask-site.ts';
import type { CommandContext, SiteOptions } from './commands/site-command.ts';
import { answerLines, type ImportAnswer, type ImportChoice, importContent, writeAnswer } from './import-file.ts';
import { printNote, printRefusal, printResult } from './print.ts';
import { withProgress } from './progress.ts';
import { refusalObject, refusalText, withFile } from './refusal.ts';
import type { SiteLink } from './site-link.ts';
import type { Terminal } from './terminal.ts';
import { printable } from './text/printable.ts';

export type FolderOptions = SiteOptions & ImportChoice & { readonly yes?: boolean };

type Found = Prospect<ImportAnswer>;

/**
 * Imports what a folder, mostly a stick, holds for this site: shows first what would become of each file, asks when
 * somebody is there to be asked, and then imports them in the order in which they build on one another.
 */
export async function importFolder(
  folder: string,
  options: FolderOptions,
  { link, context }: { readonly link: SiteLink; readonly context: CommandContext },
): Promise<void> {
  const { terminal } = context;
  const found = await withProgress(terminal, `Looking through ${folder}`, () => lookThrough(folder));
  const { site } = await askSite<{ readonly site: string }>(link, { method: 'GET', path: 'status' });
  const prospects = await withProgress(terminal, 'Judging what was found', () =>
    previewIncoming(found.files, {
      site,
      preview: ({ content }) => importContent(link, content, { ...options, preview: true }),
    }),
  );
  tellLimits(folder, found, { terminal, options });
  const wanted = prospects.filter(({ outcome }) => outcome === 'new' || outcome === 'later');
  if (options.json !== true) for (const line of listing(folder, prospects)) terminal.out.write(`${line}\n`);
  if (options.preview === true) return tellPreview(prospects, { wanted, options, context });
  tellLeft(prospects, { options, context });
  if (wanted.length === 0) return;
  if (options.yes !== true && terminal.confirm !== null && !(await terminal.confirm(question(wanted.length)))) {
    return printNote(terminal, options, 'Nothing was changed.');
  }
  for (const { file, outcome } of wanted) await importOne(file, outcome === 'later');

  async function importOne({ name, content }: IncomingFile, isUnseen: boolean): Promise<void> {
    try {
      const act = () => importContent(link, content, options);
      const answer = await withProgress(terminal, `Importing ${name}`, act);
      const answerFile = await writeAnswer(join(folder, name), answer);
      const result = { file: name, outcome: 'imported', ...answer, ...(answerFile !== null && { answerFile }) };
      printResult(terminal, options, result, () => [
        ...(isUnseen
          ? answerLines(answer, { before: `Imported ${printable(name)}: ` })
          : [`Imported ${printable(name)}.`]),
        ...(answerFile === null ? [] : [`  The lease for the device is in ${answerFile}. Install it there.`]),
      ]);
    } catch (error) {
      context.endWith(1);
      printRefusal(terminal, options, withFile(error, name));
    }
  }
}

const question = (count: number): string => `Import ${count === 1 ? 'this file' : `these ${count} files`}? [Y/n] `;

type Telling = { readonly options: FolderOptions; readonly context: CommandContext };

/** Scripts read the whole preview; people have seen it in the listing. */
function tellPreview(
  prospects: readonly Found[],
  { wanted, options, context }: Telling & { readonly wanted: readonly Found[] },
): void {
  const { terminal } = context;
  if (prospects.some(({ outcome }) => outcome === 'refused')) context.endWith(1);
  if (options.json === true)
    for (const prospect of prospects) printResult(terminal, options, asObject(prospect), () => []);
  else if (wanted.length > 0) terminal.out.write('This is a preview: nothing was changed.\n');
}

/** What is not imported, and why, told before anything changes. */
function tellLeft(prospects: readonly Found[], { options, context }: Telling): void {
  const { terminal } = context;
  for (const prospect of prospects) {
    if (prospect.outcome === 'refused') {
      context.endWith(1);
      if (options.json === true) printRefusal(terminal, options, withFile(prospect.error, prospect.file.name));
    } else if (prospect.outcome === 'already' || prospect.outcome === 'elsewhere') {
      if (options.json === true) printResult(terminal, options, asObject(prospect), () => []);
    }
  }
}

function asObject(prospect: Found): object {
  const { file, outcome } = prospect;
  const own = { file: file.name, outcome, kind: file.kind };
  if (prospect.outcome === 'new' || prospect.outcome === 'already') return { ...own, ...prospect.told };
  if (prospect.outcome === 'elsewhere') return { ...own, site: file.site, why: prospect.why };
  if (prospect.outcome === 'refused') return { ...own, ...refusalObject(withFile(prospect.error, file.name)) };
  return own;
}

/** The listing that a person sees before anything changes. */
function listing(folder: string, prospects: readonly Found[]): readonly string[] {
  const of = <O extends Found['outcome']>(outcome: O) =>
    prospects.filter((one): one is Extract<Found, { outcome: O }> => one.outcome === outcome);
  const coming = prospects.filter(({ outcome }) => outcome === 'new' || outcome === 'later');
  const left = [
    ...of('already').map(({ file, told }) => `${printable(file.name)}: ${printable(told.summary)}`),
    ...of('elsewhere').map(({ file, why }) => `${printable(file.name)}: ${why}. Left alone.`),
  ];
  const refused = of('refused').map(({ file, error }) => refusalText(withFile(error, file.name)));
  return [
    // Files of one vendor repeat what the first of them changes.
    ...section(`For this site, in ${folder}:`, [...new Set(coming.flatMap(comingLines))]),
    ...section('Refused:', refused),
    ...section('Nothing to do:', left),
    ...(prospects.length === 0 ? [`There is no file for a site in ${folder}.`] : []),
    ...(prospects.length > 0 && coming.length === 0 ? [`Nothing new for this site is in ${folder}.`] : []),
  ];
}

function comingLines(prospect: Found): readonly string[] {
  const name = printable(prospect.file.name);
  if (prospect.outcome === 'new') return answerLines(prospect.told, { before: `${name}: ` });
  return [`${name}: is judged when those above are imported.`];
}

function section(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [heading, ...lines.map((line) => `  ${line}`)];
}

function tellLimits(
  folder: string,
  { unreadable, cut }: LookedThrough,
  { terminal, options }: { readonly terminal: Terminal; readonly options: FolderOptions },
): void {
  for (const name of unreadable) printNote(terminal, options, `${join(folder, name)} could not be read.`);
  if (cut) printNote(terminal, options, `Not all of ${folder} was looked through: name the files that are missing.`);
}

import { type Command, InvalidArgumentError } from 'commander';
import { readInputFile } from '../files/input-file.ts';
import { writeOutputFile } from '../files/output-file.ts';
import { refusing } from '../refusal.ts';
import { describeFile } from '../reports/describe-file.ts';
import type { FileDescription } from '../reports/description.ts';
import { listSites, retireSite } from '../reports/site-list.ts';
import { summarizeUsage, usageCsv } from '../reports/usage-summary.ts';
import { siteLines, usageLines } from './report-text.ts';
import { type CommonOptions, pathOf, printResult, type Terminal, withFolder } from './terminal.ts';

/** `usage`, `sites` and `inspect`: what came back, who it came from, what a file says. */
export function addReportCommands(program: Command, terminal: Terminal): void {
  program
    .command('usage')
    .summary('what came back from the sites')
    .description(
      'Shows what sites reported, per organization, item, term, day and feature; with --csv every key by device and site.',
    )
    .requiredOption('--dir <folder>', 'the vendor folder')
    .option('--csv <file>', 'write CSV: a heading line, one row per key, no total rows, last column count')
    .option('--json', 'print JSON')
    .action((options: UsageOptions) => usage(options, terminal));
  const sites = program
    .command('sites')
    .summary('sites, their bundles, gaps and flags')
    .description(
      'Lists the sites to which something was issued, with their last bundle, missing bundles and what was noticed.',
    )
    .option('--dir <folder>', 'the vendor folder')
    .option('--json', 'print JSON')
    .action((_options: SitesOptions, command: Command) =>
      showSites(command.optsWithGlobals<SitesOptions>(), command, terminal),
    );
  sites
    .command('retire')
    .summary('mark a site as given up')
    .description('Marks a site as given up: no license file is issued to it any more. Its bundles are still booked.')
    .argument('<site>', 'UUID of the site', uuidOf)
    .option('--dir <folder>', 'the vendor folder')
    .option('--undo', 'the site is in use after all')
    .option('--json', 'print JSON')
    .action((site: string, _options: RetireOptions, command: Command) =>
      retire(site, command.optsWithGlobals<RetireOptions>(), command, terminal),
    );
  program
    .command('inspect')
    .summary('what a travelling file says')
    .description(
      'Says what any travelling file says and whether its signature holds, never a secret. With --dir your own keys and sites decide, and bundles sealed to you are opened; nothing is booked.',
    )
    .argument('<file>', 'card, activation request, license file, bundle, acknowledgement or device file')
    .option('--dir <folder>', 'the vendor folder')
    .option('--json', 'print JSON')
    .action((file: string, options: InspectOptions) => inspect(file, options, terminal));
}

type UsageOptions = CommonOptions & { readonly dir: string; readonly csv?: string };
type SitesOptions = CommonOptions & { readonly dir?: string };
type RetireOptions = SitesOptions & { readonly undo?: boolean };
type InspectOptions = CommonOptions & { readonly dir?: string };

async function usage(options: UsageOptions, terminal: Terminal): Promise<void> {
  await withFolder(terminal, options.dir, async ({ store }) => {
    if (options.csv === undefined) {
      const summary = summarizeUsage(store);
      return printResult(terminal, options, summary, usageLines(summary));
    }
    const file = pathOf(terminal, options.csv);
    await writeOutputFile(file, usageCsv(store));
    printResult(terminal, options, { file }, [`Usage is in ${file}.`]);
  });
}

async function showSites(options: SitesOptions, command: Command, terminal: Terminal): Promise<void> {
  await withFolder(terminal, dirOf(options, command), ({ store }) => {
    const sites = listSites(store);
    printResult(
      terminal,
      options,
      { sites },
      sites.length > 0 ? sites.flatMap(siteLines) : ['No license file was issued yet.'],
    );
  });
}

async function retire(site: string, options: RetireOptions, command: Command, terminal: Terminal): Promise<void> {
  await withFolder(terminal, dirOf(options, command), ({ store }) => {
    const report = retireSite(store, site, options.undo === true ? null : terminal.clock.now());
    printResult(terminal, options, report, siteLines(report));
  });
}

async function inspect(file: string, options: InspectOptions, terminal: Terminal): Promise<void> {
  const path = pathOf(terminal, file);
  const content = await readInputFile(path);
  const dir = options.dir;
  const description = await refusing(path, () => {
    return dir === undefined
      ? describeFile(content, null)
      : withFolder(terminal, dir, (folder) => describeFile(content, folder));
  });
  printResult(terminal, options, description, descriptionLines(description));
}

function descriptionLines({ kind, verification, content }: FileDescription): string[] {
  return [`${kind}. ${verification}`, JSON.stringify(content, null, 2)];
}

/** `sites` takes its folder before or after `retire`, so commander cannot require it in either place. */
function dirOf({ dir }: SitesOptions, command: Command): string {
  return dir ?? command.error("error: required option '--dir <folder>' not specified");
}

function uuidOf(text: string): string {
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) return text;
  throw new InvalidArgumentError('A site is named by its UUID, in lower case.');
}

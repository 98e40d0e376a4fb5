import { type Command, Option } from 'commander';
import { type Acknowledged, type AcknowledgementExtras, acknowledgeSites } from '../bundles/acknowledge.ts';
import { isBundle } from '../bundles/bundle-file.ts';
import { type FileOutcome, ingestFiles } from '../bundles/ingest-files.ts';
import { type OwnLicense, readOwnLicense } from '../bundles/own-license.ts';
import { readInputFile } from '../files/input-file.ts';
import { UsageError } from '../refusal.ts';
import type { VendorFolder } from '../vendor/vendor-folder.ts';
import { ingestResult, tellOutcome } from './ingest-text.ts';
import { type CommonOptions, pathOf, type Terminal, withFolder } from './terminal.ts';

/** `ingest`: sync bundles in, acknowledgements out. `endWith` is called with 1 when a file was refused. */
export function addIngestCommand(program: Command, terminal: Terminal, endWith: (exitCode: number) => void): void {
  program
    .command('ingest')
    .summary('verify and book sync bundles, acknowledge them')
    .description(
      'Verifies sync bundles of any sites in any order and books what they report. A bundle that comes before an earlier one is kept until that arrives; one that came before changes nothing. Ends with 1 only if a file was refused.',
    )
    .argument('[bundle...]', 'sync bundles (.cwsync)')
    .requiredOption('--dir <folder>', 'the vendor folder')
    .option(
      '--ack <path>',
      'write the acknowledgement: a file for one site; into the folder when it exists or there are several sites',
    )
    .option('--license <file...>', 'put license files into the acknowledgement')
    .option('--time', 'put the time of this machine into the acknowledgement')
    .option('--lock <item...>', 'lock these items, by the acknowledgement')
    .option('--unlock <item...>', 'unlock these items, by the acknowledgement')
    .option('--revoke <item...>', 'void these items for good, by the acknowledgement')
    .addOption(new Option('--lock-site', 'lock all items of the site, by the acknowledgement').conflicts('unlockSite'))
    .option('--unlock-site', 'let the site go on, by the acknowledgement')
    .option('--json', 'print JSON')
    .action(async (bundles: string[], options: IngestOptions) => endWith(await ingest(bundles, options, terminal)));
}

type IngestOptions = CommonOptions & {
  readonly dir: string;
  readonly ack?: string;
  readonly license?: readonly string[];
  readonly time?: boolean;
  readonly lock?: readonly string[];
  readonly unlock?: readonly string[];
  readonly revoke?: readonly string[];
  readonly lockSite?: boolean;
  readonly unlockSite?: boolean;
};

async function ingest(bundles: readonly string[], options: IngestOptions, terminal: Terminal): Promise<number> {
  checkOptions(options);
  return withFolder(terminal, options.dir, async (folder) => {
    const named = await Promise.all((options.license ?? []).map((file) => readNamed(folder, pathOf(terminal, file))));
    // `--license` takes every file after it, also a bundle that was meant for itself.
    const files = [
      ...bundles.map((file) => pathOf(terminal, file)),
      ...named.filter((file) => typeof file === 'string'),
    ];
    if (files.length === 0) throw new UsageError('Name at least one sync bundle, best before all options.');
    const now = terminal.clock.now();
    const outcomes = await ingestFiles(folder, files, now, (outcome) => tellOutcome(outcome, options, terminal));
    const licenses = named.filter((file) => typeof file !== 'string');
    const acknowledged = await acknowledge({ folder, outcomes, licenses, options, terminal });
    ingestResult(outcomes, acknowledged, options, terminal);
    return outcomes.some(({ outcome }) => outcome === 'refused') ? 1 : 0;
  });
}

/** A license file to put into the acknowledgement, or the name of a sync bundle. */
async function readNamed(folder: VendorFolder, file: string): Promise<OwnLicense | string> {
  const content = await readInputFile(file);
  return (await isBundle(content)) ? file : readOwnLicense(folder, file, content);
}

type Acknowledging = {
  readonly folder: VendorFolder;
  readonly outcomes: readonly FileOutcome[];
  readonly licenses: readonly OwnLicense[];
  readonly options: IngestOptions;
  readonly terminal: Terminal;
};

async function acknowledge({ folder, outcomes, licenses, options, terminal }: Acknowledging): Promise<Acknowledged[]> {
  const sites = sitesOf(outcomes);
  if (options.ack === undefined || sites.length === 0) return [];
  if (sites.length > 1 && changesItems(options)) {
    throw new UsageError(
      `The bundles are booked, but ${changing} are for one site: run ingest again with the bundles of that site only.`,
    );
  }
  const out = pathOf(terminal, options.ack);
  return acknowledgeSites(folder, { sites, out, extras: extrasOf(options, licenses) }, terminal.clock);
}

/** Sites of which something was verified, in the order in which they came; a proven fork is answered too. */
function sitesOf(outcomes: readonly FileOutcome[]): string[] {
  return [...new Set(outcomes.map(({ site }) => site))].filter((site) => site !== null);
}

const changing = '--lock, --unlock, --revoke, --lock-site and --unlock-site';

function checkOptions(options: IngestOptions): void {
  const extras = changesItems(options) || options.license !== undefined || options.time === true;
  if (options.ack !== undefined || !extras) return;
  throw new UsageError(`--license, --time, ${changing} go into an acknowledgement: add --ack.`);
}

function changesItems({ lock, unlock, revoke, lockSite, unlockSite }: IngestOptions): boolean {
  return [lock, unlock, revoke, lockSite, unlockSite].some((option) => option !== undefined);
}

function extrasOf(options: IngestOptions, licenses: readonly OwnLicense[]): AcknowledgementExtras {
  const { lock = [], unlock = [], revoke = [], lockSite, unlockSite, time } = options;
  const locked = lockSite === true ? true : unlockSite === true ? false : null;
  return { time: time === true, licenses, locked: lock, unlocked: unlock, revoked: revoke, lockSite: locked };
}

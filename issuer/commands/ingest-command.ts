import { type Command, Option } from 'commander';
import { type Acknowledged, type AcknowledgementExtras, acknowledgeSites } from '../bundles/acknowledge.ts';
import { isBundle } from '../bundles/bundle-file.ts';
import type { Ingested } from '../bundles/ingest-bundle.ts';
import { type FileOutcome, ingestFiles } from '../bundles/ingest-files.ts';
import { type OwnLicense, readOwnLicense } from '../bundles/own-license.ts';
import { readInputFile } from '../files/input-file.ts';
import { Refusal, UsageError } from '../refusal.ts';
import type { BundleFlag } from '../store/bundle-table.ts';
import type { VendorFolder } from '../vendor/vendor-folder.ts';
import {
  type CommonOptions,
  pathOf,
  printNote,
  printRefusal,
  printResult,
  type Terminal,
  withFolder,
} from './terminal.ts';

/** `ingest`: sync bundles in, acknowledgements out. `endWith` is called with 1 when a file was refused. */
export function addIngestCommand(program: Command, terminal: Terminal, endWith: (exitCode: number) => void): void {
  const list = (name: string, what: string) =>
    new Option(`--${name} <item...>`, `${what} on the site; needs --ack`).default([]);
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
    .addOption(new Option('--license <file...>', 'license files to put into the acknowledgement').default([]))
    .option('--time', 'put the time of this machine into the acknowledgement')
    .addOption(list('lock', 'lock these items'))
    .addOption(list('unlock', 'unlock these items'))
    .addOption(list('revoke', 'void these items for good'))
    .addOption(new Option('--lock-site', 'lock all items of the site').conflicts('unlockSite'))
    .option('--unlock-site', 'let the site go on')
    .option('--json', 'print JSON')
    .action(async (bundles: string[], options: IngestOptions) => endWith(await ingest(bundles, options, terminal)));
}

type IngestOptions = CommonOptions & {
  readonly dir: string;
  readonly ack?: string;
  readonly license: readonly string[];
  readonly time?: boolean;
  readonly lock: readonly string[];
  readonly unlock: readonly string[];
  readonly revoke: readonly string[];
  readonly lockSite?: boolean;
  readonly unlockSite?: boolean;
};

async function ingest(bundles: readonly string[], options: IngestOptions, terminal: Terminal): Promise<number> {
  checkOptions(options);
  return withFolder(terminal, options.dir, async (folder) => {
    const named = await Promise.all(options.license.map((file) => readExtra(folder, pathOf(terminal, file))));
    // `--license` takes every file after it, also a bundle that was meant for itself.
    const files = [
      ...bundles.map((file) => pathOf(terminal, file)),
      ...named.filter((file) => typeof file === 'string'),
    ];
    if (files.length === 0) throw new UsageError('Name at least one sync bundle, best before all options.');
    const outcomes = await ingestFiles(folder, files, terminal.clock.now(), (outcome) =>
      tell(outcome, options, terminal),
    );
    const sites = sitesOf(outcomes);
    let acknowledged: readonly Acknowledged[] = [];
    if (options.ack !== undefined && sites.length > 0) {
      if (sites.length > 1 && changesItems(options)) throw severalSites();
      const extras = extrasOf(
        options,
        named.filter((file) => typeof file !== 'string'),
      );
      acknowledged = await acknowledgeSites(
        folder,
        { sites, out: pathOf(terminal, options.ack), extras },
        terminal.clock,
      );
    }
    printResult(terminal, options, resultOf(outcomes, acknowledged), acknowledged.map(lineOfAcknowledgement));
    return outcomes.some(({ outcome }) => outcome === 'refused') ? 1 : 0;
  });
}

/** A license file to put into the acknowledgement, or the name of a sync bundle. */
async function readExtra(folder: VendorFolder, file: string): Promise<OwnLicense | string> {
  const content = await readInputFile(file);
  return (await isBundle(content)) ? file : readOwnLicense(folder, file, content);
}

function checkOptions(options: IngestOptions): void {
  const extras = changesItems(options) || options.license.length > 0 || options.time === true;
  if (options.ack === undefined && extras) {
    throw new UsageError(
      '--license, --time, --lock, --unlock, --revoke, --lock-site and --unlock-site go into an acknowledgement: add --ack.',
    );
  }
}

function changesItems({ lock, unlock, revoke, lockSite, unlockSite }: IngestOptions): boolean {
  return lock.length + unlock.length + revoke.length > 0 || lockSite === true || unlockSite === true;
}

function severalSites(): UsageError {
  return new UsageError(
    'The bundles are booked, but --lock, --unlock, --revoke, --lock-site and --unlock-site are for one site: run ingest again with the bundles of that site only.',
  );
}

function extrasOf(options: IngestOptions, licenses: AcknowledgementExtras['licenses']): AcknowledgementExtras {
  const { lock, unlock, revoke, lockSite, unlockSite, time } = options;
  const lockOrNot = lockSite === true ? true : unlockSite === true ? false : null;
  return { time: time === true, licenses, locked: lock, unlocked: unlock, revoked: revoke, lockSite: lockOrNot };
}

/** Sites of which something was verified, in the order in which they came; a proven fork is answered too. */
function sitesOf(outcomes: readonly FileOutcome[]): string[] {
  return [...new Set(outcomes.map(({ site }) => site))].filter((site) => site !== null);
}

function tell(outcome: FileOutcome, options: IngestOptions, terminal: Terminal): void {
  if (outcome.outcome === 'refused') printRefusal(terminal, options, outcome.refusal);
  else tellIngested(outcome, options, terminal);
}

function tellIngested(ingested: IngestedFile, options: IngestOptions, terminal: Terminal): void {
  const { site, epoch, seq, file, lines, flags, released } = ingested;
  const name = `bundle ${seq} of the site ${site} (epoch ${epoch})`;
  const note = noteOf(ingested, name);
  if (note !== null) printRefusal(terminal, options, note);
  else if (options.json !== true) terminal.stdout(`${file}: booked ${name}, ${lines} lines\n`);
  for (const flag of flags) printNote(terminal, options, `${file}: ${flagSentences[flag]}`);
  if (released.length > 0) {
    printNote(terminal, options, `${file}: closed a gap; booked after it: ${released.join(', ')}.`);
  }
}

type IngestedFile = Ingested & { readonly file: string };

/** What is told under a code although nothing was refused. */
function noteOf({ outcome, file, seq }: IngestedFile, name: string): Refusal | null {
  switch (outcome) {
    case 'booked':
      return null;
    case 'kept':
      return new Refusal('bundle_gap', {
        file,
        sentence: `This is ${name}; bundle ${seq - 1} is missing, so it is kept and not booked yet.`,
      });
    case 'duplicate':
      return new Refusal('bundle_duplicate', { file, sentence: `This is ${name}, which was ingested before.` });
    default:
      return outcome satisfies never;
  }
}

const flagSentences: Readonly<Record<BundleFlag, string>> = {
  restored: 'the site was restored from a backup and began a new epoch.',
  'rolled-back': 'the site found out that its database was rolled back.',
  'clock-untrusted': 'the site does not trust its clock; put the time into the acknowledgement with --time.',
  'ledger-broken': 'the ledger of the site does not go on where the bundle before ended: it was changed.',
};

function resultOf(outcomes: readonly FileOutcome[], acknowledged: readonly Acknowledged[]): object {
  return {
    files: outcomes.map(fileResultOf),
    acknowledgements: acknowledged.map(({ file, acknowledgement: { aud, jti, iat, epoch, seq, fork } }) => {
      return { file, site: aud, jti, iat, epoch, seq, ...(fork !== undefined && { fork }) };
    }),
  };
}

function fileResultOf(outcome: FileOutcome): object {
  if (outcome.outcome !== 'refused') {
    const code = codeOf(outcome.outcome);
    return { ...outcome, ...(code !== null && { code }) };
  }
  const { file, refusal } = outcome;
  const { code, sentence, field } = refusal;
  return { outcome: 'refused', file, code, detail: sentence, ...(field !== null && { field }) };
}

function codeOf(outcome: Ingested['outcome']): string | null {
  if (outcome === 'booked') return null;
  return outcome === 'kept' ? 'bundle_gap' : 'bundle_duplicate';
}

function lineOfAcknowledgement({ file, acknowledgement: { aud, epoch, seq, fork } }: Acknowledged): string {
  const covers = seq === 0 ? 'no bundle yet' : `bundles up to ${seq} (epoch ${epoch})`;
  return `${file}: acknowledges ${covers} of the site ${aud}${fork === undefined ? '' : `, and proves the fork at ${fork.seq}`}`;
}

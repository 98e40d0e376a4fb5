import type { Acknowledged } from '../bundles/acknowledge.ts';
import type { Ingested } from '../bundles/ingest-bundle.ts';
import type { FileOutcome } from '../bundles/ingest-files.ts';
import { Refusal } from '../refusal.ts';
import type { BundleFlag } from '../store/bundle-table.ts';
import { type CommonOptions, printNote, printRefusal, printResult, type Terminal } from './terminal.ts';

/** Tells, right after a file, what became of it: what was booked on stdout, everything else on stderr. */
export function tellOutcome(outcome: FileOutcome, options: CommonOptions, terminal: Terminal): void {
  if (outcome.outcome === 'refused') printRefusal(terminal, options, outcome.refusal);
  else tellIngested(outcome, options, terminal);
}

/** Prints the acknowledgements that were written; with --json everything that became of the files. */
export function ingestResult(
  outcomes: readonly FileOutcome[],
  acknowledged: readonly Acknowledged[],
  options: CommonOptions,
  terminal: Terminal,
): void {
  const acknowledgements = acknowledged.map(({ file, acknowledgement: { aud, jti, iat, epoch, seq, fork } }) => {
    return { file, site: aud, jti, iat, epoch, seq, ...(fork !== undefined && { fork }) };
  });
  const result = { files: outcomes.map(fileResult), acknowledgements };
  printResult(terminal, options, result, acknowledged.map(acknowledgementLine));
}

type IngestedFile = Ingested & { readonly file: string };

function tellIngested(ingested: IngestedFile, options: CommonOptions, terminal: Terminal): void {
  const { site, epoch, seq, file, lines, flags, released } = ingested;
  const name = `bundle ${seq} of the site ${site} (epoch ${epoch})`;
  const note = noteOf(ingested, name);
  if (note !== null) printRefusal(terminal, options, note);
  else if (options.json !== true) terminal.stdout(`${file}: booked ${name}, ${lines} lines\n`);
  for (const flag of flags) printNote(terminal, options, `${file}: ${flagSentences[flag]}`);
  if (released.length === 0) return;
  printNote(terminal, options, `${file}: closed a gap; booked after it: ${released.join(', ')}.`);
}

/** What is told under a code although nothing was refused. */
function noteOf({ outcome, file, seq }: IngestedFile, name: string): Refusal | null {
  switch (outcome) {
    case 'booked':
      return null;
    case 'kept': {
      const sentence = `This is ${name}; bundle ${seq - 1} is missing, so it is kept and not booked yet.`;
      return new Refusal('bundle_gap', { file, sentence });
    }
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
  'usage-fell': 'totals are below those of an earlier bundle: usage was edited. The larger ones are kept.',
};

function fileResult(outcome: FileOutcome): object {
  if (outcome.outcome === 'booked') return outcome;
  if (outcome.outcome !== 'refused') {
    return { ...outcome, code: outcome.outcome === 'kept' ? 'bundle_gap' : 'bundle_duplicate' };
  }
  const { code, sentence, field } = outcome.refusal;
  return { outcome: 'refused', file: outcome.file, code, detail: sentence, ...(field !== null && { field }) };
}

function acknowledgementLine({ file, acknowledgement: { aud, epoch, seq, fork } }: Acknowledged): string {
  const covers = seq === 0 ? 'no bundle yet' : `bundles up to ${seq} (epoch ${epoch})`;
  return `${file}: acknowledges ${covers} of the site ${aud}${fork === undefined ? '' : `, and proves the fork at ${fork.seq}`}`;
}

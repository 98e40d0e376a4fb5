import type { Command } from 'commander';
import { recognizeFile } from '../../protocol/file.ts';
import type { License } from '../../protocol/license.ts';
import { readInputFile } from '../files/input-file.ts';
import { issueLicense } from '../licenses/issue-license.ts';
import { asRefusal, Refusal, refusing } from '../refusal.ts';
import {
  type CommonOptions,
  instantText,
  pathOf,
  printNote,
  printResult,
  type Terminal,
  withFolder,
} from './terminal.ts';

/** `issue`: an order and an activation request become a license file. */
export function addIssueCommand(program: Command, terminal: Terminal): void {
  program
    .command('issue')
    .summary('issue a license file to a site')
    .description(
      'Issues a license file, bound to the site whose activation request is given. Serial, ids that are left out, card, delegations and binding are filled in. The order is described in docs/issuer.md.',
    )
    .requiredOption('--dir <folder>', 'the vendor folder')
    .requiredOption('--order <file>', 'what to issue, JSON')
    .requiredOption('--request <file>', 'activation request of the site (.cwreq)')
    .requiredOption('--out <file>', 'where the license file goes (.cwlic)')
    .option('--json', 'print JSON')
    .action((options: IssueOptions) => issue(options, terminal));
}

type IssueOptions = CommonOptions & {
  readonly dir: string;
  readonly order: string;
  readonly request: string;
  readonly out: string;
};

async function issue(options: IssueOptions, terminal: Terminal): Promise<void> {
  await withFolder(terminal, options.dir, async (folder) => {
    const orderFile = pathOf(terminal, options.order);
    const out = pathOf(terminal, options.out);
    const order = (await readInputFile(orderFile)).toString('utf8');
    const request = await readRequest(pathOf(terminal, options.request));
    const warn = (sentence: string) => printNote(terminal, options, sentence);
    const license = await issueLicense(folder, { order, request, out, warn }, terminal.clock).catch(
      (error: unknown) => {
        throw asOrderRefusal(error, orderFile);
      },
    );
    printResult(terminal, options, { file: out, ...factsOf(license) }, linesOf(license, out));
  });
}

async function readRequest(file: string): Promise<string> {
  return refusing(file, async () => {
    const { kind, text } = await recognizeFile(await readInputFile(file));
    if (kind === 'activation-request') return text;
    throw new Refusal('file_unknown', { sentence: `This is not an activation request but another file: ${kind}.` });
  });
}

/** What is wrong with the content of the license file is wrong in the order. */
function asOrderRefusal(error: unknown, orderFile: string): unknown {
  const refusal = asRefusal(error);
  const ofOrder =
    refusal instanceof Refusal && (refusal.code === 'license_malformed' || refusal.code === 'license_needs_newer');
  return ofOrder ? asRefusal(refusal, orderFile) : refusal;
}

function factsOf({ jti, serial, iat, aud, sub, licensee, items, trials }: License) {
  return {
    jti,
    serial,
    iat,
    site: aud,
    organization: sub,
    licensee,
    items: items.map(({ id, start, end }) => ({ id, start, end })),
    trials: trials.map(({ id }) => id),
  };
}

function linesOf(
  { jti, serial, aud, sub, licensee, items, trials, revoked, locked, lockSite }: License,
  out: string,
): string[] {
  return [
    `License file ${jti}, serial ${serial}, for ${licensee} (${sub}) at the site ${aud}: ${out}`,
    ...items.map(({ id, product, metric, quota, start, end }) => {
      const bought = metric === 'domain' ? metric : `${metric} ${quota}`;
      return `  ${id}  ${product}  ${bought}  ${instantText(start)} to ${instantText(end)}`;
    }),
    ...trials.map(({ id, product, quota }) => `  ${id}  ${product}  trial ${quota}`),
    ...(revoked.length > 0 ? [`  revoked: ${revoked.join(', ')}`] : []),
    ...(locked.length > 0 ? [`  locked: ${locked.join(', ')}`] : []),
    ...(lockSite ? ['  locks the whole site'] : []),
  ];
}

import type { Command } from 'commander';
import { askSite } from '../ask-site.ts';
import { printResult } from '../print.ts';
import { withProgress } from '../progress.ts';
import { numberText } from '../text/figures.ts';
import { printableAnswer } from '../text/printable.ts';
import { addSiteCommand, type CommandContext, type SiteOptions, withSite } from './site-command.ts';

/** `verify`: the check of ledger and database. */
export function addVerifyCommand(program: Command, context: CommandContext): void {
  addSiteCommand(program, 'verify', {
    summary: 'check the ledger and the database',
    description:
      'Walks the ledger from its first event to its last, checks that every hash follows, that usage fits what the ledger tells of it, and that no page of the database is damaged. It names the first height that does not fit, and ends with 1 then. Devices are served meanwhile.',
    examples: [
      ['causeway verify', 'says whether all is well'],
      ['causeway verify --json', 'the same for scripts'],
    ],
  }).action((options: SiteOptions) => verify(options, context));
}

type Verification = {
  readonly ok: boolean;
  readonly height: number;
  readonly events: number;
  readonly firstBad: { readonly height: number; readonly reason: string } | null;
  readonly damages: readonly string[];
};

async function verify(options: SiteOptions, context: CommandContext): Promise<void> {
  const { terminal } = context;
  const answer = await withSite(context, options, (link) =>
    withProgress(terminal, 'Checking ledger and database', () =>
      askSite<Verification>(link, { method: 'GET', path: 'ledger/verify' }),
    ),
  );
  printResult(terminal, options, answer, () => (answer.ok ? [soundText(answer)] : []));
  if (answer.ok) return;
  context.endWith(1);
  if (options.json === true) return;
  for (const line of damageLines(printableAnswer(answer))) terminal.err.write(`${line}\n`);
}

function soundText({ events, height }: Verification): string {
  return `All is well: ${numberText(events)} events up to height ${numberText(height)} follow one another, usage fits them, and the database is sound.`;
}

function damageLines({ firstBad, damages }: Verification): readonly string[] {
  const next =
    'Keep a copy of the data folder, then restore the last good backup with "causeway restore", and tell the vendor.';
  return [
    ...(firstBad === null ? [] : [`The ledger does not fit from height ${firstBad.height} on. ${firstBad.reason}`]),
    ...(damages.length === 0 ? [] : [`The database is damaged: ${damages.slice(0, 10).join('; ')}.`]),
    next,
  ];
}

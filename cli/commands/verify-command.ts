import type { Command } from 'commander';
import { askSite } from '../ask-site.ts';
import { printRefusal, printResult } from '../print.ts';
import { withProgress } from '../progress.ts';
import { CommandRefusal } from '../refusal.ts';
import { countText, numberText } from '../text/figures.ts';
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
  printRefusal(terminal, options, damageOf(answer));
}

function soundText({ events, height }: Verification): string {
  return `All is well: the ledger is whole (${countText(events, 'event')}, up to height ${numberText(height)}), usage fits it, and the database is sound.`;
}

function damageOf({ firstBad, damages }: Verification): CommandRefusal {
  const found = [
    ...(firstBad === null ? [] : [`The ledger does not fit at height ${firstBad.height}: ${firstBad.reason}`]),
    ...(damages.length === 0 ? [] : [`The database is damaged: ${damages.slice(0, 10).join('; ')}.`]),
  ];
  return new CommandRefusal('internal_error', {
    sentence: found.join(' '),
    next: 'Keep a copy of the data folder, put the last good backup back with "causeway restore", and tell the vendors.',
  });
}

import type { Command } from 'commander';
import { askSite } from '../ask-site.ts';
import { printNote, printResult } from '../print.ts';
import { printableAnswer } from '../text/printable.ts';
import { tableLines } from '../text/table.ts';
import { addSiteCommand, type CommandContext, type SiteOptions, withSite } from './site-command.ts';

/** `machine`: the identifiers of this machine. */
export function addMachineCommand(program: Command, context: CommandContext): void {
  addSiteCommand(program, 'machine', {
    summary: 'show the identifiers of this machine',
    description:
      'Shows the identifiers of the machine that the site runs on, and the keyed hashes in which they leave it: on Windows MachineGuid and Product ID, on a Mac the platform UUID, on Linux the machine-id.',
    examples: [
      ['causeway machine', 'what this machine is known by'],
      ['causeway machine --json', 'the same for scripts'],
    ],
  }).action((options: SiteOptions) => showMachine(options, context));
}

type MachineAnswer = {
  readonly identifiers: readonly { readonly kind: string; readonly identifier: string; readonly hash: string }[];
  readonly problems: readonly { readonly kind: string; readonly message: string }[];
};

async function showMachine(options: SiteOptions, context: CommandContext): Promise<void> {
  await withSite(context, options, async (link) => {
    const answer = await askSite<MachineAnswer>(link, { method: 'GET', path: 'machine' });
    printResult(context.terminal, options, answer, () => {
      const { identifiers } = printableAnswer(answer);
      if (identifiers.length === 0) return ['This machine has no identifier that license files could be bound to.'];
      const rows = identifiers.map(({ kind, identifier, hash }) => [kind, identifier, hash]);
      return tableLines([{ head: 'Kind' }, { head: 'Identifier' }, { head: 'Hash, as it leaves this machine' }], rows);
    });
    if (options.json === true) return;
    for (const { kind, message } of answer.problems) printNote(context.terminal, options, `${kind}: ${message}`);
  });
}

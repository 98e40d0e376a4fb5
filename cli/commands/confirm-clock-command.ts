import type { Command } from 'commander';
import type { EpochSeconds } from '../../licensing/time.ts';
import { askSite } from '../ask-site.ts';
import { printResult } from '../print.ts';
import { instantText } from '../text/instant.ts';
import { addSiteCommand, type CommandContext, type SiteOptions, withSite } from './site-command.ts';

/** `confirm-clock`: accepts a forward jump of the clock. */
export function addConfirmClockCommand(program: Command, context: CommandContext): void {
  addSiteCommand(program, 'confirm-clock', {
    summary: 'accept that the clock of this machine jumped forward',
    description:
      'A clock that jumps forward by more than a day, or by more than 30 days while the server was stopped, is not believed until somebody says that it is right: leases and terms would end by mistake. This command says so. Look at the clock of this machine first.',
    examples: [['causeway confirm-clock', 'the clock of this machine is right']],
  }).action((options: SiteOptions) => confirm(options, context));
}

type ClockAnswer = { readonly confirmed: boolean; readonly now: EpochSeconds };

async function confirm(options: SiteOptions, context: CommandContext): Promise<void> {
  await withSite(context, options, async (link) => {
    const answer = await askSite<ClockAnswer>(link, { method: 'POST', path: 'clock/confirm' });
    printResult(context.terminal, options, answer, () => [
      answer.confirmed
        ? `Accepted. The time of the site is ${instantText(answer.now)}.`
        : `No jump of the clock waits to be accepted. The time of the site is ${instantText(answer.now)}.`,
    ]);
  });
}

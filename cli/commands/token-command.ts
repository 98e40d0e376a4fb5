import { type Command, Option } from 'commander';
import { askSite } from '../ask-site.ts';
import { printResult } from '../print.ts';
import { addSiteCommand, type CommandContext, type SiteOptions, withSite } from './site-command.ts';

/** `token`: an API token for scripts, alone on stdout. */
export function addTokenCommand(program: Command, context: CommandContext): void {
  addSiteCommand(program, 'token', {
    summary: 'make an API token for scripts',
    description:
      'Makes a token for the console API and prints it, and nothing else. It is shown once; the site keeps only its hash. Take it back in the console under Settings.\nViewers read, operators also import, export and reclaim, administrators may do everything; "metrics" reads the Prometheus metrics and nothing else.',
    examples: [
      ['causeway token --role viewer', 'prints the token'],
      ['TOKEN=$(causeway token --role operator --name nightly)', 'keeps it in a variable of the shell'],
    ],
  })
    .addOption(new Option('--role <role>', 'what it may do').choices(ROLES).makeOptionMandatory())
    .option('--name <name>', 'what it is for, as lists show it', 'command')
    .action((options: TokenOptions) => makeToken(options, context));
}

const ROLES = ['admin', 'operator', 'viewer', 'metrics'];

type TokenOptions = SiteOptions & { readonly role: string; readonly name: string };

async function makeToken(options: TokenOptions, context: CommandContext): Promise<void> {
  const { role, name } = options;
  await withSite(context, options, async (link) => {
    const made = await askSite<{ readonly id: string; readonly token: string }>(link, {
      method: 'POST',
      path: 'tokens',
      json: { role, name },
    });
    printResult(context.terminal, options, { token: made.token, id: made.id, role, name }, () => [made.token]);
  });
}

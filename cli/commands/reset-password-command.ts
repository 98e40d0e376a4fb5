import { randomInt } from 'node:crypto';
import type { Command } from 'commander';
import { askSite } from '../ask-site.ts';
import { listAll } from '../list-all.ts';
import { askNewPassword, readPasswordFile } from '../new-password.ts';
import { printResult } from '../print.ts';
import { CommandRefusal } from '../refusal.ts';
import type { SiteLink } from '../site-link.ts';
import { addSiteCommand, type CommandContext, fileOf, type SiteOptions, withSite } from './site-command.ts';

/** `reset-password`: the way back in. */
export function addResetPasswordCommand(program: Command, context: CommandContext): void {
  addSiteCommand(program, 'reset-password', {
    summary: 'give a user of the console a new password',
    description:
      'Gives a user of the console a new password and ends the log-ins of that user. Who may use the data folder may do this, so it is the way back in for a locked-out administrator.\nThe password comes from a file or is asked for; without a terminal a new one is made and printed.',
    examples: [
      ['causeway reset-password', 'asks for the new password of the administrator'],
      ['causeway reset-password --user eva --password-file pw.txt', 'of another user, asking nothing'],
    ],
  })
    .option('--user <name>', 'whose password; default: admin, or the only administrator')
    .option('--password-file <file>', 'read the new password from this file', fileOf)
    .action((options: ResetOptions) => resetPassword(options, context));
}

type ResetOptions = SiteOptions & { readonly user?: string; readonly passwordFile?: string };

type User = { readonly name: string; readonly role: string };

async function resetPassword(options: ResetOptions, context: CommandContext): Promise<void> {
  const { terminal } = context;
  await withSite(context, options, async (link) => {
    const user = options.user ?? (await findAdministrator(link));
    const { passwordFile } = options;
    const given =
      passwordFile === undefined ? await askNewPassword(terminal, user) : await readPasswordFile(passwordFile);
    const password = given ?? makePassword();
    const path = `users/${encodeURIComponent(user)}`;
    await askSite(link, { method: 'PATCH', path, json: { password } });
    const shown = given === null ? { password } : {};
    printResult(terminal, options, { user, ...shown }, () => [
      ...(given === null ? [password] : [`${user} has a new password. Log-ins of before have ended.`]),
    ]);
    if (given === null && options.json !== true) terminal.err.write(`This is the new password of ${user}.\n`);
  });
}

async function findAdministrator(link: SiteLink): Promise<string> {
  const users = await listAll<User>(link, 'users');
  const administrators = users.filter(({ role }) => role === 'admin').map(({ name }) => name);
  if (administrators.includes('admin')) return 'admin';
  const [only, ...others] = administrators;
  if (only === undefined) throw new CommandRefusal('not_found', notSetUp);
  if (others.length === 0) return only;
  throw new CommandRefusal('not_found', {
    sentence: `There are several administrators: ${administrators.join(', ')}.`,
    next: 'Say whose password it is with --user.',
  });
}

const notSetUp = {
  sentence: 'This site is not set up yet, so there is no user.',
  next: 'Set it up with "causeway setup".',
};

/** Twenty characters that are not mistaken for one another: about 98 bits. */
function makePassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const groups = Array.from({ length: 4 }, () =>
    Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join(''),
  );
  return groups.join('-');
}

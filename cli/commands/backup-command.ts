import type { Command } from 'commander';
import { writeStreamAtomic } from '../../dls/atomic-file.ts';
import { askSite, askStream } from '../ask-site.ts';
import { printResult } from '../print.ts';
import { withProgress } from '../progress.ts';
import { sizeText } from '../text/figures.ts';
import { addSiteCommand, type CommandContext, fileOf, type SiteOptions, withSite } from './site-command.ts';

/** `backup`: a consistent copy with the site's keys. */
export function addBackupCommand(program: Command, context: CommandContext): void {
  addSiteCommand(program, 'backup', {
    summary: 'write a backup of the site, with its keys',
    description:
      'Writes a consistent copy of the site, its keys included, while devices are served. It is sealed: only the recovery code opens it. What was written is read back and compared.\nBackups are also made by schedule, into the data folder and the places that were named at set-up; see Backups in the console.',
    examples: [['causeway backup --out /mnt/nas/site.cwbackup', 'a copy on another machine']],
  })
    .requiredOption('--out <file>', 'where the backup goes', fileOf)
    .action((options: BackupOptions) => backUp(options, context));
}

type BackupOptions = SiteOptions & { readonly out: string };

type Backup = { readonly id: number; readonly size: number };

async function backUp(options: BackupOptions, context: CommandContext): Promise<void> {
  const { terminal } = context;
  await withSite(context, options, async (link) => {
    const backup = await withProgress(terminal, 'Making the backup', () =>
      askSite<Backup>(link, { method: 'POST', path: 'backups' }),
    );
    await withProgress(terminal, `Writing ${options.out}`, async () => {
      const path = `backups/${backup.id}/file`;
      const content = await askStream(link, { method: 'GET', path });
      await writeStreamAtomic(options.out, content, { mode: 0o600, readBack: true });
    });
    printResult(terminal, options, { file: options.out, ...backup }, () => [
      `The backup is in ${options.out}, ${sizeText(backup.size)}. Only the recovery code opens it.`,
    ]);
  });
}

import type { Command } from 'commander';
import type { EpochSeconds } from '../../licensing/time.ts';
import { askSite } from '../ask-site.ts';
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
    .requiredOption('--out <file>', 'where the backup goes (.cwbackup)', fileOf)
    .action((options: BackupOptions) => backUp(options, context));
}

type BackupOptions = SiteOptions & { readonly out: string };

type Backup = {
  readonly file: string;
  readonly at: EpochSeconds;
  readonly size: number;
  readonly height: number;
  readonly epoch: number;
};

async function backUp(options: BackupOptions, context: CommandContext): Promise<void> {
  const { terminal } = context;
  await withSite(context, options, async (link) => {
    const call = { method: 'POST', path: 'backups', json: { to: options.out } } as const;
    const made = await withProgress(terminal, 'Making the backup', () => askSite<Backup>(link, call));
    const { file, at, size, height, epoch } = made;
    printResult(terminal, options, { file, at, size, height, epoch }, () => [
      `The backup is in ${file}, ${sizeText(size)}. Only the recovery code opens it.`,
    ]);
  });
}

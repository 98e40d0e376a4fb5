import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackupHeader } from '../identity/backup-container.ts';
import { readBackupFile } from '../identity/backup-file.ts';

export type FoundBackup = {
  readonly file: string;
  readonly size: number;
  /** What it says of itself; nothing is proven before the recovery code opens it. */
  readonly header: BackupHeader;
};

/** What one backup says of itself. @throws IdentityError `file_unknown`, `not_found` */
export async function describeBackup(file: string): Promise<FoundBackup> {
  const header = await readBackupFile(file);
  return { file, size: (await stat(file)).size, header };
}

/** The backups that lie in a folder, the newest first; what is no backup is left out. */
export async function findBackupFiles(folder: string): Promise<readonly FoundBackup[]> {
  const names = await readdir(folder).catch(() => []);
  const found: FoundBackup[] = [];
  for (const name of names.filter((file) => file.endsWith('.cwbackup') && !file.startsWith('.'))) {
    const file = join(folder, name);
    try {
      found.push(await describeBackup(file));
    } catch {
      // Half a file of a place that was pulled out is none.
    }
  }
  return found.toSorted((a, b) => b.header.made - a.header.made);
}

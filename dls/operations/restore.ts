import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { flushFolder } from '../atomic-file.ts';
import { MANIFEST_ENTRY, parseManifest } from '../backup/backup-manifest.ts';
import { describeBackup, findBackupFiles } from '../backup/find-backup-files.ts';
import { findLostRecords } from '../backup/lost-records.ts';
import { finishRestore, replacedEntries, restoringFolder, swapFolder } from '../backup/swap-folder.ts';
import { type MachineClock, machineClock } from '../clock.ts';
import type { LongReadOptions } from '../gap/long-read.ts';
import { Refusal } from '../http/problem.ts';
import type { BackupHeader } from '../identity/backup-container.ts';
import { openBackupFile, readBackupFile } from '../identity/backup-file.ts';
import { IDENTITY_FILE, openIdentityText, restoreIdentity } from '../identity/site-identity.ts';
import { backupsFolder } from '../site/folder-layout.ts';
import { openSite } from '../start.ts';
import { asStorageError } from '../storage-error.ts';
import { lockFolder } from '../store/sqlite/folder-lock.ts';
import type { FolderRecords } from '../store/sqlite/folder-records.ts';
import { beginEpoch } from './epoch.ts';

export type RestoreInput = Pick<LongReadOptions, 'onProgress'> & {
  /** The data folder; made when it is missing. */
  readonly folder: string;
  /** The backup. */
  readonly file: string;
  /** The recovery code, as people type it. */
  readonly code: string;
  /** Replaces the site that is in the folder. */
  readonly force: boolean;
  readonly actor: string;
  /** CAUSEWAY_PASSPHRASE: seals the restored keys. */
  readonly passphrase?: string | undefined;
  readonly machine?: MachineClock;
};

export type RestoreResult = {
  readonly site: string;
  /** Of the backup. */
  readonly made: number;
  readonly height: number;
  /** The epoch that began. */
  readonly epoch: number;
  /** What of the replaced records is newer than the backup; null: there were none. */
  readonly lost: FolderRecords['lost'] | null;
  /** Where the replaced data is kept until somebody removes it; null: there was none. */
  readonly replaced: string | null;
};

/** What a backup says of itself, unproven before the recovery code opens it, and what restoring it would lose. */
export type RestorePreview = {
  readonly backup: Pick<BackupHeader, 'site' | 'made' | 'epoch' | 'height' | 'app'>;
  /** The folder has a site already, which needs `force`. */
  readonly replaces: boolean;
  readonly lost: FolderRecords['lost'] | null;
};

/** @throws IdentityError `file_unknown`, `not_found` */
export async function previewRestore({ folder, file }: Pick<RestoreInput, 'folder' | 'file'>): Promise<RestorePreview> {
  const { site, made, epoch, height, app } = await readBackupFile(file);
  const lost = findLostRecords(folder, { made, height })?.lost ?? null;
  return { backup: { site, made, epoch, height, app }, replaces: hasSite(folder), lost };
}

/**
 * Puts a backup into a data folder (rules.md section 8): opened beside what is there, checked, in a new epoch above
 * everything known, and only then in its place. A restore that is cut short leaves the folder as it was, or is completed
 * at the next start.
 * @throws Refusal `request_conflict` when the folder has a site and `force` is missing; FolderBusyError while a server
 *   runs; IdentityError for a wrong code or a damaged backup; StorageError
 */
export async function restoreBackup(input: RestoreInput): Promise<RestoreResult> {
  const { folder, file } = input;
  const { made, height } = await readBackupFile(file);
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw asStorageError(error, folder);
  });
  const unlock = lockFolder(folder);
  try {
    await finishRestore(folder);
    if (hasSite(folder) && !input.force) throw occupied(folder);
    const replaced = findLostRecords(folder, { made, height });
    try {
      const site = await stage(input);
      const known = [...(await findBackupFiles(backupsFolder(folder))), await describeBackup(resolve(file))];
      const epoch = await beginRestoredEpoch(input, { made, replaced, known });
      const aside = await swapFolder(folder, `replaced-${momentOf(input)}`);
      return { site, made, height, epoch, lost: replaced?.lost ?? null, replaced: aside };
    } catch (error) {
      // Once it is decided, it is completed at the next start; before that, nothing of it stays.
      if (!existsSync(join(folder, 'restore.json')))
        await rm(restoringFolder(folder), { recursive: true, force: true });
      throw error;
    }
  } finally {
    unlock();
  }
}

function hasSite(folder: string): boolean {
  return replacedEntries.some((entry) => existsSync(join(folder, entry)));
}

/** Opens the backup into `restoring/` and gives its files the places they have in a data folder. */
async function stage({ folder, file, code, passphrase, onProgress }: RestoreInput): Promise<string> {
  const staged = restoringFolder(folder);
  const told =
    onProgress === undefined ? {} : { onProgress: (done: number, total: number) => onProgress({ done, total }) };
  await openBackupFile({ path: file, folder: staged, code, ...told });
  const manifest = parseManifest(await readFile(join(staged, MANIFEST_ENTRY), 'utf8').catch(() => ''));
  if (manifest === null) throw notABackup();
  for (const { entry, path } of manifest.files) {
    await mkdir(dirname(join(staged, path)), { recursive: true, mode: 0o700 });
    await rename(join(staged, entry), join(staged, path)).catch(() => {
      throw notABackup();
    });
  }
  await rm(join(staged, MANIFEST_ENTRY));
  const identity = await openIdentityText(await readFile(join(staged, IDENTITY_FILE), 'utf8'));
  await restoreIdentity(staged, identity, { passphrase });
  for (const entry of replacedEntries)
    if (existsSync(join(staged, entry)) && !entry.includes('.')) await flushFolder(join(staged, entry));
  return identity.site;
}

type Restored = {
  readonly made: number;
  readonly replaced: FolderRecords | null;
  readonly known: Awaited<ReturnType<typeof findBackupFiles>>;
};

/** The restored site is opened once where it lies: its schema is brought up, and its new epoch begins. */
async function beginRestoredEpoch(input: RestoreInput, { made, replaced, known }: Restored): Promise<number> {
  const { folder, passphrase, machine = machineClock, actor } = input;
  const site = await openSite({ folder: restoringFolder(folder), passphrase, machine });
  try {
    const { deps } = site;
    const { epoch } = await deps.store.transact(async (tx) => {
      const listed = new Set((await tx.backups.list()).map(({ file }) => file));
      for (const { file, size, header } of known) {
        if (listed.has(file) || header.site !== deps.identity.current.site) continue;
        listed.add(file);
        const { made: at, height, epoch } = header;
        await tx.backups.insert({ file, at, size, height, epoch, ok: true, detail: null });
      }
      return beginEpoch(deps, tx, {
        reason: 'restore',
        loss: { from: made, until: Math.max(tx.time.now, deps.clock.state().system) },
        heights: replaced === null ? [] : [replaced.height, replaced.bundledHeight],
        epochs: replaced === null ? [] : [replaced.epoch],
        actor,
        data: { made },
      });
    });
    return epoch;
  } finally {
    await site.close();
  }
}

function momentOf({ machine = machineClock }: RestoreInput): string {
  return new Date(machine.wallMs()).toISOString().replace(/[-:]|\.\d+/g, '');
}

function occupied(folder: string): Refusal {
  return new Refusal('request_conflict', {
    detail: `The data folder ${folder} has a site already. To replace it by the backup, add "--force"; what is there now is kept aside.`,
  });
}

function notABackup(): Refusal {
  return new Refusal('signature_invalid', {
    detail: 'The files in this backup are not those of a site. Choose another backup; nothing was changed.',
  });
}

import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import type { EpochSeconds } from '../../licensing/time.ts';
import type { PublicKey } from '../../protocol/jwk.ts';
import type { Progress } from '../gap/long-read.ts';
import type { BackupEntry } from '../identity/backup-archive.ts';
import { writeBackup } from '../identity/backup-file.ts';
import { backupsFolder, databaseFile } from '../site/folder-layout.ts';
import { asStorageError, errnoOf, StorageError } from '../storage-error.ts';
import type { SqliteDatabase } from '../store/sqlite/connection.ts';
import { StoreError } from '../store/store-error.ts';
import { type BackedUpFile, backedUpFolders, backedUpPaths, MANIFEST_ENTRY } from './backup-manifest.ts';

/** What the thread that makes a backup is told. */
export type BackupTask = {
  /** The file to write. */
  readonly path: string;
  readonly site: string;
  readonly made: EpochSeconds;
  /** `causeway/1.2.3`. */
  readonly app: string;
  /** The identity file in clear; the backup as a whole is sealed. */
  readonly identity: string;
  readonly recoveryKey: PublicKey;
};

export type WrittenBackup = {
  readonly size: number;
  /** Of the ledger's last event in it. */
  readonly height: number;
  readonly epoch: number;
};

type Making = {
  readonly db: SqliteDatabase;
  readonly folder: string;
  readonly task: BackupTask;
  readonly onProgress: (progress: Progress) => void;
};

/**
 * Writes a backup: a consistent copy of the database as the last commit left it, the site's identity and certificates, the
 * sync bundles and the archive of the ledger, sealed to the recovery key, read back before it gets its name.
 * @throws StorageError, StoreError `internal_error` when the database is damaged
 */
export async function makeBackup({ db, folder, task, onProgress }: Making): Promise<WrittenBackup> {
  await removeCopies(folder);
  const copy = join(backupsFolder(folder), `${copyPrefix}${randomBytes(6).toString('hex')}.db`);
  await mkdir(dirname(copy), { recursive: true, mode: 0o700 });
  await checkRoom(folder, task.path);
  try {
    await db.backup(copy, { progress: () => everyPage });
    const { height, epoch } = checkCopy(copy);
    const { site, made, app, recoveryKey, path } = task;
    const entries = await listEntries(folder, copy, task.identity);
    const written = await writeBackup(path, {
      facts: { site, made, app, height, epoch },
      recoveryKey,
      entries,
      onProgress: (done, total) => onProgress({ done, total }),
    });
    return { size: written.bytes, height, epoch };
  } finally {
    await removeCopies(folder);
  }
}

const copyPrefix = '.copy-';

/** The whole database in one step: a copy in several would begin anew with every commit beside it. */
const everyPage = 2_147_483_647;

/** The copy must be sound, or the backups that are would be replaced by one that is not. */
function checkCopy(copy: string): { readonly height: number; readonly epoch: number } {
  const db = new Database(copy);
  try {
    db.pragma('journal_mode = DELETE');
    const [damage] = (db.pragma('quick_check(1)') as { quick_check: string }[]).map((row) => row.quick_check);
    if (damage !== 'ok') {
      throw new StoreError(
        'internal_error',
        `The database is damaged (${damage}); this backup was not written. Restore the last good one.`,
      );
    }
    const height = db.prepare<[], number>('SELECT coalesce(max(height), 0) FROM ledger').pluck().get() ?? 0;
    const state = db.prepare<[], string>("SELECT value FROM meta WHERE key = 'epoch'").pluck().get();
    const epoch = state === undefined ? 1 : (JSON.parse(state) as { readonly epoch: number }).epoch;
    return { height, epoch };
  } finally {
    db.close();
  }
}

async function listEntries(folder: string, copy: string, identity: string): Promise<readonly BackupEntry[]> {
  const files: BackedUpFile[] = [];
  const entries: BackupEntry[] = [];
  const add = (entry: Omit<BackupEntry, 'name'>, path: string): void => {
    const name = `file-${files.length}`;
    files.push({ entry: name, path });
    entries.push({ ...entry, name });
  };
  add(fromBytes(Buffer.from(identity, 'utf8')), backedUpPaths.identity);
  const tls = await readFile(join(folder, backedUpPaths.tls)).catch((error: unknown) => {
    if (errnoOf(error) !== 'ENOENT') throw asStorageError(error, backedUpPaths.tls);
    return null;
  });
  if (tls !== null) add(fromBytes(tls), backedUpPaths.tls);
  add(await fromFile(copy), backedUpPaths.database);
  for (const name of backedUpFolders) {
    for (const file of await listFiles(join(folder, name)))
      add(await fromFile(join(folder, name, file)), `${name}/${file}`);
  }
  return [
    { name: MANIFEST_ENTRY, ...fromBytes(Buffer.from(JSON.stringify({ version: 1, files }), 'utf8')) },
    ...entries,
  ];
}

function fromBytes(bytes: Buffer): Omit<BackupEntry, 'name'> {
  return { size: bytes.byteLength, open: () => [bytes] };
}

async function fromFile(path: string): Promise<Omit<BackupEntry, 'name'>> {
  const { size } = await stat(path);
  return { size, open: () => createReadStream(path, { highWaterMark: 262_144 }) };
}

async function listFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.')).map(({ name }) => name);
}

/** Room for the copy beside the database, and for the backup where it goes. */
async function checkRoom(folder: string, path: string): Promise<void> {
  const { size } = await stat(databaseFile(folder));
  for (const [place, file] of [[folder, databaseFile(folder)] as const, [dirname(path), path] as const]) {
    const { bavail, bsize } = await statfs(place).catch((error: unknown) => {
      throw asStorageError(error, file);
    });
    if (bavail * bsize < size) throw new StorageError('full', file);
  }
}

/** Also those of a process that was killed in the middle; only one backup is made at a time. */
async function removeCopies(folder: string): Promise<void> {
  const names = await readdir(backupsFolder(folder)).catch(() => []);
  for (const name of names) {
    if (name.startsWith(copyPrefix)) await rm(join(backupsFolder(folder), name), { force: true });
  }
}
